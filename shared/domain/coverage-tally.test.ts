import { expect, test } from 'vitest'
import type { StepEnd } from './coverage.ts'
import { outcomeOf, tallyCoverage } from './coverage-tally.ts'

const skipped = (reason: Extract<StepEnd, { state: 'skipped' }>['reason']): StepEnd => ({ state: 'skipped', reason, why: '' })

test('what needs a licence, a setting or another scan is told apart from what was not asked for', () => {
  const reasons = ['not-licensed', 'not-configured', 'dependency', 'cancelled', 'not-asked', 'no-service'] as const
  expect(reasons.map((reason) => outcomeOf(skipped(reason)))).toEqual([
    'unlicensed',
    'unset',
    'unreached',
    'unreached',
    'outside',
    'outside',
  ])
  expect(outcomeOf(null)).toBe('unreached')
})

test('the share is of what was asked for, and rounded down', () => {
  const seen = Array.from({ length: 199 }, () => ({ end: { state: 'complete' } as const }))
  const tally = tallyCoverage([...seen, { end: { state: 'denied', missing: 'x', why: '' } }, { end: skipped('no-service') }])
  expect(tally).toMatchObject({ asked: 200, percent: 99 })
  expect(tallyCoverage([{ end: skipped('not-asked') }]).percent).toBeNull()
})

test('a source that was never scanned makes the share smaller', () => {
  const seen = Array.from({ length: 3 }, () => ({ end: { state: 'complete' } as const }))
  expect(tallyCoverage(seen, 9)).toMatchObject({ asked: 12, percent: 25, counts: { seen: 3, unscanned: 9 } })
})
