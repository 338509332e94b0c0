import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { noPolicy } from './no-policy.ts'

const share = (agent: Agent): number => noPolicy.evaluate(agent, fixtureContext)?.share ?? 0

test('no policy counts, except for what is revoked or retired', () => {
  expect(share(agentWith({ policyIds: [] }))).toBe(1)
  expect(noPolicy.evaluate(agentWith(), fixtureContext)).toBeNull()
  expect(noPolicy.evaluate(agentWith({ policyIds: [], status: 'revoked' }), fixtureContext)).toBeNull()
})
