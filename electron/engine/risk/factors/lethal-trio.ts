import type { Agent } from '../../../../shared/domain/agent.ts'
import type { Capability } from '../../../../shared/domain/capability.ts'
import type { Trait } from '../../../../shared/domain/vocabulary.ts'
import type { Factor, FactorResult } from '../factor.ts'
import { capabilityEvidence, isPrivate, recordEvidence, unattended } from '../judge-capability.ts'

type Evidence = FactorResult['evidence'][number]

/** One leg: a fact a connector stated, or a capability that amounts to it. */
interface Leg {
  readonly name: string
  readonly traits: readonly Trait[]
  readonly capability: (capability: Capability) => boolean
  /** Whoever is let in from outside writes into it, and reads what it answers. */
  readonly openToStrangers: boolean
}

/** Strangers write into these: mail, the web, public chats, forms. */
const strangersWrite: ReadonlySet<string> = new Set(['mail', 'web', 'browser', 'social'])

const legs: readonly [Leg, Leg, Leg] = [
  {
    name: 'private data',
    traits: ['private-data', 'home-folder-access', 'production-credentials'],
    capability: (one) => one.action === 'read' && isPrivate(one.sensitivity),
    openToStrangers: false,
  },
  {
    name: 'untrusted content',
    traits: ['untrusted-input', 'public-chat'],
    openToStrangers: true,
    capability: (one) =>
      (one.action === 'read' && strangersWrite.has(one.resource)) ||
      (one.action === 'receive' && (one.reach === 'external' || strangersWrite.has(one.resource))),
  },
  {
    name: 'a way out',
    traits: ['outbound-channel', 'public-chat'],
    openToStrangers: true,
    capability: (one) =>
      (one.action === 'send' && (one.reach === 'external' || one.resource === 'mail' || one.resource === 'web')) ||
      (one.action === 'write' && one.reach === 'external') ||
      (one.action === 'execute' && (one.resource === 'browser' || one.resource === 'shell' || one.resource === 'web')),
  },
]

/** While its user is present, a person may see it happen; while that person is asked, they stand between the three. */
const personPresent = 0.5
const personAsked = 0.35

export const lethalTrio: Factor = {
  id: 'lethal-trio',
  version: 1,
  family: 'danger',
  title: 'The lethal trio',
  explains: 'Private data, untrusted content and a way out in one agent: whoever writes the content can carry the data away.',
  evaluate(agent) {
    const evidence = legs.map((leg) => evidenceOf(leg, agent))
    if (evidence.some((one) => one === null)) return null
    return {
      share: unattended(agent) || isOpen(agent) ? 1 : agent.traits.includes('auto-approve') ? personPresent : personAsked,
      reason: 'the lethal trio: private data, untrusted content and a way out',
      evidence: evidence.filter((one) => one !== null),
      lowers: 'Take away any one of the three: the private data, the untrusted content or the way out.',
    }
  },
}

function evidenceOf(leg: Leg, agent: Agent): Evidence | null {
  const found = agent.capabilities.find(leg.capability)
  if (found !== undefined) {
    const { text, callId } = capabilityEvidence(found)
    return { text: `${leg.name}: ${text}`, callId }
  }
  const trait = leg.traits.find((one) => agent.traits.includes(one))
  if (trait !== undefined) return recordEvidence(agent, `${leg.name}: ${trait}`)
  return leg.openToStrangers && isOpen(agent)
    ? recordEvidence(agent, `${leg.name}: open to ${agent.exposure === 'guest' ? 'guests' : 'the public'}`)
    : null
}

function isOpen(agent: Agent): boolean {
  return agent.exposure === 'public' || agent.exposure === 'guest' || agent.traits.includes('public-chat')
}
