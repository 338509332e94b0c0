import { expect, test } from 'vitest'
import type { CoverageSummary } from '../../../shared/contract/scans.ts'
import type { Connection, ConnectorInfo } from '../../../shared/domain/connection.ts'
import { isIncomplete, type StepCoverage, type StepEnd } from '../../../shared/domain/coverage.ts'
import { tallyCoverage } from '../../../shared/domain/coverage-tally.ts'
import { coverageBySource, figuresOf, mendsOf, unseenWords, whyWords } from './model.ts'

const step = (connectionId: string, stepId: string, end: StepEnd | null): StepCoverage => ({
  scanId: 's',
  connectionId,
  connectionLabel: `The ${connectionId}`,
  provider: 'demo',
  stepId,
  stepTitle: stepId,
  end,
  hides: `what ${stepId} shows`,
  pages: 0,
  objects: 0,
  keptAside: 0,
  calls: 0,
  startedAt: null,
  endedAt: null,
  incomplete: end === null || isIncomplete(end),
})
const connection = (id: string): Connection => ({
  id,
  provider: 'demo',
  label: id,
  businessUnit: null,
  environment: 'unknown',
  settings: {},
  secretKeys: [],
  demo: false,
  createdAt: '2026-11-28T00:00:00.000Z',
  lastScanId: null,
  lastScanAt: null,
})
const connector: ConnectorInfo = {
  id: 'demo',
  title: 'Demo',
  summary: '',
  category: 'saas',
  fields: [],
  signIn: [],
  permissions: [{ permission: 'Read.All', why: '', hides: '', access: 'read', fix: 'Settings, Permissions: add Read.All.' }],
  calls: [],
  neverReads: [],
  steps: [
    { id: 'a', title: 'A', yields: '', hides: '' },
    { id: 'b', title: 'B', yields: '', hides: '' },
  ],
  canRevoke: false,
}
const summaryOf = (steps: readonly StepCoverage[], neverScanned: readonly string[] = []): CoverageSummary => {
  const tally = tallyCoverage(steps, 2 * neverScanned.length)
  return { steps, complete: 0, partial: 0, denied: 0, skipped: 0, failed: 0, neverScanned, seenPercent: tally.percent, tally }
}
const complete: StepEnd = { state: 'complete' }
const denied: StepEnd = { state: 'denied', missing: 'Read.All', why: 'The tenant refused' }

test('sources with the worst gaps come first, and in each its worst step', () => {
  const summary = summaryOf([step('calm', 'a', complete), step('gaps', 'a', complete), step('gaps', 'b', denied)], ['fresh'])
  const sources = coverageBySource(summary, ['calm', 'fresh', 'gaps'].map(connection), [connector])
  expect(sources.map((one) => [one.label, one.worst])).toEqual([
    ['gaps', 'denied'],
    ['fresh', 'unscanned'],
    ['calm', 'seen'],
  ])
  expect(sources[0]?.steps.map((one) => one.stepId)).toEqual(['b', 'a'])
  expect(sources[1]?.tally.counts.unscanned).toBe(2)
})

test('the sources add up to the figures of the whole', () => {
  const summary = summaryOf([step('x', 'a', complete), step('x', 'b', denied), step('y', 'a', denied)], ['fresh'])
  const sources = coverageBySource(summary, ['x', 'y', 'fresh'].map(connection), [connector])
  const sum = (of: (counts: CoverageSummary['tally']['counts']) => number) => sources.reduce((all, one) => all + of(one.tally.counts), 0)
  expect(sum((counts) => counts.denied)).toBe(summary.tally.counts.denied)
  expect(sources.reduce((all, one) => all + one.tally.asked, 0)).toBe(summary.tally.asked)
  expect(figuresOf(summary, [{ provider: 'p', title: 'P', count: 1, namedBy: [] }]).map(({ id, count }) => [id, count])).toEqual([
    ['seen', 1],
    ['denied', 2],
    ['unscanned', 1],
    ['absent', 1],
  ])
})

test('one missing permission is told once, with all that it hides and the way to grant it', () => {
  const [mend, ...rest] = mendsOf(summaryOf([step('x', 'a', denied), step('x', 'b', denied), step('x', 'c', complete)]), [connector])
  expect(rest).toEqual([])
  expect(mend).toMatchObject({
    what: 'Missing: Read.All',
    next: 'Settings, Permissions: add Read.All.',
    hides: ['what a shows', 'what b shows'],
    steps: 2,
  })
})

test('a denial names what is missing and how to grant it', () => {
  expect(whyWords(step('a', 'b', denied), connector)).toEqual({
    why: 'Missing: Read.All. The tenant refused.',
    next: 'Settings, Permissions: add Read.All.',
  })
  expect(whyWords(step('a', 'b', { ...denied, missing: 'Other' }), connector).next).toBe(
    'Grant Other to what this source signs in with. Then scan again.',
  )
})

test('a complete step that kept elements aside says so', () => {
  expect(whyWords({ ...step('a', 'b', complete), keptAside: 1 }, null).why).toBe('1 entry could not be read and was kept aside.')
})

test('a step that was skipped never says that nothing stays unseen', () => {
  const skipped = (reason: 'not-asked' | 'no-service') => step('c', 'bots', { state: 'skipped', reason, why: 'nothing is configured' })
  expect(unseenWords(step('c', 's', complete))).toBe('Nothing')
  expect(unseenWords(skipped('not-asked'))).toBe('Not asked for: what bots shows')
  expect(unseenWords(skipped('no-service'))).toBe('If there are any: what bots shows')
})
