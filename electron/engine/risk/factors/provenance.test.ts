import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { provenance } from './provenance.ts'

const share = (agent: Agent): number => provenance.evaluate(agent, fixtureContext)?.share ?? 0

test('each mark adds, up to the whole', () => {
  expect(share(agentWith({ traits: ['unpinned-package'] }))).toBe(0.5)
  expect(share(agentWith({ traits: ['plain-http', 'no-authentication', 'unpinned-package'] }))).toBe(1)
})

test('nothing marked, nothing found', () => {
  expect(provenance.evaluate(agentWith(), fixtureContext)).toBeNull()
})
