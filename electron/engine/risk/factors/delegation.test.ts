import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { delegation } from './delegation.ts'

const share = (agent: Agent): number => delegation.evaluate(agent, fixtureContext)?.share ?? 0

test('changing its own tools weighs more than handing work on', () => {
  const handsOff = agentWith({ relations: [{ to: 'workflow/2', relation: 'hands-off-to', agentId: 'agent-2' }] })
  expect(share(agentWith({ traits: ['self-modifying'] }))).toBeGreaterThan(share(handsOff))
  expect(delegation.evaluate(handsOff, fixtureContext)?.reason).toBe('hands work to another agent')
})

test('running as an identity is not delegation', () => {
  expect(delegation.evaluate(agentWith({ relations: [{ to: 'app/2', relation: 'runs-as', agentId: null }] }), fixtureContext)).toBeNull()
})
