import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { notLogged } from './not-logged.ts'

const share = (agent: Agent): number => notLogged.evaluate(agent, fixtureContext)?.share ?? 0

test('switched off is worse than not looked up', () => {
  expect(share(agentWith({ traits: ['logging-off'] }))).toBe(1)
  expect(notLogged.evaluate(agentWith({ activityKnown: false }), fixtureContext)).toMatchObject({ share: 0.5, unknown: true })
  expect(notLogged.evaluate(agentWith(), fixtureContext)).toBeNull()
})
