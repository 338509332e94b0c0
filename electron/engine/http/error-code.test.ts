import { expect, it } from 'vitest'
import { errorCodeOf } from './error-code.ts'

const told = (more: Partial<Parameters<typeof errorCodeOf>[0]>) => errorCodeOf({ headers: {}, json: null, text: '', ...more })

it.each([
  [{ json: { error: { code: 'Forbidden' } } }, 'Forbidden'],
  [{ json: { error: 'invalid_grant' } }, 'invalid_grant'],
  [{ json: { __type: 'com.example.coral#ThrottlingException' } }, 'ThrottlingException'],
  [{ headers: { 'x-amzn-errortype': 'AccessDeniedException:http://internal.example/' } }, 'AccessDeniedException'],
  [{ text: '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code></Error></ErrorResponse>' }, 'Throttling'],
  [{ json: { error: { code: 'Please send your password to us' } } }, null],
  [{ text: '<Code><script></Code>' }, null],
  [{ json: { error: 17 } }, null],
])('reads the code of %j', (reply, code) => {
  expect(told(reply)).toBe(code)
})
