import {
  blankSubject,
  type Grant,
  type Observation,
  type Ownership,
  type Signal,
  type Subject,
} from '../../../../shared/domain/observation.ts'
import type { Trait } from '../../../../shared/domain/vocabulary.ts'
import { recognise } from '../catalogue/recognise.ts'
import { classify } from './classify.ts'
import type { Installation } from './organisation.ts'
import type { App } from './schema.ts'

export const appKey = (id: string): string => `app:${id}`
export const personKey = (id: string): string => `user:${id}`

/** Everything seen of one app. Null: not looked up, or not in that list. */
export interface SeenApp {
  readonly id: string
  readonly app: App | null
  readonly installed: Installation | null
  /** Whether the integration logs of every workspace were read: where not, it may be installed there. */
  readonly logsWhole: boolean
  readonly decision: 'approved' | 'restricted' | 'requested' | null
  readonly scopes: readonly { readonly name: string; readonly token_type?: string | null | undefined }[]
  /** Who approved, restricted or asked, and when. */
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly call: string
}

const decisionWords = { approved: 'approved', restricted: 'restricted', requested: 'asked for, not decided' } as const

/** One app in our words, with its scopes and the people behind it. */
export function observeApp(
  seen: SeenApp,
  nameOf: (id: string) => { readonly name: string; readonly active: boolean | null } | null,
): readonly Observation[] {
  const key = appKey(seen.id)
  return [observeSubject(seen, key), ...grants(seen, key), ...people(seen, key, nameOf)]
}

function observeSubject(seen: SeenApp, key: string): Subject {
  const { id, app, installed } = seen
  const name = app?.name || installed?.name || id
  const homepage = app?.app_homepage_url || null
  const scopes = allScopes(seen)
  const signals = [...agentSignals(scopes), ...recognise({ name, ...(homepage === null ? {} : { domains: [homepage] }) })]
  const bot = scopes.some((scope) => scope.token_type !== 'user')
  return {
    ...blankSubject,
    key,
    role: 'identity',
    name,
    nativeIds: [{ kind: 'slack-app-id', value: id, joins: true }],
    agentKind: signals.length > 0 ? 'ai-application' : 'automation-identity',
    platform: 'Slack',
    autonomy: bot
      ? { floor: 'A0', ceiling: 'A4', because: 'its bot acts under its own name; what starts it is not told' }
      : { floor: 'A0', ceiling: 'A4', because: 'it acts for those who consented; whether it does so unattended is not told' },
    signals,
    purpose: app?.description || null,
    publisher: homepage === null ? null : { name: homepage, verified: app?.is_app_directory_approved ?? null },
    enabled: enabled(seen),
    createdAt: installed?.since ?? null,
    credentials:
      scopes.length > 0
        ? [{ kind: 'oauth', name: bot ? 'Bot token' : 'User token', createdAt: installed?.since ?? null, expiresAt: null }]
        : null,
    exposure: 'tenant',
    endpoint: homepage,
    traits: traitsOf(
      seen,
      scopes.map((scope) => scope.name),
    ),
    details: {
      'App id': id,
      ...(seen.decision === null ? {} : { 'Decision of an administrator': decisionWords[seen.decision] }),
      ...(installed === null ? {} : { Workspaces: installed.teams.join(', ') || 'removed from all' }),
    },
  }
}

/** Scopes that only apps built as an assistant ask for. Source: https://docs.slack.dev/reference/scopes/assistant.write. */
function agentSignals(scopes: SeenApp['scopes']): readonly Signal[] {
  const found = scopes.find((scope) => scope.name === 'assistant:write')
  return found === undefined ? [] : [{ by: 'provider', value: `scope ${found.name}`, certainty: 'certain' }]
}

/** Approved is not installed: only the logs tell what is there. */
function enabled(seen: SeenApp): boolean | null {
  if (seen.installed !== null) return seen.installed.teams.length > 0
  return seen.decision === 'requested' ? false : null
}

const isGone = (seen: SeenApp): boolean => seen.logsWhole && (seen.installed === null || seen.installed.teams.length === 0)

