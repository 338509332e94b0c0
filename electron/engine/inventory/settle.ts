import type { Subject } from '../../../shared/domain/observation.ts'
import { identitiesOf } from '../governance/identity/standing.ts'
import type { Store } from '../store/store.ts'
import { recogniseAgent } from './recognise-agent.ts'

interface Place {
  readonly connectionId: string
  readonly subjectKey: string
}

/**
 * Says which agent a subject belongs to, and keeps it so for ever: an agent's id never changes. Joins are declared keys only
 * (an application id seen in two systems); a name never joins. Returns every agent whose members changed or may have changed:
 * the subject's own first, then agents that were merged into it. Empty: it is an identity only.
 */
export function settle(store: Store, place: Place, subject: Subject, newId: () => string): readonly string[] {
  const present = store.agents.memberOf(place.connectionId, place.subjectKey)
  if (subject.firstParty) return present === null ? [] : [present]
  const partners = partnersOf(store, place, subject)
  const agentOf = (one: Place) => store.agents.memberOf(one.connectionId, one.subjectKey)
  const neighbours = [...new Set(partners.map(agentOf).filter((id) => id !== null))].sort()
  const agentId = present ?? neighbours[0] ?? (recogniseAgent(subject) === null ? null : newId())
  if (agentId === null) return []
  if (present === null) store.agents.setMember(place.connectionId, place.subjectKey, agentId)
  for (const partner of partners) if (agentOf(partner) === null) store.agents.setMember(partner.connectionId, partner.subjectKey, agentId)
  // A person's word that these are two outweighs the key that would make them one.
  const { isApart } = identitiesOf(store)
  const merged = neighbours.filter((id) => id !== agentId && !isApart(id, agentId))
  for (const id of merged) moveMembers(store, id, agentId)
  return [agentId, ...merged]
}

function partnersOf(store: Store, place: Place, subject: Subject): readonly Place[] {
  return subject.nativeIds
    .filter((id) => id.joins)
    .flatMap((id) => store.observations.byNativeId(id.kind, id.value))
    .filter((one) => one.connectionId !== place.connectionId || one.subjectKey !== place.subjectKey)
    .filter((one) => {
      const seen = store.observations.subject(one.connectionId, one.subjectKey)?.observation
      return seen?.kind === 'subject' && !seen.firstParty
    })
}

function moveMembers(store: Store, from: string, to: string): void {
  for (const member of store.agents.members(from)) store.agents.setMember(member.connectionId, member.subjectKey, to)
}
