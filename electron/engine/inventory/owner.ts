import type { OwnerSummary } from '../../../shared/domain/agent.ts'
import type { Attestation } from '../../../shared/domain/attestation.ts'
import type { Person } from '../../../shared/domain/observation.ts'
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
    const accounts = accountsOf(store, member.connection.id, person.key)
    return [{ ...person, name: accounts.own?.name ?? person.name, active: isActive(accounts, person.active), role, callId }]
  })
}

/** The department of the first person who answers for it: the business unit where the connection does not name one. */
export function departmentOf(store: Store, members: readonly Member[], owner: OwnerSummary): string | null {
  for (const person of owner.people.filter((one) => answerable.has(one.role))) {
    for (const member of members) {
      const { own, elsewhere } = accountsOf(store, member.connection.id, person.key)
      const department = [own, ...elsewhere].map((account) => account?.department ?? '').find((name) => name !== '')
      if (department !== undefined) return department
    }
  }
  return null
}

interface Accounts {
  readonly own: Person | null
  /** Accounts of the same mail address in other connections. */
  readonly elsewhere: readonly Person[]
}

function accountsOf(store: Store, connectionId: string, key: string): Accounts {
  const seen = store.observations.person(connectionId, key)?.observation
  const own = seen?.kind === 'person' ? seen : null
  if (own === null || own.mail === null || own.mail === '') return { own, elsewhere: [] }
  const same = store.observations.peopleByMail(own.mail).filter((account) => account.connectionId !== connectionId)
  return { own, elsewhere: same.map((account) => account.observation) }
}

/** Gone here, or known elsewhere and gone everywhere there: an automation server does not hear who left the company. */
function isActive({ own, elsewhere }: Accounts, stated: boolean | null): boolean | null {
  if (elsewhere.length > 0 && elsewhere.every((account) => !account.active)) return false
  return own?.active ?? stated
}

/**
 * What an owner's own word makes of it: where nobody is known, who says it is theirs is known; who was taken for the owner and says it
 * is not theirs, is not. An owner assigned here, after that was said, stands. Pure.
 */
export function attestedOwner(owner: OwnerSummary, said: Attestation | null, assignedAt: number | null): OwnerSummary {
  if (said === null || (assignedAt !== null && assignedAt > said.seq)) return owner
  if (said.needed === 'not-mine')
    return owner.name === said.owner || owner.name === said.by ? { ...owner, state: 'none', name: null, declared: false } : owner
  return owner.state === 'none' || owner.state === 'unknown' ? { ...owner, state: 'known', name: said.by } : owner
}
