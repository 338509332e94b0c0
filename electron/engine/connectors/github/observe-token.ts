import {
  type Activity,
  blankSubject,
  type Grant,
  type Observation,
  type Ownership,
  type PersonRef,
} from '../../../../shared/domain/observation.ts'
import { redactText } from '../../http/redact.ts'
import { recognise } from '../catalogue/recognise.ts'
import { credentialKey, tokenKey } from './keys.ts'
import type { AuthorizedCredential, Token } from './schema.ts'

/** What fine-grained tokens, classic tokens, SSH keys and authorised OAuth apps have in common. */
interface Held {
  readonly key: string
  readonly name: string
  readonly nativeId: { readonly kind: string; readonly value: string }
  readonly permissions: readonly string[]
  readonly resource: string
  readonly createdAt: string | null
  readonly expiresAt: string | null
  readonly lastUsed: string | null
  readonly expired: boolean
  readonly person: PersonRef | null
  readonly details: Readonly<Record<string, string>>
}

/** A fine-grained token with access to the organisation. Its name is a person's word: it only suggests. */
export function observeToken(token: Token, person: PersonRef | null): readonly Observation[] {
  const permissions = [token.permissions.organization, token.permissions.repository, token.permissions.other].flatMap((levels) =>
    Object.entries(levels).map(([name, level]) => `${name}:${level}`),
  )
  return observeHeld({
    key: tokenKey(token.id),
    name: token.token_name,
    nativeId: { kind: 'github-token-id', value: token.token_id ?? token.id },
    permissions,
    resource: token.repository_selection === 'all' ? 'GitHub, all repositories' : 'GitHub, selected repositories',
    createdAt: token.access_granted_at ?? null,
    expiresAt: token.token_expires_at ?? null,
    lastUsed: token.token_last_used_at ?? null,
    expired: token.token_expired,
    person,
    details: { Kind: 'fine-grained personal access token', Repositories: token.repository_selection ?? 'not told' },
  })
}

/** A credential that somebody authorised for single sign-on; its last characters and fingerprint are never taken. */
export function observeCredential(credential: AuthorizedCredential, person: PersonRef | null): readonly Observation[] {
  const named = credential.authorized_credential_note?.trim() || credential.authorized_credential_title?.trim()
  return observeHeld({
    key: credentialKey(credential.credential_id),
    name: redactText(named || `${credential.credential_type} of ${credential.login ?? 'somebody'}`),
    nativeId: { kind: 'github-credential-id', value: credential.credential_id },
    permissions: credential.scopes ?? [],
    resource: 'GitHub, as its owner',
    createdAt: credential.credential_authorized_at ?? null,
    expiresAt: credential.authorized_credential_expires_at ?? null,
    lastUsed: credential.credential_accessed_at ?? null,
    expired: false,
    person,
    details: { Kind: credential.credential_type },
  })
}

function observeHeld(held: Held): readonly Observation[] {
  const writes = held.permissions.some((one) => !one.endsWith(':read') && !one.startsWith('read:'))
  const observations: Observation[] = [
    {
      ...blankSubject,
      key: held.key,
      role: 'identity',
      name: held.name.slice(0, 10_000),
      nativeIds: [{ ...held.nativeId, joins: false }],
      agentKind: 'automation-identity',
      platform: 'GitHub',
      autonomy: { floor: 'A0', ceiling: writes ? 'A4' : 'A1', because: 'whoever holds the token acts with it; who that is cannot be seen' },
      signals: recognise({ name: held.name }),
      enabled: !held.expired,
      createdAt: held.createdAt,
      tools: [],
      credentials: [{ kind: 'token', name: held.details.Kind ?? 'token', createdAt: held.createdAt, expiresAt: held.expiresAt }],
      exposure: 'owner',
      traits: held.expired ? ['disabled'] : [],
      details: held.details,
    },
  ]
  if (held.permissions.length > 0) observations.push(grantOf(held))
  if (held.person !== null) observations.push(ownerOf(held, held.person))
  observations.push(activityOf(held))
  return observations
}

const grantOf = (held: Held): Grant => ({
  kind: 'grant',
  key: `${held.key}/permissions`,
  subjectKey: held.key,
  resource: held.resource,
  resourceKey: null,
  permissions: held.permissions,
  type: 'credential',
  consent: null,
  principalKey: held.person?.key ?? null,
  grantedAt: held.createdAt,
})

const ownerOf = (held: Held, person: PersonRef): Ownership => ({
  kind: 'ownership',
  key: `${held.key}/owner/${person.key}`,
  subjectKey: held.key,
  role: 'owner',
  person,
})

const activityOf = (held: Held): Activity => ({
  kind: 'activity',
  key: held.key,
  subjectKey: held.key,
  nativeId: null,
  lastActive: held.lastUsed,
  calls: null,
  users: null,
  window: 'since it was made',
})
