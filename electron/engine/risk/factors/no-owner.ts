import type { Factor } from '../factor.ts'
import { recordEvidence } from '../judge-capability.ts'

export const noOwner: Factor = {
  id: 'no-owner',
  version: 1,
  family: 'governance',
  title: 'Nobody owns it',
  explains: 'No owner was found; or owners were not looked up, which counts for less and is said.',
  evaluate(agent) {
    if (agent.owner.state === 'none') {
      return {
        share: 1,
        reason: 'nobody owns it',
        evidence: [recordEvidence(agent, 'Owners were looked up: there is none.')],
        lowers: 'Assign an owner.',
      }
    }
    if (agent.owner.state !== 'unknown') return null
    return {
      share: 0.7,
      reason: 'no owner known',
      evidence: [recordEvidence(agent, 'Owners were not looked up.')],
      lowers: 'Assign an owner, or let the scan read owners.',
      unknown: true,
    }
  },
}
