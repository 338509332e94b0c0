import {
  type Activity,
  blankSubject,
  type Grant,
  type NativeId,
  type Observation,
  type Ownership,
  type Person,
  type PersonRef,
  type Subject,
} from '../../../../shared/domain/observation.ts'
import { recognise } from '../catalogue/recognise.ts'
import { keyAutonomy } from '../model-key.ts'
import { type Members, personRef, type Workspaces } from './organization.ts'
import type { ApiKey, ServiceAccount } from './schema.ts'
import { type Costs, costDays, money, type Use, usageDays } from './usage.ts'

/** The host every key of this vendor speaks to: what makes a key, or an account made to hold one, AI at work. */
export const signals = recognise({ host: 'api.anthropic.com' })
export const platform = 'Claude API'
const keyId = (value: string): NativeId => ({ kind: 'anthropic-api-key-id', value, joins: true })
export const accountId = (value: string): NativeId => ({ kind: 'anthropic-service-account-id', value, joins: true })
/** What else is known while keys are read; null: could not be looked up. */
export interface KeySurroundings {
  readonly members: Members | null
  readonly workspaces: Workspaces | null
  readonly use: Use | null
  readonly costs: Costs | null
}

export const owns = (subjectKey: string, person: PersonRef, role: 'owner' | 'creator' = 'owner'): Ownership => ({
  kind: 'ownership',
  key: `${subjectKey}/${role}/${person.key}`,
  subjectKey,
  role,
  person,
})

const service = (id: string): PersonRef => ({ key: `account/${id}`, name: id, type: 'service', active: null })

/** An API key: its state, who holds it, when it was last used, what it calls and what its workspace costs. */
export function observeKey(key: ApiKey, around: KeySurroundings): readonly Observation[] {
  const subjectKey = `key/${key.id}`
  const account = key.principal?.service_account_id ?? null
  const user = key.principal?.user_id ?? null
  const name = (key.name || `Key ${key.id}`).slice(0, 20_000)
  const used = around.use?.byKey.get(key.id)
  const models = [...(used?.models ?? [])].toSorted().slice(0, 20)
  const workspaceId = key.scope?.workspace_id ?? key.workspace_id ?? null
  const workspace = workspaceId === null ? undefined : around.workspaces?.byId.get(workspaceId)
  const active = key.status === 'active' && !workspace?.archived_at
  const subject: Subject = {
    ...blankSubject,
    key: subjectKey,
    role: 'identity',
    name,
    nativeIds: [keyId(key.id), ...(account === null ? [] : [accountId(account)])],
    agentKind: account === null ? 'ai-application' : 'automation-identity',
    platform,
    autonomy: keyAutonomy[account === null ? 'person' : 'account'],
    signals,
    enabled: active,
    createdAt: key.created_at ?? null,
    models: models.length > 0 ? models.map((model) => ({ vendor: 'Anthropic', name: model })) : [{ vendor: 'Anthropic', name: null }],
    credentials: [{ kind: 'api-key', name, createdAt: key.created_at ?? null, expiresAt: key.expires_at ?? null }],
    exposure: user === null ? 'unknown' : 'owner',
    relations: account === null ? [] : [{ to: `account/${account}`, relation: 'runs-as' }],
    traits: active ? [] : ['disabled'],
    details: {
      State: key.status,
      ...(workspaceId === null ? {} : { Workspace: workspace?.name ?? workspaceId, 'Workspace id': workspaceId }),
      ...(workspace?.archived_at ? { 'Workspace state': 'archived' } : {}),
      ...(around.use === null ? {} : { [`Tokens, last ${usageDays} days`]: String(used?.tokens ?? 0) }),
      ...(around.costs === null || workspaceId === null || !around.costs.byWorkspace.has(workspaceId)
        ? {}
        : {
            [`Spend of its workspace, last ${costDays} days`]: money(around.costs.byWorkspace.get(workspaceId) ?? 0, around.costs.currency),
          }),
    },
  }
  const grant: Grant = {
    kind: 'grant',
    key: `role/${subjectKey}`,
    subjectKey,
    resource: platform,
    resourceKey: null,
    permissions: [key.scope?.type === 'organization' ? 'organization:key' : 'workspace:key'],
    type: user === null ? 'credential' : 'delegated',
    consent: user === null ? null : 'user',
    principalKey: user === null ? null : `user/${user}`,
    grantedAt: key.created_at ?? null,
  }
  return [subject, grant, ...ownersOf(subjectKey, key, around.members), ...lastUse(subjectKey, key.id, around.use)]
}

