import type { OwnerSummary } from '../../../shared/domain/agent.ts'
import type { Store } from '../store/store.ts'
import type { Member } from './member.ts'

type OwnerPerson = OwnerSummary['people'][number]

/** Roles that make somebody answerable; a creator, consenter or editor is shown but answers for nothing. */
const answerable: ReadonlySet<string> = new Set(['owner', 'sponsor'])

/**
 * Who answers for an agent: *known*, *left* (all accounts disabled), *unanswerable* (groups and service accounts only),
 * *none* (looked up, nobody) or *unknown* (not looked up). An owner assigned here wins over what the provider says.
 */
export function ownerOf(store: Store, members: readonly Member[], declared: string | null): OwnerSummary {
  const people = members.flatMap((member) => peopleOf(store, member))
  if (declared !== null) return { state: 'known', name: declared, people, declared: true }
  const owners = people.filter((person) => answerable.has(person.role))
  const living = owners.filter((person) => person.type === 'user' && person.active !== false)
  const first = living[0] ?? owners[0]
  if (first !== undefined) {
    const state = living.length > 0 ? 'known' : owners.some((person) => person.type === 'user') ? 'left' : 'unanswerable'
    return { state, name: first.name, people, declared: false }
  }
  const lookedUp = members.some((member) => member.ownerships.some(({ observation }) => answerable.has(observation.role)))
  return { state: lookedUp ? 'none' : 'unknown', name: null, people, declared: false }
}

function peopleOf(store: Store, member: Member): readonly OwnerPerson[] {
  return member.ownerships.flatMap(({ observation, callId }) => {
    const { person, role } = observation
    if (person === null) return []
    const account = store.observations.person(member.connection.id, person.key)?.observation
    const known = account?.kind === 'person' ? account : null
    return [{ ...person, name: known?.name ?? person.name, active: known?.active ?? person.active, role, callId }]
  })
}

/** The department of the first person who answers for it: the business unit where the connection does not name one. */
export function departmentOf(store: Store, members: readonly Member[], owner: OwnerSummary): string | null {
  for (const person of owner.people.filter((one) => answerable.has(one.role))) {
    for (const member of members) {
      const account = store.observations.person(member.connection.id, person.key)?.observation
      if (account?.kind === 'person' && account.department !== null && account.department !== '') return account.department
    }
  }
  return null
}
