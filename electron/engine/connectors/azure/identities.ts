import { blankSubject, type Relation, type Subject } from '../../../../shared/domain/observation.ts'
import type { ManagedIdentity } from './schema.ts'

/** An identity that something acts as. Several may share it, so it is a subject of its own: sharing never merges. */
export interface ActsAs {
  readonly principalId: string
  readonly clientId: string | null
  readonly name: string
}

/** The managed identities of a resource. */
export function identitiesOf(identity: ManagedIdentity, owner: string): readonly ActsAs[] {
  const own = identity?.principalId
  const given = Object.entries(identity?.userAssignedIdentities ?? {}).slice(0, 50)
  return [
    ...(own ? [{ principalId: own.toLowerCase(), clientId: null, name: owner }] : []),
    ...given.flatMap(([id, { principalId, clientId }]) =>
      principalId
        ? [{ principalId: principalId.toLowerCase(), clientId: clientId?.toLowerCase() ?? null, name: id.split('/').at(-1) ?? owner }]
        : [],
    ),
  ]
}

const identityKey = (principalId: string): string => `identity/${principalId}`

export const runsAs = (identities: readonly ActsAs[]): readonly Relation[] =>
  identities.map(({ principalId }) => ({ to: identityKey(principalId), relation: 'runs-as' }))

/** It is joined with the directory's record of the same application; where only the object's id is told, it is shown and not joined. */
export const observeIdentity = ({ principalId, clientId, name }: ActsAs): Subject => ({
  ...blankSubject,
  key: identityKey(principalId),
  role: 'identity',
  name: name.slice(0, 300),
  nativeIds: [
    { kind: 'entra-object-id', value: principalId, joins: false },
    ...(clientId === null ? [] : [{ kind: 'entra-app-id', value: clientId, joins: true }]),
  ],
  agentKind: 'automation-identity',
  platform: 'Azure managed identity',
})
