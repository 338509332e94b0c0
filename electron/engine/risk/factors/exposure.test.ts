import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { exposure } from './exposure.ts'

const share = (agent: Agent): number => exposure.evaluate(agent, fixtureContext)?.share ?? 0

test('the wider the audience, the more it weighs', () => {
  const shares = (['named', 'group', 'tenant', 'guest', 'public'] as const).map((exposed) => share(agentWith({ exposure: exposed })))
  expect(shares).toEqual([...shares].sort((one, other) => one - other))
  expect(shares.at(-1)).toBe(1)
})

test('no authentication counts although nobody stated the exposure', () => {
  const open = agentWith({ exposure: 'unknown', traits: ['no-authentication'] })
  expect(exposure.evaluate(open, fixtureContext)).toMatchObject({ reason: 'answers without authentication', unknown: false })
})

test('local is no exposure; not looked up is said', () => {
  expect(exposure.evaluate(agentWith({ exposure: 'local' }), fixtureContext)).toBeNull()
  expect(exposure.evaluate(agentWith({ exposure: 'unknown' }), fixtureContext)?.unknown).toBe(true)
})
