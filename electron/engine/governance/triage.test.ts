import { expect, test } from 'vitest'
import type { AgentRow } from '../../../shared/domain/agent.ts'
import { obstacleTo } from '../../../shared/domain/allowed-actions.ts'
import { decisionActions } from '../../../shared/domain/decision.ts'
import { defaultServiceLevels } from '../../../shared/domain/service-level.ts'
import { agentStatuses, bands, certainties, ownerStates } from '../../../shared/domain/vocabulary.ts'
import { triage, waitingStatuses } from './triage.ts'
import { rulesDocument } from './triage-rules/shipped.ts'

const now = '2026-11-22T09:30:00.000Z'

const row = (changes: Partial<AgentRow>): AgentRow => ({
  id: 'agent-1',
  name: 'One',
  kind: 'assistant',
  certainty: 'certain',
  provider: 'somewhere',
  connectionId: 'connection-1',
  connectionLabel: 'Somewhere',
  platform: 'Somewhere',
  environment: 'unknown',
  businessUnit: null,
  ownerState: 'known',
  ownerName: 'Owner',
  can: ['read mail'],
  autonomyFloor: 'A0',
  autonomyCeiling: 'A0',
  danger: 10,
  governance: 10,
  risk: 10,
  band: 'low',
  reasons: [],
  status: 'discovered',
  statusUntil: null,
  waitingSince: null,
  lastActive: null,
  firstSeen: '2026-11-20T00:00:00.000Z',
  lastSeen: now,
  gone: false,
  partial: false,
  ...changes,
})

const shipped = { now, limit: 10, levels: defaultServiceLevels, rules: rulesDocument.ships, agentOf: () => null }
const first = (changes: Partial<AgentRow>, newSince: string | null = null) => triage([row(changes)], { ...shipped, newSince }).items[0]

test('the riskiest first, at most as many as asked for, with the whole number', () => {
  const rows = [row({ id: 'a', risk: 10 }), row({ id: 'b', risk: 90 }), row({ id: 'c', risk: 50 })]
  const queue = triage(rows, { ...shipped, limit: 2 })
  expect(queue.items.map((item) => item.row.id)).toEqual(['b', 'c'])
  expect(queue.total).toBe(3)
})

test.each([
  [{}, 'Undecided'],
  [{ firstSeen: '2026-01-01T00:00:00.000Z' }, 'known for 325 days'],
  [{ status: 'lapsed' }, 'Lapsed'],
  [{ status: 'reappeared' }, 'Reappeared'],
  [{ status: 'rejected' }, 'Rejected, but still there'],
  [{ status: 'in-review' }, 'In review'],
  [{ status: 'exception', statusUntil: '2026-11-21T00:00:00.000Z' }, 'Lapsed: its time ran out'],
] as const)('%o waits: %s', (changes, why) => {
  expect(first(changes)?.why).toContain(why)
})

test.each([
  [{ status: 'approved' }],
  [{ status: 'revoked' }],
  [{ status: 'retired' }],
  [{ status: 'exception', statusUntil: '2027-01-01T00:00:00.000Z' }],
  [{ gone: true }],
] as const)('%o does not wait', (changes) => {
  expect(first(changes)).toBeUndefined()
})

test('first seen since the last scan is new', () => {
  expect(first({}, '2026-11-19T00:00:00.000Z')?.why).toContain('New')
})

test.each([
  [{}, 'policy'],
  [{ can: ['send mail'] }, 'approve'],
  [{ can: ['send mail'], band: 'medium' }, 'review'],
  [{ ownerState: 'left', band: 'high' }, 'assign-owner'],
  [{ band: 'critical' }, 'review'],
  [{ certainty: 'suggested', band: 'medium' }, 'review'],
  [{ status: 'reappeared' }, 'revoke'],
] as const)('%o suggests %s and says why', (changes, action) => {
  expect(first(changes)?.suggestion?.action).toBe(action)
  expect(first(changes)?.suggestion?.because).toMatch(/\.$/)
})

test('no suggestion is one that the state would refuse', () => {
  for (const status of agentStatuses)
    for (const band of bands)
      for (const certainty of certainties)
        for (const ownerState of ownerStates)
          for (const can of [['read mail'], ['send mail']]) {
            const suggested = first({ status, band, certainty, ownerState, can, statusUntil: '2026-01-01T00:00:00.000Z' })?.suggestion
            const action = decisionActions.find((one) => one === suggested?.action)
            if (action !== undefined) expect([status, action, obstacleTo({ status, gone: false }, action)]).toEqual([status, action, null])
          }
})

test('what waited longer than its band may stands before what is riskier', () => {
  const rows = [
    row({ id: 'late', band: 'low', risk: 5, waitingSince: '2026-08-01T00:00:00.000Z' }),
    row({ id: 'riskier', band: 'critical', risk: 95, waitingSince: '2026-11-18T00:00:00.000Z' }),
  ]
  const { items } = triage(rows, shipped)
  expect(items.map(({ row: { id }, due }) => [id, due?.state])).toEqual([
    ['late', 'overdue'],
    ['riskier', 'soon'],
  ])
  expect(items[0]?.why).toContain('Overdue since 2026-10-30')
})

test('the states that wait are those that the queue takes', () => {
  const taken = agentStatuses.filter((status) => first({ status }) !== undefined)
  expect([...taken].sort()).toEqual([...waitingStatuses].sort())
})
