import type { Capability } from '../../../../shared/domain/capability.ts'
import { capabilityWords } from '../../../../shared/domain/capability-words.ts'
import type { Factor } from '../factor.ts'
import { actionWeight, capabilityEvidence, reachWeight, recordEvidence, sensitivityWeight, strongest } from '../judge-capability.ts'

/** What an action can do, times how far it goes, tempered by how sensitive its object is. */
function weigh({ action, reach, sensitivity }: Capability): number {
  return actionWeight[action] * reachWeight[reach] * (0.25 + 0.75 * sensitivityWeight[sensitivity])
}

export const privilege: Factor = {
  id: 'privilege',
  version: 1,
  family: 'danger',
  title: 'Privilege of its permissions',
  explains: 'The strongest thing it may do: the action, how far it reaches, and how sensitive the object is.',
  evaluate(agent) {
    const best = strongest(agent.capabilities, weigh)
    if (best !== null) {
      const { capability, weight } = best
      return {
        share: weight,
        reason: capabilityWords(capability),
        evidence: [capabilityEvidence(capability)],
        lowers: `Narrow or remove ${capability.via}.`,
        unknown: capability.reach === 'unknown' || capability.resource === 'unknown' || capability.sensitivity === 'unknown',
      }
    }
    if (agent.tools !== null || agent.capabilities.length > 0) return null
    return {
      share: 0.25,
      reason: 'what it may do was not looked up',
      evidence: [recordEvidence(agent, 'Neither its permissions nor its tools are known.')],
      lowers: 'Let the scan read its permissions and tools.',
      unknown: true,
    }
  },
}
