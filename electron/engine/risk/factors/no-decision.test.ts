import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { noDecision } from './no-decision.ts'

const share = (agent: Agent): number => noDecision.evaluate(agent, fixtureContext)?.share ?? 0

test.each(['discovered', 'in-review', 'lapsed', 'reappeared', 'rejected', 'revoking'] as const)('%s is open', (status) => {
  expect(share(agentWith({ status }))).toBeGreaterThan(0)
})

test.each(['approved', 'under-policy', 'exception', 'revoked', 'retired'] as const)('%s is decided', (status) => {
  expect(noDecision.evaluate(agentWith({ status }), fixtureContext)).toBeNull()
})
