import type { Factor } from '../factor.ts'
import { capabilityEvidence, recordEvidence } from '../judge-capability.ts'

const acts: ReadonlySet<string> = new Set(['write', 'execute', 'administer', 'invoke'])

export const delegation: Factor = {
  id: 'delegation',
  version: 1,
  family: 'danger',
  title: 'Delegation to other agents',
  explains: 'Whether it hands work to other agents, starts them, creates them or changes its own tools.',
  evaluate(agent) {
    if (agent.traits.includes('self-modifying')) {
      return {
        share: 1,
        reason: 'can change its own tools or create agents',
        evidence: [recordEvidence(agent, 'self-modifying')],
        lowers: 'Take away its right to create agents or to change tools.',
      }
    }
    const starts = agent.capabilities.find((one) => one.resource === 'agent' && acts.has(one.action))
    const handsOff = agent.relations.filter((one) => one.relation === 'hands-off-to')
    if (starts === undefined && handsOff.length === 0) return null
    return {
      share: starts === undefined ? 0.5 : 0.7,
      reason: handsOff.length > 1 ? `hands work to ${handsOff.length} other agents` : 'hands work to another agent',
      evidence: [
        ...(starts === undefined ? [] : [capabilityEvidence(starts)]),
        ...handsOff.slice(0, 5).map((one) => recordEvidence(agent, `hands off to ${one.to}`)),
      ],
      lowers: 'Limit which agents it may call, and pass on no more rights than its own task needs.',
    }
  },
}
