import type { Factor } from '../factor.ts'

export const nobodyAnswerable: Factor = {
  id: 'nobody-answerable',
  version: 1,
  family: 'governance',
  title: 'Nobody answerable',
  explains: 'It is owned by a group or a service account only: no person answers for it.',
  evaluate(agent) {
    if (agent.owner.state !== 'unanswerable') return null
    return {
      share: 1,
      reason: 'no person answers for it',
      evidence: agent.owner.people.slice(0, 5).map((one) => ({ text: `${one.role}: ${one.name} (${one.type})`, callId: one.callId })),
      lowers: 'Assign a person as owner.',
    }
  },
}
