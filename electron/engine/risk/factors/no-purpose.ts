import type { Factor } from '../factor.ts'
import { recordEvidence } from '../judge-capability.ts'

export const noPurpose: Factor = {
  id: 'no-purpose',
  version: 1,
  family: 'governance',
  title: 'No purpose written down',
  explains: 'Nobody wrote down what it is for, so nobody can tell whether it still does that.',
  evaluate(agent) {
    if (agent.purpose !== null && agent.purpose.trim() !== '') return null
    return {
      share: 1,
      reason: 'nobody wrote down what it is for',
      evidence: [recordEvidence(agent, 'No description.')],
      lowers: 'Have its owner write down its purpose.',
    }
  },
}
