import type { Factor } from '../factor.ts'
import { recordEvidence } from '../judge-capability.ts'

export const notLogged: Factor = {
  id: 'not-logged',
  version: 1,
  family: 'governance',
  title: 'Not logged',
  explains: 'Its activity is not recorded; or it was not looked up, which counts for less and is said.',
  evaluate(agent) {
    if (agent.traits.includes('logging-off')) {
      return {
        share: 1,
        reason: 'its activity is not logged',
        evidence: [recordEvidence(agent, 'Logging is switched off.')],
        lowers: 'Switch on logging.',
      }
    }
    if (agent.activityKnown) return null
    return {
      share: 0.5,
      reason: 'its activity was not looked up',
      evidence: [recordEvidence(agent, 'No activity record was read.')],
      lowers: 'Let the scan read activity.',
      unknown: true,
    }
  },
}