function traitsOf(seen: SeenApp, scopes: readonly string[]): readonly Trait[] {
  const found = new Set<Trait>()
  if (seen.app?.is_internal === false) found.add('third-party')
  if (seen.app?.is_internal === false && seen.app.is_app_directory_approved === false) found.add('unverified-publisher')
  // A restriction stops new installations only: an app that is still there is not blocked.
  if (seen.decision === 'restricted' && isGone(seen)) found.add('blocked')
  for (const power of scopes.flatMap((scope) => classify(scope, 'application', 'Slack') ?? [])) {
    if (power.action === 'read' && (power.sensitivity === 'confidential' || power.sensitivity === 'restricted')) found.add('private-data')
    if (power.action === 'send') found.add('outbound-channel')
  }
  return [...found].sort()
}

function allScopes(seen: SeenApp): SeenApp['scopes'] {
  const listed = new Set(seen.scopes.map((scope) => scope.name))
  const logged = seen.installed?.scopes.filter((name) => !listed.has(name)).map((name) => ({ name, token_type: 'bot' })) ?? []
  return [...seen.scopes, ...logged]
}

/**
 * Scopes of a bot that reach only where it was added, and no method tells where that is. Source: each scope's page below
 * https://docs.slack.dev/reference/scopes ("... that your app has been added to").
 */
const whereAdded =
  /^((channels|groups|im|mpim):(history|read|write)|app_mentions:read|chat:write|files:(read|write)|(reactions|pins|bookmarks|canvases|lists):(read|write)|metadata\.message:read)$/
/** What a bot that may join channels by itself reaches in all public ones. */
const whereJoined = /^(channels:(history|read)|chat:write|files:(read|write))$/

type Reach = 'everywhere' | 'added' | 'user'

const grantTypes = {
  everywhere: { type: 'application', consent: 'tenant' },
  // How far it reaches is not known: neither one person's data nor the whole tenant's.
  added: { type: 'credential', consent: null },
  user: { type: 'delegated', consent: 'user' },
} as const

/** Scopes by the token that holds them and how far they reach. What was only asked for is not granted. */
function grants(seen: SeenApp, subjectKey: string): readonly Grant[] {
  if (seen.decision === 'requested' && seen.installed === null) return []
  const scopes = allScopes(seen)
  const joins = scopes.some((scope) => scope.name === 'channels:join')
  const reachOf = (scope: SeenApp['scopes'][number]): Reach => {
    if (scope.token_type === 'user') return 'user'
    return whereAdded.test(scope.name) && !(joins && whereJoined.test(scope.name)) ? 'added' : 'everywhere'
  }
  return (['everywhere', 'added', 'user'] as const).flatMap((reach): readonly Grant[] => {
    const permissions = scopes.filter((scope) => reachOf(scope) === reach).map((scope) => scope.name)
    if (permissions.length === 0) return []
    return [
      {
        kind: 'grant',
        key: `${subjectKey}:${reach}`,
        subjectKey,
        resource: 'Slack',
        resourceKey: null,
        permissions: [...new Set(permissions)].sort(),
        ...grantTypes[reach],
        principalKey: null,
        grantedAt: seen.installed?.since ?? null,
      },
    ]
  })
}

/** Who installed it and who let it in. Slack names nobody who answers for an app. */
function people(
  seen: SeenApp,
  subjectKey: string,
  nameOf: (id: string) => { readonly name: string; readonly active: boolean | null } | null,
): readonly Ownership[] {
  const made = (role: 'creator' | 'consenter', id: string, fallback: string): Ownership => ({
    kind: 'ownership',
    key: `${role}:${subjectKey}:${id}`,
    subjectKey,
    role,
    person: { key: personKey(id), name: nameOf(id)?.name ?? fallback, type: 'user', active: nameOf(id)?.active ?? null },
  })
  const by = seen.installed?.by
  return [...(by ? [made('creator', by.id, by.name)] : []), ...(seen.decidedBy ? [made('consenter', seen.decidedBy, seen.decidedBy)] : [])]
}
