import {
  type Activity,
  blankSubject,
  type Grant,
  type NativeId,
  type Observation,
  type Ownership,
  type PersonRef,
  type Subject,
} from '../../../../shared/domain/observation.ts'
import { recognise } from '../catalogue/recognise.ts'
import { keyAutonomy } from '../model-key.ts'
import { type Members, personRef } from './organization.ts'
import type { Project, ProjectKey, ServiceAccount } from './schema.ts'
import { type KeyUse, money, type Spend, spendDays, type Use, usageDays } from './usage.ts'

/** The host every key of this vendor speaks to: what makes a key, or an account made to hold one, AI at work. */
export const signals = recognise({ host: 'api.openai.com' })

export const platform = 'OpenAI API'
export const keyId = (value: string): NativeId => ({ kind: 'openai-api-key-id', value, joins: true })
const accountId = (value: string): NativeId => ({ kind: 'openai-service-account-id', value, joins: true })
// Service accounts sort before keys, so that an account names the agent which its keys are joined to.
export const accountKey = (project: string, id: string): string => `account/${project}/${id}`
export const keyKey = (project: string, id: string): string => `key/${project}/${id}`

/** What else is known while keys are read; null: could not be looked up. */
export interface KeySurroundings {
  readonly project: Project
  readonly members: Members | null
  readonly spend: Spend | null
  readonly use: Use | null
}

/** A project key: who holds it, how old it is, when it was last used, what it calls and what it costs. */
export function observeKey(key: ProjectKey, around: KeySurroundings): readonly Observation[] {
  const { project, spend, use } = around
  const subjectKey = keyKey(project.id, key.id)
  const account = key.owner?.service_account ?? null
  const user = key.owner?.user ?? null
  const name = (key.name || `Key ${key.id}`).slice(0, 20_000)
  const used = use?.byKey.get(key.id)
  const models = [...(used?.models ?? [])].toSorted().slice(0, 20)
  const archived = project.status === 'archived'
  const subject: Subject = {
    ...blankSubject,
    key: subjectKey,
    role: 'identity',
    name,
    nativeIds: [keyId(key.id), ...(account === null ? [] : [accountId(account.id)])],
    agentKind: account === null ? 'ai-application' : 'automation-identity',
    platform,
    autonomy: keyAutonomy[account === null ? 'person' : 'account'],
    signals,
    enabled: !archived,
    createdAt: key.created_at ?? null,
    models: models.length > 0 ? models.map((model) => ({ vendor: 'OpenAI', name: model })) : [{ vendor: 'OpenAI', name: null }],
    credentials: [{ kind: 'api-key', name, createdAt: key.created_at ?? null, expiresAt: null }],
    exposure: account === null ? 'owner' : 'unknown',
    relations: account === null ? [] : [{ to: accountKey(project.id, account.id), relation: 'runs-as' }],
    traits: archived ? ['disabled'] : [],
    details: {
      Project: project.name ?? project.id,
      'Project id': project.id,
      ...(archived ? { 'Project status': 'archived' } : {}),
      ...(key.owner_project_access === 'inactive' ? { 'Owner’s access to the project': 'taken away; the key is still there' } : {}),
      ...spendDetails(key.id, project.id, spend),
      ...kindDetails(used),
      ...(use === null ? {} : { [`Requests of its project, last ${usageDays} days`]: String(use.byProject.get(project.id) ?? 0) }),
    },
  }
  const role = account?.role ?? user?.role
  const permission = role ? `project:${role.toLowerCase().slice(0, 100)}` : 'project:unknown'
  const grant: Grant = {
    kind: 'grant',
    key: `role/${subjectKey}`,
    subjectKey,
    resource: platform,
    resourceKey: null,
    permissions: [permission],
    ...(neverUsed(key, used, use) ? { unused: [permission] } : {}),
    // A person's key acts as that person in the project; an account's key as nobody but itself.
    type: account === null ? 'delegated' : 'credential',
    consent: account === null ? 'user' : null,
    principalKey: user === null ? null : `user/${user.id}`,
    grantedAt: key.created_at ?? null,
  }
  return [
    subject,
    grant,
    ...ownersOf(subjectKey, key, around.members),
    lastUse(subjectKey, key.last_used_at ?? null, used === undefined ? null : requestsOf(used), use?.problem === null),
  ]
}

