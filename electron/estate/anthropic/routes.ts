import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import type { Organization, StoredAgent } from './organization.ts'
import {
  accountRecords,
  activityRecords,
  agentRecord,
  costsOn,
  deploymentRecord,
  federationRuleRecords,
  keyRecord,
  sessionRecords,
  usageOn,
  userRecords,
  workspaceRecords,
} from './records.ts'

const dayMs = 86_400_000

const words: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  529: 'overloaded_error',
}

export const anthropicError = (status: number, message: string) => ({
  type: 'error',
  error: { type: words[status] ?? 'api_error', message },
  request_id: 'req_01demo',
})
const refused = (status: number, message: string): LoopbackReply => ({ status, json: anthropicError(status, message) })

/** Who may ask. Service accounts are shown to an OAuth token only, agents to a key of their workspace only. */
export interface Access {
  readonly adminKey: string
  readonly orgToken: string
  /** What the three may do, as the connector names it; the vendor's keys carry no scopes of their own. */
  readonly rights: ReadonlySet<string>
}

type Who = 'admin' | 'workspace' | 'oauth'

/** The administration interface and the managed agents of one workspace, as far as they are used. */
export function anthropicRoutes(organization: Organization, access: Access): readonly LoopbackRoute[] {
  const route = (method: string, path: string, who: Who, handle: LoopbackRoute['handle']): LoopbackRoute => ({
    method,
    path: `/v1${path}`,
    handle: (request, params) => refusal(request, organization, access, who) ?? handle(request, params),
  })
  /** What the workspace of the key that asks holds. */
  const here = ({ headers }: LoopbackRequest): readonly StoredAgent[] => {
    const workspace = organization.keys.find((key) => key.secret === headers['x-api-key'])?.workspaceId
    return organization.agents.filter((agent) => agent.workspaceId === workspace)
  }
  const get = (path: string, handle: LoopbackRoute['handle']) => route('GET', `/organizations${path}`, 'admin', handle)
  const keyOf = (id: string | undefined) => organization.keys.find((key) => key.id === id)
  const deployedHere = (request: LoopbackRequest) =>
    here(request).flatMap((agent) => (agent.deploymentId === null ? [] : [{ ...agent, deploymentId: agent.deploymentId }]))
  const deployment = (request: LoopbackRequest, id: string | undefined, change?: string): LoopbackReply => {
    const found = deployedHere(request).find((one) => one.deploymentId === id)
    if (found === undefined) return refused(404, `Deployment ${id} not found`)
    if (change !== undefined) organization.setState(found.deploymentId, change)
    return { status: 200, json: deploymentRecord(organization, found) }
  }
  return [
    get('/me', () => ({ status: 200, json: { type: 'organization', id: 'org_01demo', name: organization.name } })),
    get('/users', (request) => byId(request, userRecords(organization), 1_000)),
    get('/workspaces', (request) => {
      const all = request.query.get('include_archived') === 'true'
      return byId(
        request,
        workspaceRecords(organization).filter((one) => all || one.archived_at === null),
        1_000,
      )
    }),
    get('/api_keys', (request) => {
      const status = request.query.get('status')
      const records = organization.keys.map((key) => keyRecord(organization, key))
      return byId(
        request,
        records.filter((one) => status === null || one.status === status),
        1_000,
      )
    }),
    get('/api_keys/{key}', (_request, params) => {
      const key = keyOf(params.key)
      return key === undefined ? refused(404, 'API key not found') : { status: 200, json: keyRecord(organization, key) }
    }),
    route('POST', '/organizations/api_keys/{key}', 'admin', (request, params) => {
      const key = keyOf(params.key)
      if (key === undefined) return refused(404, 'API key not found')
      const { status } = JSON.parse(request.body) as { readonly status?: string }
      if (organization.stateOf(key.id, key.plan.status) === 'archived') return refused(400, 'An archived API key cannot be changed')
      if (status !== 'active' && status !== 'inactive' && status !== 'archived') return refused(400, 'status: unexpected value')
      organization.setState(key.id, status)
      return { status: 200, json: keyRecord(organization, key) }
    }),
    get('/usage_report/messages', (request) => buckets(request, organization, (day) => usageOn(organization, day))),
    get('/cost_report', (request) => buckets(request, organization, () => costsOn(organization))),
    route('GET', '/compliance/activities', 'admin', (request) => {
      if (!access.rights.has('read:compliance_activities')) return refused(403, 'The Compliance API is not enabled for this organization')
      const types = request.query.getAll('activity_types[]')
      return byId(
        request,
        activityRecords(organization).filter((one) => types.length === 0 || types.includes(one.type)),
        5_000,
      )
    }),
    route('GET', '/organizations/service_accounts', 'oauth', (request) => byPage(request, accountRecords(organization))),
    route('GET', '/organizations/federation_rules', 'oauth', (request) => byPage(request, federationRuleRecords(organization))),
    route('GET', '/agents', 'workspace', (request) =>
      byPage(
        request,
        here(request).map((agent) => agentRecord(organization, agent)),
      ),
    ),
    route('GET', '/deployments', 'workspace', (request) => {
      const agent = request.query.get('agent_id')
      const wanted = deployedHere(request).filter((one) => agent === null || one.id === agent)
      return byPage(
        request,
        wanted.map((one) => deploymentRecord(organization, one)),
      )
    }),
    route('GET', '/deployments/{deployment}', 'workspace', (request, params) => deployment(request, params.deployment)),
    route('POST', '/deployments/{deployment}/pause', 'workspace', (request, params) => deployment(request, params.deployment, 'paused')),
    route('POST', '/deployments/{deployment}/unpause', 'workspace', (request, params) => deployment(request, params.deployment, 'active')),
    route('GET', '/sessions', 'workspace', (request) => {
      const wanted = here(request).filter((agent) => agent.id === request.query.get('agent_id'))
      return byPage(
        request,
        wanted.flatMap((agent) => sessionRecords(organization, agent)),
      )
    }),
  ]
}

