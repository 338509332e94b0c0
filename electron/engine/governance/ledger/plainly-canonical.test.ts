import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import { canonicalValue, isCanonical } from './canonical-body.ts'
import { isPlainlyCanonical } from './plainly-canonical.ts'

test('it takes what an entry usually says', () => {
  expect(isPlainlyCanonical('{"action":"approve","count":12,"more":[true,null,{}],"reason":"Straße — ok","until":null}')).toBe(true)
})

test.each([
  '',
  '{"a":1,"a":1}',
  '{"b":1,"a":1}',
  '{"a":1 }',
  '{"a":01}',
  '{"a":-0}',
  '{"a":1e3}',
  '{"a":12345678901234567890}',
  '{"a":"\u0001"}',
  '{"a":"\ud800"}',
  '{"__proto__":1}',
  '{"a":1}{',
  '[1,]',
  '{"a":nul}',
])('it takes nothing that is not in its one form: %s', (text) => {
  expect(isPlainlyCanonical(text)).toBe(false)
  expect(isCanonical(text)).toBe(false)
})

test('whatever it takes, the slow way takes too; and together they take every canonical text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom('', '"', '\\', '0', ',', '}', ' ', '{"a":1}'), (value, place, put) => {
      const text = canonicalJson(value)
      expect(isCanonical(text)).toBe(canonicalValue(text) !== undefined)
      const at = place % (text.length + 1)
      const other = text.slice(0, at) + put + text.slice(at + 1)
      if (isPlainlyCanonical(other)) expect(canonicalValue(other)).not.toBe(undefined)
    }),
    { numRuns: 5_000 },
  )
})
