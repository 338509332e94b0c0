import { expect, test } from 'vitest'
import type { Violation } from '../../../../shared/domain/agent.ts'
import { agentWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { violations } from './violations.ts'

const violation = (severity: 'critical' | 'low', agentId = 'agent-1'): Violation => ({
  agentId,
  policyId: 'read-only-assistant',
  statement: 'never-sends',
  severity,
  message: 'It sends mail.',
  capability: 'sends mail',
  evidence: ['call-3'],
  cure: 'Remove Mail.Send.',
})

test('weighs by severity and says what would cure it', () => {
  const grave = violations.evaluate(agentWith(), { ...fixtureContext, violations: [violation('critical')] })
  const light = violations.evaluate(agentWith(), { ...fixtureContext, violations: [violation('low')] })
  expect(grave?.share).toBeGreaterThan(light?.share ?? 1)
  expect(grave?.lowers).toBe('Remove Mail.Send.')
})

test('another agent’s violations are not its own', () => {
  expect(violations.evaluate(agentWith(), { ...fixtureContext, violations: [violation('critical', 'agent-2')] })).toBeNull()
})
