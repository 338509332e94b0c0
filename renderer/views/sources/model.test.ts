import { expect, test } from 'vitest'
import type { CoverageSummary } from '../../../shared/contract/scans.ts'
import type { Connection, ConnectorInfo, ProbeReport } from '../../../shared/domain/connection.ts'
import type { StepCoverage, StepEnd } from '../../../shared/domain/coverage.ts'
import { tallyCoverage } from '../../../shared/domain/coverage-tally.ts'
import { fixOf } from '../../components/fix-of.ts'
import { groupSources, probeSentence } from './model.ts'

const connector = (id: string, category: ConnectorInfo['category']): ConnectorInfo => ({
  id,
  title: `The ${id}`,
  summary: '',
  category,
  fields: [],
  signIn: [],
  permissions: [{ permission: 'Read.All', why: 'see', hides: 'all', access: 'read', fix: 'Settings, Permissions: add Read.All.' }],
  calls: [],
  neverReads: [],
  steps: [
    { id: 'one', title: 'One', yields: 'things', hides: 'things' },
    { id: 'two', title: 'Two', yields: 'others', hides: 'others' },
  ],
  canRevoke: false,
})
const connection = (id: string, provider: string, businessUnit: string | null = null): Connection => ({
  id,
  provider,
  label: id,
  businessUnit,
  environment: 'unknown',
  settings: {},
  secretKeys: [],
  demo: false,
  createdAt: '2026-11-28T00:00:00.000Z',
  lastScanId: null,
  lastScanAt: null,
})
const step = (connectionId: string, end: StepEnd): StepCoverage => ({
  scanId: 's',
  connectionId,
  connectionLabel: connectionId,
  provider: 'p',
  stepId: end.state,
  stepTitle: end.state,
  end,
  hides: '',
  pages: 0,
  objects: 0,
  keptAside: 0,
  calls: 0,
  startedAt: null,
  endedAt: null,
  incomplete: end.state !== 'complete',
})
const summaryOf = (steps: readonly StepCoverage[], neverScanned: readonly string[]): CoverageSummary => ({
  steps,
  complete: 0,
  partial: 0,
  denied: 0,
  skipped: 0,
  failed: 0,
  neverScanned,
  seenPercent: null,
  tally: tallyCoverage(steps),
})
const report = (...states: ProbeReport['checks'][number]['state'][]): ProbeReport => ({
  reached: true,
  identity: null,
  checks: states.map((state) => ({ permission: state, state, why: '', hides: '' })),
  notice: null,
})

test('sources stand under their category, those with the worst gaps first', () => {
  const coverage = summaryOf(
    [
      step('calm', { state: 'complete' }),
      step('denied', { state: 'denied', missing: 'Read.All', why: '' }),
      step('box', { state: 'complete' }),
    ],
    ['fresh'],
  )
  const connections = [connection('box', 'computer'), connection('calm', 'chat'), connection('fresh', 'chat'), connection('denied', 'chat')]
  const groups = groupSources(connections, [connector('chat', 'saas'), connector('computer', 'computer')], coverage, '')
  expect(groups.map((group) => [group.title, group.rows.map((row) => `${row.connection.id} ${row.worst}`)])).toEqual([
    ['Computers', ['box seen']],
    ['SaaS', ['denied denied', 'fresh unscanned', 'calm seen']],
  ])
  expect(groups[1]?.rows[1]?.tally.counts.unscanned).toBe(2)
})

test('the list narrows by name, system and unit', () => {
  const connections = [connection('main', 'chat', 'Finance'), connection('other', 'chat')]
  const groups = (text: string) => groupSources(connections, [connector('chat', 'saas')], null, text).flatMap((group) => group.rows.length)
  expect([groups('finance'), groups('the chat'), groups('nothing')]).toEqual([[1], [2], []])
})

test('a source of a system this version does not know is shown all the same', () => {
  expect(groupSources([connection('old', 'gone')], [], null, '').map((group) => group.title)).toEqual(['Not known to this version'])
})

test('the permissions are summed up in one sentence', () => {
  expect(probeSentence(report('granted', 'granted'))).toBe('Every permission that is wanted is there.')
  expect(probeSentence(report('granted', 'missing', 'unknown'))).toBe(
    '1 of 3 permissions is missing, 1 cannot be told. A scan works without them and says what it could not see.',
  )
  expect(probeSentence(report())).toBe('')
})

test('a missing permission comes with the way to grant it', () => {
  expect(fixOf(connector('chat', 'saas'), 'Read.All')).toBe('Settings, Permissions: add Read.All.')
  expect(fixOf(null, 'Read.All')).toBe('Grant Read.All to what this source signs in with.')
})
