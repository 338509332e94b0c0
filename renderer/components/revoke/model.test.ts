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

test.each([
  ['Switch off the application “X”', 2, 'Switch off 2 applications'],
  ['Take one consent away from “X”', 3, 'Take 3 consents away'],
  ['Take an application permission away from “a the b”', 1, 'Take 1 application permission away'],
  ['Narrow a consent of “X” to: Mail.Read', 1, 'Narrow 1 consent'],
  ['Unpublish “Invoice \u202Ebot”', 1, 'Unpublish “Invoice [RLO]bot”'],
  ['Unpublish “X”', 2, 'Unpublish ×2'],
])('%s, %i times', (title, count, button) => {
  expect(consequence(plan(Array.from({ length: count }, (_, index) => call(String(index), 'c', title))))).toBe(button)
})

test('a plan without calls does not pretend to do anything', () => {
  expect(consequence(plan([]))).toBe('Nothing to do from here')
  expect(undoLine(plan([]))).toBe('Nothing is changed from here.')
})
