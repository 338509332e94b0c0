import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith, capabilityWith } from '../../../../shared/domain/agent-fixture.ts'
import { fixtureContext } from '../context-fixture.ts'
import { lethalTrio } from './lethal-trio.ts'

const share = (agent: Agent): number => lethalTrio.evaluate(agent, fixtureContext)?.share ?? 0

const trio = [
  capabilityWith({ resource: 'crm' }),
  capabilityWith({ action: 'receive', reach: 'external', sensitivity: 'public' }),
  capabilityWith({ action: 'send', resource: 'web', reach: 'external', sensitivity: 'public' }),
]
const unattended = { autonomy: { floor: 'A4', ceiling: 'A4', because: 'Trigger.' } } as const

test('all three together are named as such, with evidence for each leg', () => {
  const result = lethalTrio.evaluate(agentWith({ ...unattended, capabilities: trio }), fixtureContext)
  expect(result?.share).toBe(1)
  expect(result?.reason).toContain('lethal trio')
  expect(result?.evidence).toHaveLength(3)
})

test.each([0, 1, 2])('without leg %i it is not a trio', (leg) => {
  expect(lethalTrio.evaluate(agentWith({ ...unattended, capabilities: trio.toSpliced(leg, 1) }), fixtureContext)).toBeNull()
})

test('a user at hand tempers it, a public chat page does not', () => {
  const attended = agentWith({ capabilities: trio })
  expect(share(attended)).toBeLessThan(1)
  expect(share(agentWith({ capabilities: [capabilityWith({ resource: 'hr', sensitivity: 'restricted' })], exposure: 'public' }))).toBe(1)
})
