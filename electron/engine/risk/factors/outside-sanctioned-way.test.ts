import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { outsideSanctionedWay } from './outside-sanctioned-way.ts'

const share = (agent: Agent): number => outsideSanctionedWay.evaluate(agent, fixtureContext)?.share ?? 0

test('a person’s consent to a third party', () => {
  const people = [{ key: 'p', name: 'Somebody', type: 'user', active: true, role: 'consenter', callId: null }] as const
  const consented = agentWith({ traits: ['third-party'], owner: { state: 'none', name: null, people, declared: false } })
  expect(outsideSanctionedWay.evaluate(consented, fixtureContext)?.reason).toBe('let in by one person’s consent')
  expect(outsideSanctionedWay.evaluate({ ...consented, traits: [] }, fixtureContext)).toBeNull()
})

test('a model called around the platform’s connectors', () => {
  expect(share(agentWith({ traits: ['plain-http-model-call'] }))).toBe(1)
})
