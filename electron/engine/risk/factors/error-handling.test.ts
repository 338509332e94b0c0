import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { errorHandling } from './error-handling.ts'

const share = (agent: Agent): number => errorHandling.evaluate(agent, fixtureContext)?.share ?? 0

test('a handoff to something gone is worst, by the source’s word or by the inventory’s', () => {
  const relation = { to: 'workflow/2', relation: 'hands-off-to', agentId: 'agent-2' } as const
  expect(share(agentWith({ relations: [{ ...relation, broken: true }] }))).toBe(1)
  expect(errorHandling.evaluate(agentWith({ relations: [relation] }), { ...fixtureContext, agentExists: () => false })?.share).toBe(1)
  expect(errorHandling.evaluate(agentWith({ relations: [relation] }), fixtureContext)).toBeNull()
})

test('errors that go nowhere count; unknown counts for what runs unattended', () => {
  expect(share(agentWith({ traits: ['missing-error-handling'] }))).toBe(0.7)
  const unattended = agentWith({
    autonomy: { floor: 'A4', ceiling: 'A4', because: 'Trigger.' },
    errorHandling: { retry: null, escalation: null, rollback: null },
  })
  expect(errorHandling.evaluate(unattended, fixtureContext)?.unknown).toBe(true)
})
