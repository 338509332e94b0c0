import type { Factor } from '../factor.ts'

export const ownerLeft: Factor = {
  id: 'owner-left',
  version: 1,
  family: 'governance',
  title: 'Its owner left',
  explains: 'Everybody who owned it has a disabled account: it works on, and nobody watches.',
  evaluate(agent) {
    if (agent.owner.state !== 'left') return null
    const gone = agent.owner.people.filter((person) => person.active === false)
    return {
      share: 1,
      reason: 'its owner left',
      evidence: gone.slice(0, 5).map((person) => ({ text: `${person.role}: ${person.name}, account disabled`, callId: person.callId })),
      lowers: 'Assign an owner who is still here.',
    }
  },
}
