import type { Person, PersonRef } from '../../../../shared/domain/observation.ts'
import { principalOf } from './names.ts'
import { personOf } from './owner-tags.ts'
import type { EventIdentity } from './schema-events.ts'

interface Told {
  readonly ref: PersonRef
  readonly observed: readonly Person[]
}

/** The identity that acted, as the key of a principal; null for people of the root key and for the provider itself. */
export function actorKey({ arn, sessionContext }: EventIdentity): string | null {
  return principalOf(sessionContext?.sessionIssuer?.arn) ?? principalOf(arn)
}

/**
 * Who did it. A session that single sign-on opened carries the person's name; another role's session says only which role it was, and
 * whatever stands behind it is no person that anybody could ask.
 */
export function personOfEvent(identity: EventIdentity): Told | null {
  const { type, arn, userName, accountId, sessionContext, invokedBy } = identity
  const session = arn?.includes(':assumed-role/') ? (arn.split('/').at(-1) ?? '') : ''
  const role = sessionContext?.sessionIssuer?.userName || (session === '' ? '' : (arn?.split('/').at(-2) ?? ''))
  if (session.includes('@') || (session !== '' && role.startsWith('AWSReservedSSO_'))) return personOf(session)
  if (role !== '') return service(`role ${role}`, actorKey(identity) ?? `role/${accountId ?? ''}/${role}`)
  if (userName) return personOf(userName)
  if (type === 'Root') return service(`root of account ${accountId ?? ''}`, `root/${accountId ?? ''}`)
  return invokedBy ? service(invokedBy, `service/${invokedBy}`) : null
}

const service = (name: string, key: string): Told => ({
  ref: { key, name: name.slice(0, 200), type: 'service', active: null },
  observed: [],
})