/** A key is called unused only where both say so: it knows of no use itself, and every kind of request was counted and has none. */
function neverUsed(key: ProjectKey, used: KeyUse | undefined, use: Use | null): boolean {
  return key.last_used_at == null && use?.problem === null && (used === undefined || requestsOf(used) === 0)
}

const requestsOf = ({ byKind }: KeyUse): number => [...byKind.values()].reduce((sum, count) => sum + count, 0)

/** What a key is used for, e.g. `text 2400, images 12`. */
function kindDetails(used: KeyUse | undefined): Readonly<Record<string, string>> {
  if (used === undefined) return {}
  const told = [...used.byKind].filter(([, count]) => count > 0).toSorted(([, a], [, b]) => b - a)
  return told.length === 0
    ? {}
    : { [`Requests by kind, last ${usageDays} days`]: told.map(([title, count]) => `${title} ${count}`).join(', ') }
}

/** Storage and other costs fall to the project, so both figures are told. */
function spendDetails(key: string, project: string, spend: Spend | null): Readonly<Record<string, string>> {
  if (spend === null) return {}
  return {
    [`Spend, last ${spendDays} days`]: money(spend.byKey.get(key) ?? 0, spend.currency),
    [`Spend of its project, last ${spendDays} days`]: money(spend.byProject.get(project) ?? 0, spend.currency),
  }
}

function ownersOf(subjectKey: string, key: ProjectKey, members: Members | null): readonly Ownership[] {
  const user = key.owner?.user ?? null
  const account = key.owner?.service_account ?? null
  if (user !== null) return [owns(subjectKey, personRef(user, members))]
  if (account !== null)
    return [owns(subjectKey, { key: `account/${account.id}`, name: account.name || account.id, type: 'service', active: null })]
  return key.owner === null || key.owner === undefined ? [owns(subjectKey, null)] : []
}

export function owns(subjectKey: string, person: PersonRef | null): Ownership {
  return { kind: 'ownership', key: `${subjectKey}/owner/${person?.key ?? 'none'}`, subjectKey, role: 'owner', person }
}

/** @param whole whether every kind of request is counted */
export function lastUse(subjectKey: string, lastActive: string | null, requests: number | null, whole = true): Activity {
  const counted = requests === null ? '' : `; ${whole ? '' : 'at least these '}requests of the last ${usageDays} days`
  const window = lastActive === null ? 'the provider knows of no use' : `last use known to the provider${counted}`
  return { kind: 'activity', key: subjectKey, subjectKey, nativeId: null, lastActive, calls: requests, users: null, window }
}

/** A service account: it belongs to a project and to no person. Its keys are joined to it by its id. */
export function observeAccount(account: ServiceAccount, project: Project): readonly Observation[] {
  const subjectKey = accountKey(project.id, account.id)
  const archived = project.status === 'archived'
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
    enabled: !archived,
    createdAt: account.created_at ?? null,
    models: [{ vendor: 'OpenAI', name: null }],
    traits: archived ? ['disabled'] : [],
    details: { Project: project.name ?? project.id, 'Project id': project.id },
  }
  const grant: Grant = {
    kind: 'grant',
    key: `role/${subjectKey}`,
    subjectKey,
    resource: platform,
    resourceKey: null,
    permissions: [account.role ? `project:${account.role.toLowerCase().slice(0, 100)}` : 'project:unknown'],
    type: 'credential',
    consent: null,
    principalKey: null,
    grantedAt: account.created_at ?? null,
  }
  return [subject, grant, owns(subjectKey, null)]
}
