import { dayMs } from '../../../../shared/base/time.ts'
import type { Agent } from '../../../../shared/domain/agent.ts'
import type { AskedAgent, AttestationRequest } from '../../../../shared/domain/attestation.ts'
import { capabilityWords } from '../../../../shared/domain/capability-words.ts'
import type { Recording } from '../governing.ts'
import { originOf } from '../ledger/checkpoint.ts'
import { appendEntry } from '../ledger/entries.ts'
import { mayDecide } from '../people/may-decide.ts'
import { peopleOf } from '../people/people-of.ts'
import { personOfKey } from '../people/project-people.ts'
import { requestHash } from './request-hash.ts'

/** How long after its day an answer is still taken. */
const graceMs = 60 * dayMs
/** A form that asks about more is not answered; the next form asks about the rest. */
const mostAgents = 50
const mostCapabilities = 8

export interface Question {
  readonly agentIds: readonly string[]
  /** Who is asked about all of them; null: whoever is known to answer for each. */
  readonly owner: string | null
  readonly note: string | null
  readonly dueDays: number
}

export interface Drawn {
  readonly requests: readonly AttestationRequest[]
  readonly left: readonly { readonly agentId: string; readonly why: string }[]
}

/**
 * Draws up the questions, one for each owner and at most fifty agents, signed with the key of this device. Writes nothing: `record`
 * does, once the forms are where they should be. Agents nobody can be asked about are left, with the reason.
 */
export function drawRequests(
  recording: Recording & { readonly newId: () => string },
  organisation: string,
  { agentIds, owner, note, dueDays }: Question,
): Drawn {
  const { store, signer, ports, newId } = recording
  const people = peopleOf(store)
  const left: { agentId: string; why: string }[] = []
  const byOwner = new Map<string, Agent[]>()
  for (const agentId of new Set(agentIds)) {
    const agent = store.agents.get(agentId)?.agent
    const asked = owner ?? agent?.owner.name ?? null
    const refused = agent === undefined ? null : mayDecide(people, signer.keyId, agent)
    if (agent === undefined) left.push({ agentId, why: 'It is not in the inventory.' })
    else if (refused !== null) left.push({ agentId, why: refused.message })
    else if (agent.gone) left.push({ agentId, why: 'It is gone: the last scan did not find it any more.' })
    else if (asked === null || asked === '') left.push({ agentId, why: 'Nobody is known to answer for it. Say whom to ask.' })
    else byOwner.set(asked, [...(byOwner.get(asked) ?? []), agent])
  }
  const now = ports.clock()
  const due = now.getTime() + dueDays * dayMs
  const first = store.ledger.entries(0, 1)[0]
  const asker = personOfKey(people, signer.keyId)?.name ?? ports.actor
  const requests = [...byOwner].flatMap(([name, agents]) =>
    inParts(agents).map((part): AttestationRequest => {
      const unsigned = {
        format: 'rollcall-attestation-request/1',
        id: newId(),
        workspace: first === undefined ? '' : originOf(first),
        organisation,
        owner: name,
        askedBy: { name: asker, keyId: signer.keyId, publicKey: signer.publicKey },
        note: note === null || note.trim() === '' ? null : note.trim(),
        createdAt: now.toISOString(),
        dueAt: new Date(due).toISOString(),
        expiresAt: new Date(due + graceMs).toISOString(),
        agents: part.map((agent) => askedAgent(agent)),
      } as const
      return { ...unsigned, signature: signer.sign(requestHash(unsigned)) }
    }),
  )
  return { requests, left }
}

/** Writes the questions into the ledger: that they were put, by whom, about what. All or none. */
export function recordRequests({ store, signer }: Recording, requests: readonly AttestationRequest[]): void {
  store.transaction(() => {
    for (const request of requests) {
      appendEntry(store.ledger, signer, { at: request.createdAt, kind: 'attestation-asked', body: { request } })
      store.attestations.putRequest(request)
    }
  })
}

function askedAgent(agent: Agent): AskedAgent {
  return {
    agentId: agent.id,
    name: agent.name,
    platform: agent.platform,
    where: agent.sources[0]?.connectionLabel ?? '',
    purpose: agent.purpose,
    can: [...new Set(agent.capabilities.map(capabilityWords))].slice(0, mostCapabilities),
    lastActive: agent.lastActive,
    factsHash: agent.factsHash,
  }
}

function inParts(agents: readonly Agent[]): readonly (readonly Agent[])[] {
  const parts: (readonly Agent[])[] = []
  for (let at = 0; at < agents.length; at += mostAgents) parts.push(agents.slice(at, at + mostAgents))
  return parts
}
