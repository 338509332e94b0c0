import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { autonomy } from './autonomy.ts'

const share = (agent: Agent): number => autonomy.evaluate(agent, fixtureContext)?.share ?? 0

const level = (floor: 'A0' | 'A3' | 'A4', ceiling: 'A0' | 'A3' | 'A4' | 'A5') =>
  agentWith({ autonomy: { floor, ceiling, because: 'Seen.' } })

test('unattended weighs more than attended, answering only weighs nothing', () => {
  expect(autonomy.evaluate(level('A0', 'A0'), fixtureContext)).toBeNull()
  expect(share(level('A4', 'A4'))).toBeGreaterThan(share(level('A3', 'A3')))
  expect(autonomy.evaluate(level('A4', 'A4'), fixtureContext)?.reason).toBe('runs unattended')
})

test('a span counts by its middle and says that it is not known', () => {
  const span = autonomy.evaluate(level('A0', 'A5'), fixtureContext)
  expect(span).toMatchObject({ share: 0.5, unknown: true })
})

test('acting without asking is named', () => {
  expect(autonomy.evaluate(agentWith({ traits: ['auto-approve'] }), fixtureContext)?.reason).toBe('acts without asking its user')
})
