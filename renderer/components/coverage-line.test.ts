import { expect, test } from 'vitest'
import type { CoverageSummary } from '../../shared/contract/scans.ts'
import { tallyCoverage } from '../../shared/domain/coverage-tally.ts'
import { tallyWords } from '../../shared/domain/coverage-words.ts'
import { coverageLine, coverageSentence, nothingFound } from './coverage-words.ts'

const complete = { end: { state: 'complete' } } as const
const denied = { end: { state: 'denied', missing: 'X.Read', why: '' } } as const
const unlicensed = { end: { state: 'skipped', reason: 'not-licensed', why: '' } } as const

function summaryOf(ends: Parameters<typeof tallyCoverage>[0], neverScanned: readonly string[] = []): CoverageSummary {
  const tally = tallyCoverage(ends, neverScanned.length * 4)
  const counts = { complete: 0, partial: 0, denied: 0, skipped: 0, failed: 0 }
  return { steps: [], ...counts, neverScanned, seenPercent: ends.length === 0 ? null : tally.percent, tally }
}
const absent = { provider: 'chat', title: 'Chat', count: 4, namedBy: ['Register'] }

test('before the first scan it says that nothing is known', () => {
  expect(coverageLine(summaryOf([])).words).toBe('no scan ended yet')
  expect(coverageSentence(summaryOf([], ['a']), [])).toBe('No scan has ended yet: 1 source may hold agents that nobody knows of.')
  expect(coverageSentence(summaryOf([]), [])).toBe('Nothing is connected yet, so nothing is seen.')
})

test('gaps are counted in words, the worst first', () => {
  expect(coverageLine(summaryOf([complete, denied, denied, unlicensed], ['a']), [absent])).toEqual({
    words: '12 % seen · 2 denied · 1 not licensed · 1 never scanned · 1 more',
    gaps: 5,
  })
})

test('that no agent was found means that there is none only where everything was seen', () => {
  const told = (ends: Parameters<typeof tallyCoverage>[0], neverScanned: readonly string[] = []) =>
    nothingFound(summaryOf(ends, neverScanned), false)
  expect(nothingFound(summaryOf([]), true).kind).toBe('running')
  expect(told([], ['a']).kind).toBe('unscanned')
  expect(told([denied, denied])).toEqual({
    kind: 'unseen',
    title: 'No agent was found, but the last scan could see nothing: there may be agents that nobody knows of.',
  })
  expect(told([complete, denied]).title).toContain('could not see everything')
  expect(told([complete], ['a']).kind).toBe('unseen')
  expect(told([complete]).kind).toBe('none')
})

test('almost everything is never rounded to everything', () => {
  expect(coverageLine(summaryOf([...Array.from({ length: 499 }, () => complete), denied])).words).toBe('99 % seen · 1 denied')
})

test('one sentence says what was seen, what was not, and that it may hide agents', () => {
  expect(coverageSentence(summaryOf([complete, complete, denied, unlicensed], ['a']), [absent])).toBe(
    '2 of 8 steps saw everything (25 %); 1 was denied, 1 is not licensed, 1 source was never scanned and Chat is not connected. Any of these may hide agents; nothing here counts as clean.',
  )
  expect(coverageSentence(summaryOf([complete]), [])).toBe('1 of 1 step saw everything (100 %). Everything that was asked for was seen.')
})

test('a strip is told in words, without what was not asked for', () => {
  const outside = { end: { state: 'skipped', reason: 'no-service', why: '' } } as const
  expect(tallyWords(tallyCoverage([complete, denied, outside]))).toBe('1 seen, 1 denied')
  expect(tallyWords(tallyCoverage([outside]))).toBe('nothing asked for')
})
