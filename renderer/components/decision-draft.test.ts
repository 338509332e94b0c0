import { expect, test } from 'vitest'
import { decisionKind } from '../actions/decision-kinds.ts'
import { decisionOf, freshDraft, missing } from './decision-draft.ts'

const now = new Date('2026-11-22T10:00:00.000Z')
const open = (action: 'approve' | 'accept-risk' | 'assign-owner' | 'reject') => ({ action, agentIds: ['a1'], reason: '' })

test('an exception starts with an end and cannot be taken without a reason', () => {
  const draft = freshDraft(open('accept-risk'), now)
  expect(draft.until).toBe('2027-02-20')
  expect(missing(decisionKind('accept-risk'), draft, now)).toBe('Give a reason')
  expect(missing(decisionKind('accept-risk'), { ...draft, reason: 'needed for the close' }, now)).toBeNull()
})

test('an end in the past is refused', () => {
  const draft = { ...freshDraft(open('approve'), now), reason: 'known', until: '2026-11-01' }
  expect(missing(decisionKind('approve'), draft, now)).toBe('The end must lie ahead')
})

test('an owner must be named', () => {
  expect(missing(decisionKind('assign-owner'), { ...freshDraft(open('assign-owner'), now), reason: 'asked' }, now)).toBe('Name the owner')
})

test('what the decision does not ask for is not sent', () => {
  const draft = {
    reason: ' no ',
    until: '2027-01-01',
    conditions: 'x',
    policyId: 'p',
    owner: 'o',
    control: 'c',
    controlBy: 'b',
    controlEnds: '',
  }
  expect(decisionOf(open('reject'), draft)).toEqual({
    agentIds: ['a1'],
    action: 'reject',
    reason: 'no',
    until: null,
    conditions: null,
    policyId: null,
    owner: null,
    control: null,
  })
})
