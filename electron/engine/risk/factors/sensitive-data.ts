import type { Capability } from '../../../../shared/domain/capability.ts'
import type { Factor } from '../factor.ts'
import { capabilityEvidence, recordEvidence, sensitivityWeight, strongest } from '../judge-capability.ts'

/** Data reached for one person is still sensitive: reach tempers this less than it tempers privilege. */
const byReach = { external: 0.9, tenant: 1, unknown: 0.7, group: 0.8, user: 0.6, self: 0.2 } as const

const sees: ReadonlySet<Capability['action']> = new Set(['read', 'write', 'administer', 'receive', 'execute'])

export const sensitiveData: Factor = {
  id: 'sensitive-data',
  version: 1,
  family: 'danger',
  title: 'Sensitivity of the data in reach',
  explains: 'The most sensitive data it can see, and whether that is one person’s, a group’s or everybody’s.',
  evaluate(agent) {
    const data = agent.capabilities.filter((one) => sees.has(one.action) && one.sensitivity !== 'public')
    const best = strongest(data, (one) => sensitivityWeight[one.sensitivity] * byReach[one.reach])
    const wholeDisk = agent.traits.includes('home-folder-access')
    if (wholeDisk && (best === null || best.weight < 0.6)) {
      return {
        share: 0.6,
        reason: 'reads the whole home folder',
        evidence: [recordEvidence(agent, 'Its configuration opens the whole home folder or disk.')],
        lowers: 'Limit it to the project folders it needs.',
      }
    }
    if (best === null) return null
    const { capability, weight } = best
    return {
      share: weight,
      reason: `${capability.sensitivity === 'unknown' ? 'data of unknown sensitivity' : `${capability.sensitivity} data`} in reach`,
      evidence: [capabilityEvidence(capability)],
      lowers: `Keep ${capability.sensitivity} data out of the reach of ${capability.via}.`,
      unknown: capability.sensitivity === 'unknown',
    }
  },
}
