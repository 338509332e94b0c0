import { expect, test } from 'vitest'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { ownerLeft } from './owner-left.ts'

test('names whose account is disabled as evidence', () => {
  const people = [{ key: 'p', name: 'Leaver', type: 'user', active: false, role: 'owner', callId: 'call-9' }] as const
  const left = agentWith({ owner: { state: 'left', name: 'Leaver', people, declared: false } })
  expect(ownerLeft.evaluate(left, fixtureContext)?.evidence).toEqual([{ text: 'owner: Leaver, account disabled', callId: 'call-9' }])
  expect(ownerLeft.evaluate(agentWith(), fixtureContext)).toBeNull()
})
