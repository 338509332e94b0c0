import { expect, test } from 'vitest'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { nobodyAnswerable } from './nobody-answerable.ts'

test('a group answers for nothing', () => {
  const people = [{ key: 'g', name: 'Team', type: 'group', active: true, role: 'owner', callId: null }] as const
  const grouped = agentWith({ owner: { state: 'unanswerable', name: 'Team', people, declared: false } })
  expect(nobodyAnswerable.evaluate(grouped, fixtureContext)?.evidence[0]?.text).toBe('owner: Team (group)')
  expect(nobodyAnswerable.evaluate(agentWith(), fixtureContext)).toBeNull()
})
