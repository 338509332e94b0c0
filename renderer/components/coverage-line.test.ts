import { expect, test } from 'vitest'
import type { CoverageSummary } from '../../shared/contract/scans.ts'
import { coverageLine } from './coverage-chip.tsx'

const none: CoverageSummary = { steps: [], complete: 0, partial: 0, denied: 0, skipped: 0, failed: 0, neverScanned: [], seenPercent: null }

test('before the first scan it says that nothing is known', () => {
  expect(coverageLine(none).words).toBe('nothing scanned yet')
})

test('gaps are counted in words', () => {
  const line = coverageLine({ ...none, seenPercent: 92.3, denied: 3, neverScanned: ['a'] })
  expect(line).toEqual({ words: '92 % seen · 3 denied · 1 never scanned', gaps: 4 })
})

test('almost everything is never rounded to everything', () => {
  expect(coverageLine({ ...none, seenPercent: 99.8, partial: 1 }).words).toBe('99 % seen · 1 partly seen')
})
