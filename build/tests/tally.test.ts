import { describe, expect, it } from 'vitest'
import { lastLine, sum, tallyOf } from './tally.mjs'

const test = (fullName: string, status: string) => ({ fullName, status })

describe('the sum of a test run', () => {
  it('counts passes, failures and skips apart', () => {
    const report = {
      testResults: [
        {
          name: 'a',
          status: 'failed',
          assertionResults: [test('x', 'passed'), test('y', 'failed'), test('z', 'skipped'), test('t', 'todo')],
        },
      ],
    }
    expect(tallyOf(report, 1, 'unit')).toEqual({ passed: 1, failed: ['y'], skipped: ['z', 't'] })
  })

  it('counts a file that could not be loaded as a failure', () => {
    const report = { testResults: [{ name: 'a.test.ts', status: 'failed', message: 'no such module\n at', assertionResults: [] }] }
    expect(tallyOf(report, 1, 'unit').failed).toEqual(['a.test.ts: no such module'])
  })

  it('counts a missing report, and an exit code without a failed test, as failures', () => {
    expect(tallyOf(null, 139, 'unit').failed).toHaveLength(1)
    expect(tallyOf({ testResults: [] }, 1, 'unit').failed).toHaveLength(1)
    expect(tallyOf({ testResults: [] }, 0, 'unit').failed).toHaveLength(0)
  })

  it('names skips on the last line only when there are some', () => {
    const one = { passed: 2, failed: [], skipped: [] }
    expect(lastLine(one)).toBe('2 passed, 0 failed')
    expect(lastLine(sum([one, { passed: 1, failed: ['a'], skipped: ['b'] }]))).toBe('3 passed, 1 failed, 1 skipped')
  })
})
