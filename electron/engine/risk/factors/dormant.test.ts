import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith, capabilityWith } from '../../../../shared/domain/agent-fixture.ts'
import { daysBefore, fixtureContext } from '../context-fixture.ts'
import { dormant } from './dormant.ts'

const share = (agent: Agent): number => dormant.evaluate(agent, fixtureContext)?.share ?? 0

const quiet = (days: number, action: 'read' | 'write') =>
  agentWith({ lastActive: daysBefore(days), capabilities: [capabilityWith({ action })] })

test('more than 90 days counts, most where it may change things', () => {
  expect(dormant.evaluate(quiet(90, 'write'), fixtureContext)).toBeNull()
  expect(dormant.evaluate(quiet(91, 'write'), fixtureContext)?.share).toBe(1)
  expect(share(quiet(200, 'read'))).toBeLessThan(1)
  expect(dormant.evaluate(quiet(200, 'write'), fixtureContext)?.reason).toBe('not active for 200 days, still may change things')
})

test('activity nobody looked up is not dormancy', () => {
  const unknown = agentWith({ lastActive: null, activityKnown: false, createdAt: daysBefore(500), capabilities: [capabilityWith()] })
  expect(dormant.evaluate(unknown, fixtureContext)).toBeNull()
})
