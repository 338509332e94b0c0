import type { Factor } from '../factor.ts'
import { recordEvidence } from '../judge-capability.ts'

export const outsideSanctionedWay: Factor = {
  id: 'outside-sanctioned-way',
  version: 1,
  family: 'governance',
  title: 'Outside the sanctioned way',
  explains: 'It came in around the organisation’s own way: by a person’s consent to a third party, or by calling a model vendor directly.',
  evaluate(agent) {
    if (agent.firstParty) return null
    const consenters = agent.owner.people.filter((person) => person.role === 'consenter' && person.type === 'user')
    if (agent.traits.includes('third-party') && consenters.length > 0) {
      return {
        share: 1,
        reason: consenters.length === 1 ? 'let in by one person’s consent' : `let in by ${consenters.length} people’s consent`,
        evidence: consenters.slice(0, 5).map((person) => ({ text: `Consented: ${person.name}`, callId: person.callId })),
        lowers: 'Let administrators review consent, and withdraw what nobody asked for.',
      }
    }
    if (!agent.traits.includes('plain-http-model-call')) return null
    return {
      share: 1,
      reason: 'calls a model vendor by plain requests, around the platform’s connectors',
      evidence: [recordEvidence(agent, 'A model vendor’s host is called without the platform’s own connector.')],
      lowers: 'Use the platform’s own connector.',
    }
  },
}
