import { z } from 'zod'
import { blankSubject, type Credential, type Grant, type Subject } from '../../../../shared/domain/observation.ts'
import type { Exposure, Trait } from '../../../../shared/domain/vocabulary.ts'
import { platform } from './accounts.ts'
import { accountKey, engineId, engineKey, type Place } from './keys.ts'
import { environmentOf, type Project } from './landscape.ts'
import { type Binding, bindingSchema, isAgentAccount } from './policies.ts'
import { labels, lastSegment, moment, resourceName, text } from './schema.ts'

const named = z
  .array(z.object({ name: text }))
  .catch([])
  .default([])

export const engineSchema = z.object({
  name: resourceName,
  displayName: text,
  description: text,
  createTime: moment,
  updateTime: moment,
  labels,
  spec: z
    .object({
      agentFramework: text,
      identityType: text,
      effectiveIdentity: text,
      serviceAccount: text,
      // Names only: the values of plain ones are let go here, at the edge.
      deploymentSpec: z.object({ env: named, secretEnv: named }).nullish().catch(null),
      containerSpec: z.object({}).nullish().catch(null),
      sourceCodeSpec: z.object({}).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})
export type Engine = z.infer<typeof engineSchema>

export const enginePolicySchema = z.object({
  etag: text,
  version: z.number().nullish().catch(null),
  bindings: z.array(bindingSchema).catch([]).default([]),
})

export const idOf = (engine: Engine): string => lastSegment(engine.name)

/** The account that it acts as; null for an identity of its own, or where nothing is told. */
export function runsAs(engine: Engine, project: Project | null): string | null {
  const identity = engine.spec?.effectiveIdentity || engine.spec?.serviceAccount || ''
  if (isAgentAccount(identity) || identity === '')
    return project === null ? null : `service-${project.number}@gcp-sa-aiplatform-re.iam.gserviceaccount.com`
  return identity.includes('@') ? identity.replace(/^serviceAccount:/, '').toLowerCase() : null
}

/** Roles that let their holder call an agent on Agent Engine. */
const callers: ReadonlySet<string> = new Set([
  'roles/owner',
  'roles/editor',
  'roles/aiplatform.admin',
  'roles/aiplatform.editor',
  'roles/aiplatform.user',
  'roles/aiplatform.expressUser',
])
const anybody: ReadonlySet<string> = new Set(['allUsers', 'allAuthenticatedUsers'])
const widest: readonly (readonly [RegExp, Exposure])[] = [
  [/^(allUsers|allAuthenticatedUsers)$/, 'public'],
  [/^(domain|principalSet):/, 'tenant'],
  [/^group:/, 'group'],
]

/** Who may call it, by its own policy; the roles of its project come on top and are told apart. Null: not looked up. */
function exposureOf(bindings: readonly Binding[] | null): Exposure {
  if (bindings === null) return 'unknown'
  // A role of one's own making may hold the permission, too.
  const members = bindings.filter(({ role }) => callers.has(role) || !role.startsWith('roles/')).flatMap((binding) => binding.members)
  return widest.find(([pattern]) => members.some((member) => pattern.test(member)))?.[1] ?? 'named'
}

const secretWords = /(key|token|secret|password|passwd|credential)s?$/i

/** An agent on Agent Engine. */
export function observeEngine(
  engine: Engine,
  around: {
    readonly place: Place
    readonly project: Project | null
    readonly joinsBy: string
    readonly bindings: readonly Binding[] | null
  },
): Subject {
  const { place, project, joinsBy, bindings } = around
  const id = idOf(engine)
  const account = runsAs(engine, project)
  const shared = account !== null && isAgentAccount(account)
  const env = engine.spec?.deploymentSpec?.env.flatMap(({ name }) => (name ? [name] : [])) ?? []
  const secretEnv = engine.spec?.deploymentSpec?.secretEnv.flatMap(({ name }) => (name ? [name] : [])) ?? []
  const exposure = exposureOf(bindings)
  const open = bindings?.some(({ members }) => members.includes('allUsers')) ?? false
  const traits: readonly Trait[] = [
    ...(open && exposure === 'public' ? (['no-authentication'] as const) : []),
    ...(env.some((name) => secretWords.test(name)) ? (['secret-in-config'] as const) : []),
  ]
  return {
    ...blankSubject,
    key: engineKey(place, id),
    role: 'agent',
    name: (engine.displayName || `Agent ${id}`).slice(0, 20_000),
    nativeIds: [engineId(joinsBy)],
    agentKind: 'autonomous-agent',
    platform: `${platform} Agent Engine`,
    autonomy: {
      floor: 'A3',
      ceiling: 'A4',
      because: 'it acts as an account of its own whenever it is called; whether a person is there is not told',
    },
    signals: [{ by: 'provider', value: 'Agent Engine', certainty: 'certain', vendor: 'Google' }],
    purpose: engine.description || null,
    environment: environmentOf(engine.labels) === 'unknown' ? (project?.environment ?? 'unknown') : environmentOf(engine.labels),
    enabled: true,
    createdAt: engine.createTime,
    changedAt: engine.updateTime,
    credentials: [...env.filter((name) => secretWords.test(name)), ...secretEnv].map(
      (name): Credential => ({ kind: secretEnv.includes(name) ? 'stored' : 'environment', name, createdAt: null, expiresAt: null }),
    ),
    exposure,
    relations: account === null ? [] : [{ to: accountKey(account), relation: 'runs-as' }],
    traits,
    details: {
      Project: project?.id ?? place.project,
      Location: place.location,
      ...(engine.spec?.agentFramework ? { Framework: engine.spec.agentFramework.slice(0, 200) } : {}),
      'Acts as': account === null ? 'an identity of its own' : shared ? `${account} (the same for all agents of the project)` : account,
      ...(env.length + secretEnv.length === 0 ? {} : { 'Environment variables': [...env, ...secretEnv].slice(0, 50).join(', ') }),
      ...(bindings?.some(({ members }) => members.some((member) => anybody.has(member))) ? { 'May be called by': 'anybody' } : {}),
    },
  }
}

/** What it may do by the account it acts as: the agent's own, said of it. What the account used others may have used that act as it. */
export const actingGrants = (subjectKey: string, grants: readonly Grant[]): readonly Grant[] =>
  grants.map(({ used: _, ...grant }) => ({ ...grant, key: `acts-as/${subjectKey}/${grant.key.slice(-24)}`, subjectKey }))
