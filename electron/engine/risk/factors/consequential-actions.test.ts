import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith, capabilityWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { consequentialActions } from './consequential-actions.ts'

const share = (agent: Agent): number => consequentialActions.evaluate(agent, fixtureContext)?.share ?? 0

test('every further kind of action adds', () => {
  const write = capabilityWith({ action: 'write' })
  const pay = capabilityWith({ action: 'pay', resource: 'finance' })
  expect(share(agentWith({ capabilities: [write, pay] }))).toBeGreaterThan(share(agentWith({ capabilities: [pay] })))
  expect(consequentialActions.evaluate(agentWith({ capabilities: [write, pay] }), fixtureContext)?.reason).toBe('can pay and change data')
})

test('reading, and keeping a memory, have no consequences', () => {
  const memory = capabilityWith({ action: 'write', resource: 'memory', reach: 'self' })
  expect(consequentialActions.evaluate(agentWith({ capabilities: [capabilityWith(), memory] }), fixtureContext)).toBeNull()
})
