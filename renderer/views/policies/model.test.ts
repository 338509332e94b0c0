import { expect, test } from 'vitest'
import type { Decision } from '../../../shared/domain/decision.ts'
import { boundBy } from './model.ts'

const decision = (seq: number, agentId: string, action: Decision['action'], policyId: string | null = null): Decision => ({
  seq,
  at: '2026-11-22T00:00:00.000Z',
  agentId,
  agentName: agentId,
  action,
  actor: 'me',
  keyId: 'k',
  reason: 'because',
  until: null,
  conditions: null,
  policyId,
  owner: null,
  factsHash: '',
  revocationId: null,
})

test('the latest standing decision binds; naming an owner does not unbind', () => {
  const bound = boundBy(
    [
      decision(1, 'a', 'policy', 'read-only'),
      decision(2, 'b', 'policy', 'read-only'),
      decision(3, 'b', 'lapse'),
      decision(4, 'a', 'assign-owner'),
      decision(5, 'c', 'policy', 'other'),
    ],
    'read-only',
  )
  expect(bound.map((one) => one.agentId)).toEqual(['a'])
})
