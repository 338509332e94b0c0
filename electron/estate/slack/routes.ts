import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import type { People } from '../people.ts'
import { makeQuotaWindow, type QuotaWindow } from '../quota-window.ts'
import type { StateSection } from '../state-file.ts'
import { type AppPlan, slackId } from './plan.ts'

export interface OrganisationServer {
  readonly seed: number
  readonly asOf: string
  readonly people: People
  readonly members: number
  readonly apps: readonly AppPlan[]
  readonly state: StateSection
  readonly token: string
  readonly scopes: ReadonlySet<string>
  /** Whether a header of each reply tells them. */
  readonly tellsScopes: boolean
  /** Whether the app was added to every workspace. */
  readonly everywhere: boolean
  /** False: one workspace on a plan without the methods for administrators. */
  readonly enterprise: boolean
  readonly quotas: 'published' | 'off'
}

const enterpriseId = (seed: number): string => slackId(seed, 'E', 'organisation')
const teamId = (seed: number, index: number): string => slackId(seed, 'T', 'team', index)
const memberId = (seed: number, index: number): string => slackId(seed, 'U', 'member', index)
const sharedMailbox = (seed: number): string => slackId(seed, 'U', 'shared mailbox')
export const careWorkflow = (seed: number): string => slackId(seed, 'W', 'care reply')

/** 41: a workspace that keeps to itself. */
const outside = 2
const teamNames = ['Meridian', 'Meridian Care', 'Meridian Works Council'] as const

const dayMs = 86_400_000
const no = (error: string, more: Record<string, unknown> = {}): LoopbackReply => ({ status: 200, json: { ok: false, error, ...more } })

