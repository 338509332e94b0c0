import type { Factor } from '../factor.ts'
import { recordEvidence } from '../judge-capability.ts'

export const unverifiedPublisher: Factor = {
  id: 'unverified-publisher',
  version: 1,
  family: 'governance',
  title: 'Unverified publisher',
  explains: 'Its publisher is not verified; or it comes from a third party and nobody looked whether that is verified.',
  evaluate(agent) {
    if (agent.firstParty) return null
    if (agent.traits.includes('unverified-publisher') || agent.publisher?.verified === false) {
      return {
        share: 1,
        reason: 'its publisher is not verified',
        evidence: [recordEvidence(agent, `Publisher: ${agent.publisher?.name ?? 'not stated'}`)],
        lowers: 'Ask the vendor to verify itself, or use a verified product.',
      }
    }
    if (!agent.traits.includes('third-party') || agent.publisher?.verified === true) return null
    return {
      share: 0.5,
      reason: 'whether its publisher is verified is not known',
      evidence: [recordEvidence(agent, `Publisher: ${agent.publisher?.name ?? 'not stated'}`)],
      lowers: 'Find out who publishes it.',
      unknown: true,
    }
  },
}
