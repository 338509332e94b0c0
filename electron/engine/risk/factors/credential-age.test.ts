import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { daysBefore, fixtureContext } from '../context-fixture.ts'
import { credentialAge } from './credential-age.ts'

const share = (agent: Agent): number => credentialAge.evaluate(agent, fixtureContext)?.share ?? 0

const held = (kind: 'secret' | 'certificate' | 'federated', days: number, expiresAt: string | null = null) =>
  agentWith({ credentials: [{ kind, name: 'one', createdAt: daysBefore(days), expiresAt }] })

test('older than a year weighs heavily and says how old', () => {
  expect(share(held('secret', 900))).toBeGreaterThan(share(held('secret', 100)))
  expect(credentialAge.evaluate(held('secret', 900), fixtureContext)?.reason).toBe('its secret is 900 days old')
})

test('certificates weigh less, federation and expired secrets nothing', () => {
  expect(share(held('certificate', 900))).toBeLessThan(share(held('secret', 900)))
  expect(credentialAge.evaluate(held('federated', 900), fixtureContext)).toBeNull()
  expect(credentialAge.evaluate(held('secret', 900, daysBefore(1)), fixtureContext)).toBeNull()
})

test('not looked up, and an unknown age, are said', () => {
  expect(credentialAge.evaluate(agentWith({ credentials: null }), fixtureContext)?.unknown).toBe(true)
  const ageless = agentWith({ credentials: [{ kind: 'api-key', name: 'one', createdAt: null, expiresAt: null }] })
  expect(credentialAge.evaluate(ageless, fixtureContext)).toMatchObject({ unknown: true, reason: 'holds an API key of unknown age' })
})