/** Slack's Web API as far as an audit asks. Slack says no with a 200 and a word. */
export function organisationRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const { seed, apps, state } = server
  const windows = new Map<string, QuotaWindow>()
  const told: Readonly<Record<string, string>> = server.tellsScopes ? { 'x-oauth-scopes': [...server.scopes].join(',') } : {}
  const decisionOf = (app: AppPlan): AppPlan['decision'] =>
    (state.get(`decision/${app.id}`) as AppPlan['decision'] | undefined) ?? app.decision
  const decided = (app: AppPlan): AppPlan['decision'] => (state.get(`cleared/${app.id}`) === true ? null : decisionOf(app))
  const installed = (app: AppPlan): boolean => !app.removed && app.teams.length > 0 && state.get(`uninstalled/${app.id}`) !== true
  const teams = server.enterprise ? (server.everywhere ? [0, 1] : [0, 1, outside]) : [0]
  /** Refuses what is asked of a workspace that the app was not added to. */
  const kept = (request: LoopbackRequest): LoopbackReply | null =>
    !server.everywhere && request.query.get('team_id') === teamId(seed, outside) ? no('team_access_not_granted') : null

  /** The declared method behind token, scope and rate limit; admin methods take the plan. */
  const method = (
    verb: 'GET' | 'POST',
    name: string,
    scope: string,
    answer: (request: LoopbackRequest) => Record<string, unknown> | LoopbackReply,
  ): LoopbackRoute => ({
    method: verb,
    path: `/api/${name}`,
    handle: (request) => {
      if (request.headers.authorization !== `Bearer ${server.token}`) return no('invalid_auth')
      if ((name.startsWith('admin.') || name === 'audit-logs') && !server.enterprise) return no('feature_not_enabled')
      if (scope !== '' && !server.scopes.has(scope)) return no('missing_scope', { needed: scope, provided: [...server.scopes].join(',') })
      const window = windows.get(name) ?? makeQuotaWindow(name === 'admin.teams.list' ? 50 : 20, 60_000)
      windows.set(name, window)
      const wait = server.quotas === 'off' ? null : window.take(1)
      if (wait !== null)
        return { status: 429, headers: { 'retry-after': String(Math.ceil(wait / 1_000)) }, json: { ok: false, error: 'ratelimited' } }
      const made = answer(request)
      return isReply(made) ? made : { status: 200, headers: told, json: { ok: true, ...made } }
    },
  })

  const listed = (
    name: string,
    scope: string,
    member: string,
    all: (request: LoopbackRequest) => readonly unknown[],
    beside: Readonly<Record<string, unknown>> = {},
  ): LoopbackRoute =>
    method('GET', name, scope, (request) => {
      const refusal = kept(request)
      if (refusal !== null) return refusal
      const size = Math.min(999, Math.max(1, Number(request.query.get('limit') ?? 100) || 100))
      const start = Number(/^o:(\d+)$/.exec(Buffer.from(request.query.get('cursor') ?? '', 'base64url').toString())?.[1] ?? 0)
      const items = all(request)
      const next = start + size < items.length ? start + size : null
      const cursor = next === null ? '' : Buffer.from(`o:${next}`).toString('base64url')
      return { [member]: items.slice(start, start + size), ...beside, response_metadata: { next_cursor: cursor } }
    })

  const audited = listed('audit-logs', 'auditlogs:read', 'entries', (request) => auditEntries(server, request.query.get('action') ?? ''))

  const ofDecision = (wanted: 'approved' | 'restricted') => (request: LoopbackRequest) =>
    apps
      .filter((app) => decided(app) === wanted && String(app.certified) === (request.query.get('certified') ?? 'false'))
      .map((app) => ({
        ...appJson(app),
        date_updated: seconds(server, app.addedDaysAgo),
        last_resolved_by: { actor_id: memberId(seed, 0), actor_type: 'user' },
      }))

  const change = (name: string, apply: (app: AppPlan) => LoopbackReply | null): LoopbackRoute =>
    method('POST', name, 'admin.apps:write', (request) => {
      const body = JSON.parse(request.body || '{}') as {
        readonly app_id?: string
        readonly enterprise_id?: string
        readonly team_ids?: string
      }
      const app = apps.find((one) => one.id === body.app_id)
      if (!app) return no('app_not_found')
      if (body.enterprise_id !== enterpriseId(seed)) return no('enterprise_not_found')
      return apply(app) ?? {}
    })

  return [
    method('GET', 'auth.test', '', () => ({
      url: 'https://meridian.slack.com/',
      team: 'Meridian Group',
      user: 'audit',
      team_id: teamId(seed, 0),
      user_id: memberId(seed, 0),
      ...(server.enterprise ? { enterprise_id: enterpriseId(seed), is_enterprise_install: true } : {}),
    })),
    listed('admin.teams.list', 'admin.teams:read', 'teams', () =>
      teams.map((index) => ({ id: teamId(seed, index), name: teamNames[index] })),
    ),
    listed('users.list', 'users:read', 'members', (request) => (isFirst(server, request) ? members(server) : members(server).slice(0, 3)), {
      cache_ts: seconds(server, 0),
    }),
    method('GET', 'team.integrationLogs', 'admin', (request) => {
      const refusal = kept(request)
      if (refusal !== null) return refusal
      const team = server.enterprise ? teams.find((index) => teamId(seed, index) === request.query.get('team_id')) : 0
      if (team === undefined) return no('team_not_found')
      const count = Math.min(1_000, Number(request.query.get('count') ?? 100) || 100)
      const page = Math.max(1, Number(request.query.get('page') ?? 1) || 1)
      const logs = integrationLogs(server, team, installed)
      const paging = { count, total: logs.length, page, pages: Math.max(1, Math.ceil(logs.length / count)) }
      return { logs: logs.slice((page - 1) * count, page * count), paging }
    }),
    listed('admin.apps.approved.list', 'admin.apps:read', 'approved_apps', ofDecision('approved')),
    listed('admin.apps.restricted.list', 'admin.apps:read', 'restricted_apps', ofDecision('restricted')),
    listed('admin.apps.requests.list', 'admin.apps:read', 'app_requests', () =>
      apps
        .filter((app) => decided(app) === 'requested')
        .map((app) => ({
          id: app.id.replace('A', 'Ar'),
          ...appJson(app),
          user: { id: memberId(seed, app.by), name: server.people.at(app.by).name, email: server.people.at(app.by).mail },
          team: { id: teamId(seed, 0), name: 'Meridian' },
          message: 'We need it for the offsite.',
          date_created: seconds(server, 5),
        })),
    ),
    listed('admin.workflows.search', 'admin.workflows:read', 'workflows', () => workflows(server)),
    listed('admin.apps.activities.list', 'admin.app_activities:read', 'activities', () => runs(server)),
    {
      // Not a method of the Web API: no `ok` in what it answers, and a path of its own.
      method: 'GET',
      path: '/audit/v1/logs',
      handle: (request) => {
        const told = audited.handle(request, {})
        if (told instanceof Promise) return told
        const { ok: said, ...rest } = told.json as Readonly<Record<string, unknown>>
        return said === true ? { ...told, json: rest } : told
      },
    },
    change('admin.apps.restrict', (app) => {
      state.set(`decision/${app.id}`, 'restricted')
      state.delete(`cleared/${app.id}`)
      return null
    }),
    change('admin.apps.approve', (app) => {
      state.set(`decision/${app.id}`, 'approved')
      state.delete(`cleared/${app.id}`)
      return null
    }),
    change('admin.apps.clearResolution', (app) => {
      state.set(`cleared/${app.id}`, true)
      return null
    }),
    change('admin.apps.uninstall', (app) => {
      if (!installed(app)) return no('app_not_found')
      state.set(`uninstalled/${app.id}`, true)
      return null
    }),
  ]
}

const isReply = (made: Record<string, unknown> | LoopbackReply): made is LoopbackReply => typeof made.status === 'number'

const isFirst = (server: OrganisationServer, request: LoopbackRequest): boolean =>
  !server.enterprise || request.query.get('team_id') === teamId(server.seed, 0)

