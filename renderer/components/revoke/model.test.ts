import { expect, test } from 'vitest'
import type { PlannedCall, RevocationPlan } from '../../../shared/domain/revocation.ts'
import { consequence, undoLine } from './model.ts'

const call = (id: string, callId: string, title: string, reversible = true): PlannedCall => ({
  id,
  title,
  connectionId: 'c',
  callId,
  method: 'PATCH',
  path: '/x',
  params: {},
  body: null,
  effect: '',
  reversible,
  undoTitle: null,
})

const plan = (calls: readonly PlannedCall[]): RevocationPlan => ({
  id: 'p',
  agentId: 'a',
  agentName: 'A',
  createdAt: '2026-11-22T00:00:00.000Z',
  calls,
  manual: [],
  alsoAffected: [],
  peopleAffected: [],
  cannotBeUndone: [],
  permissionsWanted: [],
  hash: 'h',
})

test('the button says exactly what will happen, counted by kind of call', () => {
  const calls = [
    call('1', 'disable', 'Disable the principal "Mail Digest"'),
    call('2', 'disable', 'Disable the principal "Mail Digest EU"'),
    call('3', 'delete-grant', 'Delete the grant: Mail.Read', false),
  ]
  expect(consequence(plan(calls))).toBe('Disable 2 principals, delete 1 grant')
  expect(undoLine(plan(calls))).toBe('2 of 3 calls can be undone.')
})

test('one is spoken of as one', () => {
  expect(consequence(plan([call('1', 'off', 'Deactivate the workflow')]))).toBe('Deactivate 1 workflow')
})

test('a plan without calls does not pretend to do anything', () => {
  expect(consequence(plan([]))).toBe('Nothing to do from here')
  expect(undoLine(plan([]))).toBe('Nothing is changed from here.')
})