function refusal({ headers }: LoopbackRequest, { keys, stateOf }: Organization, access: Access, who: Who): LoopbackReply | null {
  if (headers['anthropic-version'] === undefined) return refused(400, 'anthropic-version: header is required')
  const key = headers['x-api-key']
  const token = headers.authorization
  if (who === 'oauth') {
    if (token === `Bearer ${access.orgToken}` && access.rights.has('org:admin')) return null
    return key === undefined && token !== `Bearer ${access.orgToken}`
      ? refused(401, 'invalid bearer token')
      : refused(403, 'This endpoint requires an OAuth token with org:admin')
  }
  // A key that was switched off is refused like one that never was.
  const ofWorkspace = keys.some((one) => one.secret !== null && one.secret === key && stateOf(one.id, one.plan.status) === 'active')
  if (key !== access.adminKey && !ofWorkspace) return refused(401, 'invalid x-api-key')
  if (who === 'admin')
    return key === access.adminKey && access.rights.has('Admin API key') ? null : refused(403, 'This endpoint requires an Admin API key')
  if (!ofWorkspace || !access.rights.has('API key of a workspace')) return refused(403, 'This endpoint requires an API key of a workspace')
  return headers['anthropic-beta'] === 'managed-agents-2026-04-01'
    ? null
    : refused(400, 'anthropic-beta: managed-agents-2026-04-01 is required')
}

/** Lists of the organisation: `limit`, `after_id`, `has_more`, `last_id`. */
function byId<T extends { readonly id: string }>(request: LoopbackRequest, all: readonly T[], most: number): LoopbackReply {
  const limit = Number(request.query.get('limit') ?? '20')
  if (!Number.isInteger(limit) || limit < 1 || limit > most) return refused(400, `limit: must be between 1 and ${most}`)
  const after = request.query.get('after_id')
  const start = after === null ? 0 : all.findIndex((one) => one.id === after) + 1
  if (after !== null && start === 0) return refused(400, 'after_id: unknown')
  const data = all.slice(start, start + limit)
  const json = { data, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null, has_more: start + limit < all.length }
  return { status: 200, json }
}

/** Lists by an opaque token. */
function byPage(request: LoopbackRequest, all: readonly unknown[]): LoopbackReply {
  const limit = Number(request.query.get('limit') ?? '20')
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return refused(400, 'limit: must be between 1 and 100')
  const token = request.query.get('page')
  const start = token === null ? 0 : Number(token.replace(/^page_/, ''))
  if (!Number.isInteger(start)) return refused(400, 'page: unknown')
  const next = start + limit
  return { status: 200, json: { data: all.slice(start, next), next_page: next < all.length ? `page_${next}` : null } }
}

/** Daily buckets from `starting_at` to now. */
function buckets(request: LoopbackRequest, { now }: Organization, on: (day: number) => readonly unknown[]): LoopbackReply {
  const start = Date.parse(request.query.get('starting_at') ?? '')
  const limit = Number(request.query.get('limit') ?? '7')
  if (Number.isNaN(start)) return refused(400, 'starting_at: field required')
  if (!Number.isInteger(limit) || limit < 1 || limit > 31) return refused(400, 'limit: must be between 1 and 31')
  const token = request.query.get('page')
  const from = token === null ? Math.floor(start / dayMs) * dayMs : Number(token.replace(/^page_/, ''))
  const next = from + limit * dayMs
  const days = Array.from({ length: limit }, (_unused, index) => from + index * dayMs).filter((day) => day <= now)
  const data = days.map((day) => ({
    starting_at: new Date(day).toISOString(),
    ending_at: new Date(day + dayMs).toISOString(),
    results: on(day),
  }))
  return { status: 200, json: { data, has_more: next <= now, next_page: next <= now ? `page_${next}` : null } }
}