const moment = (server: OrganisationServer, daysAgo: number): number => Date.parse(server.asOf) + 9 * 3_600_000 - daysAgo * dayMs
const seconds = (server: OrganisationServer, daysAgo: number): number => Math.floor(moment(server, daysAgo) / 1_000)

function appJson(app: AppPlan): Record<string, unknown> {
  return {
    app: {
      id: app.id,
      name: app.name,
      description: '',
      app_homepage_url: app.homepage ?? '',
      is_internal: app.internal,
      is_app_directory_approved: app.directory,
    },
    scopes: app.scopes.map((scope) => ({ ...scope, is_sensitive: scope.name.endsWith(':history'), description: '' })),
  }
}

function members(server: OrganisationServer): readonly Record<string, unknown>[] {
  // Without the scope for it, an address is left out of the profile and nothing else is said.
  const mail = (address: string) => (server.scopes.has('users:read.email') ? { email: address } : {})
  const staff = Array.from({ length: server.members }, (_unused, index) => {
    const who = server.people.at(index)
    const names = {
      name: who.mail.split('@')[0],
      real_name: who.name,
      profile: { ...mail(who.mail), real_name: who.name, title: who.title },
    }
    return { id: memberId(server.seed, index), ...names, deleted: !who.active, is_bot: false }
  })
  const mailbox = {
    name: 'care-replies',
    real_name: 'Customer Care replies',
    profile: { ...mail('care.team@meridian.example'), title: '' },
  }
  return [...staff, { id: sharedMailbox(server.seed), ...mailbox, deleted: false, is_bot: false }]
}

/** Newest first. Apps that nobody installed are not in it. */
function integrationLogs(
  server: OrganisationServer,
  team: number,
  installed: (app: AppPlan) => boolean,
): readonly Record<string, unknown>[] {
  return server.apps
    .filter((app) => app.teams.includes(team))
    .flatMap((app) => {
      const who = { user_id: memberId(server.seed, app.by), user_name: server.people.at(app.by).name }
      const common = { app_id: app.id, app_type: app.name, ...who, scope: app.scopes.map((scope) => scope.name).join(',') }
      const added = { at: app.addedDaysAgo, entry: { ...common, change_type: 'added', date: String(seconds(server, app.addedDaysAgo)) } }
      const removed = { at: -1, entry: { ...common, change_type: 'removed', date: String(seconds(server, 1)) } }
      return installed(app) ? [added] : [removed, added]
    })
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry)
}

/** Of the organisation's own log what tells of apps: Channel Brain may do more than it was installed with, by another person's word. */
function auditEntries(server: OrganisationServer, action: string): readonly Record<string, unknown>[] {
  return server.apps
    .filter((app) => (action === 'app_installed' ? app.teams.length > 0 : action === 'app_scopes_expanded' && app.archetype === 30))
    .map((app, index) => {
      const who = action === 'app_installed' ? app.by : 4
      const { name, mail } = server.people.at(who)
      return {
        id: `${action}-${index}`,
        date_create: seconds(server, action === 'app_installed' ? app.addedDaysAgo : 10),
        action,
        actor: { type: 'user', user: { id: memberId(server.seed, who), name, email: mail, team: teamId(server.seed, 0) } },
        entity: { type: 'app', app: { id: app.id, name: app.name, is_distributed: app.directory, is_directory_approved: app.directory } },
        context: { location: { type: 'enterprise', id: enterpriseId(server.seed), name: 'Meridian Group', domain: 'meridian' } },
      }
    })
}

/** One workflow that runs an AI app's steps and is in a shared mailbox's hands (archetype 7); others are plain. */
function workflows(server: OrganisationServer): readonly Record<string, unknown>[] {
  const { seed } = server
  const claude = server.apps.find((app) => app.name === 'Claude')
  const plainOnes = Array.from({ length: 60 }, (_unused, index) => ({
    id: slackId(seed, 'W', 'plain', index),
    title: `${server.people.at(index % server.members).department} check-in ${index}`,
    app_id: slackId(seed, 'A', 'workflow builder'),
    is_published: index % 5 !== 0,
    collaborators: [memberId(seed, index % server.members)],
    last_updated_by: memberId(seed, index % server.members),
    steps: [],
    trigger_ids: [],
  }))
  const care = {
    collaborators: [sharedMailbox(seed)],
    last_updated_by: sharedMailbox(seed),
    is_published: true,
    steps: [],
    trigger_ids: [],
  }
  return [{ id: careWorkflow(seed), title: 'Care reply drafting', app_id: claude?.id ?? '', ...care }, ...plainOnes]
}

function runs(server: OrganisationServer): readonly Record<string, unknown>[] {
  return server.apps
    .filter((app) => app.runDaysAgo !== null)
    .map((app) => ({
      app_id: app.id,
      event_type: 'function_execution_result',
      created: moment(server, app.runDaysAgo ?? 0) * 1_000,
      payload: {},
    }))
}
