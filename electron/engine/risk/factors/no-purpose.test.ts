import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { noPurpose } from './no-purpose.ts'

const share = (agent: Agent): number => noPurpose.evaluate(agent, fixtureContext)?.share ?? 0

test('blank is as good as nothing', () => {
  expect(share(agentWith({ purpose: null }))).toBe(1)
  expect(share(agentWith({ purpose: '  ' }))).toBe(1)
  expect(noPurpose.evaluate(agentWith(), fixtureContext)).toBeNull()
})
