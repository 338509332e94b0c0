import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { unverifiedPublisher } from './unverified-publisher.ts'

const share = (agent: Agent): number => unverifiedPublisher.evaluate(agent, fixtureContext)?.share ?? 0

test('not verified, and not known for a third party', () => {
  expect(share(agentWith({ publisher: { name: 'Vendor', verified: false } }))).toBe(1)
  expect(unverifiedPublisher.evaluate(agentWith({ publisher: null, traits: ['third-party'] }), fixtureContext)?.unknown).toBe(true)
})

test('the platform’s own and what the organisation built itself do not count', () => {
  expect(unverifiedPublisher.evaluate(agentWith({ publisher: null }), fixtureContext)).toBeNull()
  expect(
    unverifiedPublisher.evaluate(agentWith({ publisher: { name: 'Platform', verified: false }, firstParty: true }), fixtureContext),
  ).toBeNull()
})
