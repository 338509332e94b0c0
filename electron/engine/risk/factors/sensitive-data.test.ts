import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith, capabilityWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { sensitiveData } from './sensitive-data.ts'

const share = (agent: Agent): number => sensitiveData.evaluate(agent, fixtureContext)?.share ?? 0

test('the most sensitive data in reach decides', () => {
  const restricted = agentWith({ capabilities: [capabilityWith(), capabilityWith({ resource: 'hr', sensitivity: 'restricted' })] })
  expect(sensitiveData.evaluate(restricted, fixtureContext)?.reason).toBe('restricted data in reach')
  expect(share(restricted)).toBeGreaterThan(share(agentWith({ capabilities: [capabilityWith()] })))
})

test('public data does not count, unknown sensitivity does and says so', () => {
  expect(sensitiveData.evaluate(agentWith({ capabilities: [capabilityWith({ sensitivity: 'public' })] }), fixtureContext)).toBeNull()
  const unknown = agentWith({ capabilities: [capabilityWith({ sensitivity: 'unknown' })] })
  expect(sensitiveData.evaluate(unknown, fixtureContext)?.unknown).toBe(true)
})

test('the whole home folder counts even where no capability says so', () => {
  expect(sensitiveData.evaluate(agentWith({ traits: ['home-folder-access'] }), fixtureContext)?.reason).toBe('reads the whole home folder')
})
