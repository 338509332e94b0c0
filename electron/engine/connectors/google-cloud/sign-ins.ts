import { z } from 'zod'
import { blankSubject, type Grant, type NativeId, type Subject } from '../../../../shared/domain/observation.ts'
import { platform } from './accounts.ts'
import { oauthClient, type Place, placeKey } from './keys.ts'
import { flag, lastSegment, moment, resourceName, text, words } from './schema.ts'

// Where agents sign their users in to other systems.

const oauth = z.object({ clientId: text, authorizationUrl: text, tokenUrl: text }).nullish().catch(null)

export const providerSchema = z.object({
  name: resourceName,
  description: text,
  state: text,
  deleted: flag,
  createTime: moment,
  updateTime: moment,
  allowedScopes: words,
  blockedScopes: words,
  authProviderTypeParams: z.object({ threeLeggedOauth: oauth, twoLeggedOauth: oauth }).nullish().catch(null),
})
export type AuthProvider = z.infer<typeof providerSchema>

export const summarySchema = z.object({
  name: resourceName,
  workloadId: text,
  userId: text,
  lastAccessTime: moment,
})

export const providerKind = 'auth-provider'
const providerKey = (place: Place, provider: AuthProvider): string => `${placeKey(providerKind, place)}${lastSegment(provider.name)}`

/** A sign-in to another system: an identity with what may be asked for through it. */
export function observeProvider(provider: AuthProvider, place: Place): readonly (Subject | Grant)[] {
  const params = provider.authProviderTypeParams?.threeLeggedOauth ?? provider.authProviderTypeParams?.twoLeggedOauth ?? null
  const address = params?.authorizationUrl || params?.tokenUrl || ''
  const host = URL.canParse(address) ? new URL(address).hostname : null
  const client = params?.clientId || null
  const key = providerKey(place, provider)
  const id = (value: string): NativeId =>
    value.endsWith('.apps.googleusercontent.com')
      ? oauthClient(value)
      : { kind: 'oauth-client-id', value: value.slice(0, 500), joins: false }
  const off = provider.state === 'DISABLED' || provider.deleted === true
  const subject: Subject = {
    ...blankSubject,
    key,
    role: 'identity',
    name: `Sign-in ${lastSegment(provider.name)}`,
    nativeIds: [{ kind: 'gcp-auth-provider', value: provider.name, joins: false }, ...(client === null ? [] : [id(client)])],
    agentKind: 'automation-identity',
    platform: `${platform} Agent Identity`,
    purpose: provider.description || null,
    enabled: !off,
    createdAt: provider.createTime,
    changedAt: provider.updateTime,
    endpoint: host === null ? null : `https://${host}`,
    traits: off ? ['disabled'] : [],
    details: {
      Project: place.project,
      Location: place.location,
      ...(host === null ? {} : { 'Signs in to': host }),
      ...(provider.blockedScopes.length === 0
        ? {}
        : { 'Scopes never asked for': provider.blockedScopes.slice(0, 50).join(' ').slice(0, 1_000) }),
    },
  }
  const grant: Grant = {
    kind: 'grant',
    key: `scopes/${key}`,
    subjectKey: key,
    resource: host ?? 'another system',
    resourceKey: null,
    permissions: provider.allowedScopes.filter((scope) => !provider.blockedScopes.includes(scope)).slice(0, 200),
    type: 'delegated',
    consent: 'user',
    principalKey: null,
    grantedAt: provider.createTime,
  }
  return [subject, grant]
}
