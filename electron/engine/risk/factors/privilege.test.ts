import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith, capabilityWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { privilege } from './privilege.ts'

const share = (agent: Agent): number => privilege.evaluate(agent, fixtureContext)?.share ?? 0

test('weighs the strongest thing it may do by action, reach and sensitivity', () => {
  const one = (changes: Parameters<typeof capabilityWith>[0]) => share(agentWith({ capabilities: [capabilityWith(changes)] }))
  expect(one({ reach: 'tenant' })).toBeGreaterThan(one({ reach: 'user' }))
  expect(one({ action: 'write' })).toBeGreaterThan(one({ action: 'read' }))
  expect(one({ sensitivity: 'restricted' })).toBeGreaterThan(one({ sensitivity: 'public' }))
})

test('says it in words with the provider’s permission as evidence', () => {
  const result = privilege.evaluate(agentWith({ capabilities: [capabilityWith({ reach: 'tenant' })] }), fixtureContext)
  expect(result?.reason).toBe('reads every mailbox in the tenant')
  expect(result?.evidence[0]?.text).toContain('Mail.Read')
})

test('not looked up counts and says so; looked up and nothing does not', () => {
  expect(privilege.evaluate(agentWith({ tools: null }), fixtureContext)?.unknown).toBe(true)
  expect(privilege.evaluate(agentWith({ tools: [] }), fixtureContext)).toBeNull()
})
