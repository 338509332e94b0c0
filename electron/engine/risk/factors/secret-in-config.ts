import type { Factor } from '../factor.ts'
import { recordEvidence } from '../judge-capability.ts'

export const secretInConfig: Factor = {
  id: 'secret-in-config',
  version: 1,
  family: 'governance',
  title: 'Secret in a configuration file',
  explains: 'A token-like value stands in a file that others may read or commit. The value itself is never kept.',
  evaluate(agent) {
    if (!agent.traits.includes('secret-in-config')) return null
    return {
      share: 1,
      reason: 'a secret stands in its configuration',
      evidence: [recordEvidence(agent, 'A token-like value was seen in its configuration; it was not kept.')],
      lowers: 'Move it to a key store, and replace the value, which must count as known to others.',
    }
  },
}
