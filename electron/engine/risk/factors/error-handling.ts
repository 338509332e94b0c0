import type { Factor } from '../factor.ts'
import { recordEvidence, unattended } from '../judge-capability.ts'

export const errorHandling: Factor = {
  id: 'error-handling',
  version: 1,
  family: 'governance',
  title: 'Errors go nowhere',
  explains: 'It hands work to something that is gone, or runs without retry, escalation or an error workflow.',
  evaluate(agent, { agentExists }) {
    const broken = agent.relations.filter((one) => one.broken === true || (one.agentId !== null && !agentExists(one.agentId)))
    if (broken.length > 0 || agent.traits.includes('broken-handoff')) {
      return {
        share: 1,
        reason: 'hands off to something that is gone',
        evidence:
          broken.length > 0
            ? broken.map((one) => recordEvidence(agent, `${one.relation} ${one.to}`))
            : [recordEvidence(agent, 'broken handoff')],
        lowers: 'Repair or remove the handoff.',
      }
    }
    if (agent.traits.includes('missing-error-handling')) {
      return {
        share: 0.7,
        reason: 'its errors go nowhere',
        evidence: [recordEvidence(agent, 'No retry, escalation or error workflow.')],
        lowers: 'Add retry and an error workflow that tells a person.',
      }
    }
    const { retry, escalation, rollback } = agent.errorHandling
    if (!unattended(agent) || retry !== null || escalation !== null || rollback !== null) return null
    return {
      share: 0.3,
      reason: 'what happens on errors is not known',
      evidence: [recordEvidence(agent, 'Retry, escalation and rollback were not looked up.')],
      lowers: 'Find out who is told when it fails.',
      unknown: true,
    }
  },
}