/**
 * A key acts as its principal. Without one it belongs to whoever made it: the value is shown once, to that person. Where the provider
 * has not recorded the maker, nobody is stated, so the owner stays unknown.
 */
function ownersOf(subjectKey: string, key: ApiKey, members: Members | null): readonly Ownership[] {
  const maker = key.created_by
  const made = maker ? (maker.type === 'user' ? personRef(maker.id, null, members) : service(maker.id)) : null
  const { user_id: user, service_account_id: account } = key.principal ?? {}
  if (user)
    return [owns(subjectKey, personRef(user, null, members)), ...(made && maker?.id !== user ? [owns(subjectKey, made, 'creator')] : [])]
  if (account) return [owns(subjectKey, service(account)), ...(made ? [owns(subjectKey, made, 'creator')] : [])]
  return made ? [owns(subjectKey, made)] : []
}

function lastUse(subjectKey: string, id: string, use: Use | null): readonly Activity[] {
  if (use === null) return []
  const lastActive = use.byKey.get(id)?.lastDay ?? null
  const window = lastActive === null ? `no tokens in the last ${usageDays} days` : `last day with tokens, of the last ${usageDays} days`
  return [{ kind: 'activity', key: subjectKey, subjectKey, nativeId: null, lastActive, calls: null, users: null, window }]
}

/** A service account: it belongs to the organisation and to no person. Its keys are joined to it by its id. */
export function observeAccount(account: ServiceAccount, members: Members | null): readonly Observation[] {
  const subjectKey = `account/${account.id}`
  const maker = account.created_by_actor_id
  const subject: Subject = {
    ...blankSubject,
    key: subjectKey,
    role: 'identity',
    name: (account.name || `Service account ${account.id}`).slice(0, 20_000),
    nativeIds: [accountId(account.id)],
    agentKind: 'automation-identity',
    platform,
    autonomy: keyAutonomy.account,
    signals,
    purpose: account.description?.slice(0, 2_000) || null,
    enabled: true,
    createdAt: account.created_at ?? null,
    changedAt: account.updated_at ?? null,
    models: [{ vendor: 'Anthropic', name: null }],
    details: { Role: account.organization_role ?? 'not told' },
  }
  const grant: Grant = {
    kind: 'grant',
    key: `role/${subjectKey}`,
    subjectKey,
    resource: platform,
    resourceKey: null,
    permissions: [`organization:${(account.organization_role ?? 'unknown').toLowerCase().slice(0, 100)}`],
    // An administrator's role goes for the whole organisation; any other works in the workspaces it was added to.
    type: account.organization_role === 'admin' ? 'application' : 'credential',
    consent: account.organization_role === 'admin' ? 'tenant' : null,
    principalKey: null,
    grantedAt: account.created_at ?? null,
  }
  const nobody: Ownership = { kind: 'ownership', key: `${subjectKey}/owner/none`, subjectKey, role: 'owner', person: null }
  // Keys name the account by its id only; this gives it its name there too.
  const named: Person = {
    kind: 'person',
    key: subjectKey,
    name: subject.name.slice(0, 500),
    mail: null,
    department: null,
    active: true,
    type: 'service',
  }
  const creator = maker?.startsWith('user_') ? [owns(subjectKey, personRef(maker, null, members), 'creator')] : []
  return [subject, grant, named, nobody, ...creator]
}
