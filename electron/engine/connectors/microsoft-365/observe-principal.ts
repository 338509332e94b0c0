import {
  blankSubject,
  type Credential,
  type NativeId,
  type Ownership,
  type Relation,
  type Signal,
  type Subject,
} from '../../../../shared/domain/observation.ts'
import type { Trait } from '../../../../shared/domain/vocabulary.ts'
import { recognise } from '../catalogue/recognise.ts'
import { instant } from './directory.ts'
import type { Member, Principal } from './schema.ts'
import { type Standing, standingAutonomy, standingExposure, standingTraits } from './standing.ts'

/** The tenant that owns the platform's own applications. */
const platformTenant = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

/** What is known of a principal besides its own record. */
export interface PrincipalFacts {
  readonly homeTenantId: string | null
  /** Null: not looked up. */
  readonly credentials: ReadonlyMap<string, readonly Credential[]> | null
  readonly standings: ReadonlyMap<string, Standing>
  /** Agent identities with the application id of their blueprint; null: not looked up. */
  readonly blueprintOf: ReadonlyMap<string, string | null> | null
  readonly blueprints: ReadonlyMap<string, string> | null
}

export const principalKey = (id: string): string => `sp:${id}`

/** Tags that the platform's agent builders put on what they make. */
const agentTag = /^(AgentCreatedBy:|AgenticApp$|AgenticInstance$|power-virtual-agents-)/
const botTag = /^power-virtual-agents-([0-9a-f-]{36})$/

/** One service principal in our words. */
export function observePrincipal(principal: Principal, facts: PrincipalFacts): Subject {
  const { id, appId } = principal
  const key = principalKey(id)
  const agentIdentity =
    principal['@odata.type'] === '#microsoft.graph.agentIdentity' ||
    principal.servicePrincipalType === 'ServiceIdentity' ||
    (facts.blueprintOf?.has(id) ?? false)
  const firstParty = principal.appOwnerOrganizationId === platformTenant
  const verified = principal.verifiedPublisher?.verifiedPublisherId ? true : principal.verifiedPublisher ? false : null
  const signals = signalsOf(principal, agentIdentity, verified)
  const certain = signals.some((signal) => signal.certainty === 'certain')
  const standing = facts.standings.get(key) ?? 0
  const publisher = principal.verifiedPublisher?.displayName
  return {
    ...blankSubject,
    key,
    role: agentIdentity ? 'agent' : 'identity',
    name: principal.displayName ?? appId ?? id,
    nativeIds: nativeIds(principal, agentIdentity),
    agentKind: agentIdentity
      ? 'autonomous-agent'
      : certain && principal.servicePrincipalType !== 'ManagedIdentity'
        ? 'ai-application'
        : 'automation-identity',
    platform: 'Microsoft Entra ID',
    autonomy: standingAutonomy(standing),
    signals,
    purpose: principal.description || null,
    publisher: publisher ? { name: publisher, verified } : null,
    firstParty,
    enabled: principal.accountEnabled ?? null,
    createdAt: instant(principal.createdDateTime),
    credentials: appId ? (facts.credentials?.get(appId) ?? null) : null,
    exposure: standingExposure(standing),
    endpoint: principal.homepage || null,
    relations: relationsOf(id, facts),
    traits: [...traitsOf(principal, facts.homeTenantId, firstParty, verified), ...standingTraits(standing)],
    details: detailsOf(principal, facts.blueprintOf?.get(id) ?? null),
  }
}

function nativeIds({ id, appId, tags }: Principal, agentIdentity: boolean): readonly NativeId[] {
  const bots = tags.flatMap((tag) => botTag.exec(tag)?.[1] ?? [])
  return [
    { kind: 'entra-object-id', value: id, joins: false },
    // An agent identity has no registration of its own: its id is what other systems and sign-in logs call it by.
    ...(agentIdentity ? [{ kind: 'entra-agent-id', value: id, joins: true }] : []),
    ...(appId ? [{ kind: 'entra-app-id', value: appId, joins: true }] : []),
    ...bots.map((value) => ({ kind: 'copilot-studio-bot', value, joins: true })),
  ]
}

function signalsOf(principal: Principal, agentIdentity: boolean, verified: boolean | null): readonly Signal[] {
  const tag = principal.tags.find((candidate) => agentTag.test(candidate))
  return [
    ...(agentIdentity ? [{ by: 'provider', value: 'agent identity', certainty: 'certain' } as const] : []),
    ...(tag ? [{ by: 'provider', value: tag, certainty: 'certain' } as const] : []),
    ...recognise({
      name: principal.displayName,
      clientId: principal.appId,
      domains: [...principal.replyUrls, ...(principal.homepage ? [principal.homepage] : [])],
      publisher: principal.verifiedPublisher?.displayName,
      publisherVerified: verified,
    }),
  ]
}

function traitsOf(principal: Principal, homeTenantId: string | null, firstParty: boolean, verified: boolean | null): readonly Trait[] {
  const owner = principal.appOwnerOrganizationId
  const foreign = !firstParty && owner !== null && owner !== undefined && homeTenantId !== null && owner !== homeTenantId
  return [
    ...(foreign ? (['third-party', 'multi-tenant'] as const) : []),
    ...(foreign && verified !== true ? (['unverified-publisher'] as const) : []),
    ...(principal.accountEnabled === false ? (['disabled'] as const) : []),
  ]
}

function relationsOf(id: string, { blueprintOf, blueprints }: PrincipalFacts): readonly Relation[] {
  const appId = blueprintOf?.get(id)
  const principalId = appId ? blueprints?.get(appId) : undefined
  return principalId ? [{ to: principalKey(principalId), relation: 'instance-of' }] : []
}

function detailsOf(principal: Principal, blueprint: string | null): Readonly<Record<string, string>> {
  const entries: readonly (readonly [string, string | null | undefined])[] = [
    ['Application id', principal.appId],
    ['Type', principal.servicePrincipalType],
    ['Home tenant', principal.appOwnerOrganizationId],
    ['Reply addresses', principal.replyUrls.slice(0, 5).join(', ')],
    ['Tags', principal.tags.slice(0, 10).join(', ')],
    ['Blueprint', blueprint],
  ]
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, string] => Boolean(entry[1])))
}

/** Owners or sponsors of a principal; an empty list is said as such: looked up, nobody. */
export function observeMembers(principalId: string, role: 'owner' | 'sponsor', members: readonly Member[]): readonly Ownership[] {
  const subjectKey = principalKey(principalId)
  if (members.length === 0) return [{ kind: 'ownership', key: `${role}:${principalId}:none`, subjectKey, role, person: null }]
  return members.map((member) => ({
    kind: 'ownership',
    key: `${role}:${principalId}:${member.id}`,
    subjectKey,
    role,
    person: {
      key: `user:${member.id}`,
      name: member.displayName ?? member.userPrincipalName ?? member.id,
      type: memberType(member),
      active: member.accountEnabled ?? null,
    },
  }))
}

function memberType(member: Member): 'user' | 'group' | 'service' {
  if (member['@odata.type'] === '#microsoft.graph.group') return 'group'
  return member['@odata.type'] === '#microsoft.graph.servicePrincipal' ? 'service' : 'user'
}
