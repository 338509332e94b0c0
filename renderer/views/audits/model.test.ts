import { expect, test } from 'vitest'
import type { Audit, AuditProgress, AuditSchedule } from '../../../shared/domain/audit.ts'
import { chipWords, doubts, kindWord, movedLine, quarterOf, sealWords, standingWord } from './model.ts'

const audit: Audit = {
  id: 'a',
  name: '2026-Q4',
  scope: { businessUnits: [], connectionIds: [] },
  from: '2026-10-01',
  to: '2026-12-31',
  people: [],
  state: 'open',
  openedAt: '2026-11-28T10:00:00.000Z',
  openedBy: 'lead',
  scheduleId: null,
  review: null,
  seal: null,
}
const schedule: AuditSchedule = {
  id: 's',
  name: 'Quarterly',
  every: 'quarter',
  dueOn: '2026-11-30',
  remindDays: 14,
  scope: audit.scope,
  people: [],
}
const progress: AuditProgress = {
  agents: 271,
  undecided: 3,
  criticalUndecided: 1,
  openAgain: 0,
  decisions: 5,
  scans: 1,
  lastScanAt: null,
  steps: 70,
  stepsIncomplete: 2,
  attestations: null,
}

test('the head of the window says what is open; what was missed comes first', () => {
  expect(chipWords([], [])).toBeNull()
  expect(chipWords([audit], [])).toEqual({ words: 'audit: 2026-Q4 open', alarm: false })
  const missed = { schedule, state: 'missed' as const, days: -3, openAudit: null }
  expect(chipWords([audit], [missed])).toEqual({ words: 'audit: Quarterly missed', alarm: true })
  expect(chipWords([{ ...audit, state: 'sealed' }], [{ ...missed, state: 'due', days: 2 }])?.words).toBe('audit: Quarterly due')
})

test('the button says exactly what it does, and what is doubtful stands beside it', () => {
  expect(sealWords(audit, progress)).toBe('Seal 2026-Q4 for good: 271 agents, 3 undecided')
  expect(sealWords(audit, { ...progress, undecided: 0, agents: 1 })).toBe('Seal 2026-Q4 for good: 1 agent')
  expect(doubts(audit, progress)).toEqual([
    '1 critical agent nobody has decided about.',
    '2 of 70 steps did not see everything.',
    'Nobody has recorded a review.',
  ])
})

test('a schedule says where it stands, and that its audit is open', () => {
  expect(standingWord({ state: 'missed', days: -1, openAudit: null })).toBe('Missed 1 day ago')
  expect(standingWord({ state: 'due', days: 0, openAudit: 'a' })).toBe('Due today; its audit is open')
  expect(standingWord({ state: 'later', days: 40, openAudit: null })).toBe('Next in 40 days')
})

test('what had been revoked and is there again is no new agent', () => {
  expect(kindWord({ kind: 'new', status: { before: null, after: 'discovered' } })).toBe('New')
  expect(kindWord({ kind: 'new', status: { before: null, after: 'reappeared' } })).toBe('Back again')
})

test('who moves in a replay, from where to where, and why', () => {
  const moved = { id: 'x', name: 'X', before: 71, after: 84, bandBefore: 'high', bandAfter: 'critical', violations: [0, 2] } as const
  const factors = [{ title: 'Acts with consequences', before: 4, after: 17, reason: '' }]
  expect(movedLine({ ...moved, factors })).toBe('71 → 84 (High → Critical), violations 0 → 2; Acts with consequences 4 → 17')
  expect(movedLine({ ...moved, after: 71, bandAfter: 'high', violations: [1, 1], factors: [] })).toBe('71 → 71')
})

test('an audit is named after the quarter it is opened in', () => {
  expect(quarterOf(new Date('2026-11-28T10:00:00.000Z'))).toEqual({ name: '2026-Q4', from: '2026-10-01', to: '2026-12-31' })
  expect(quarterOf(new Date('2027-02-01T10:00:00.000Z'))).toEqual({ name: '2027-Q1', from: '2027-01-01', to: '2027-03-31' })
})
