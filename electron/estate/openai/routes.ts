import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import type { Organization, SpendLimit, StoredProject } from './organization.ts'
import {
  accountRecord,
  adminKeyRecord,
  assistantRecords,
  auditRecords,
  costsOf,
  keyRecord,
  moreUseOf,
  otherKinds,
  projectRecord,
  usageOf,
  userRecord,
} from './records.ts'

const mostPerPage = 100
const day = 86_400

export const openaiError = (message: string, code: string | null = null) => ({
  error: { message, type: 'invalid_request_error', param: null, code },
})
const refused = (status: number, message: string, code: string | null = null): LoopbackReply => ({
  status,
  json: openaiError(message, code),
})
const wrongHost = (region: string): LoopbackReply =>
  refused(
    401,
    `Attempted to access resource with incorrect regional hostname. Please make your request to ${region}.api.openai.com`,
    'incorrect_hostname',
  )
const missing = (id: string): LoopbackReply => refused(404, `No such object: ${id}`, 'not_found')

/** Who may ask: an administration key and one key of a project, each with those of the scopes that are its. */
export interface Access {
  readonly adminKey: string
  readonly scopes: ReadonlySet<string>
  readonly projectKey: string
  /** Whether projects of other regions are told as well. */
  readonly anyRegion: boolean
}

/** The administration interface, as far as it is used. */
export function openaiRoutes(organization: Organization, access: Access): readonly LoopbackRoute[] {
  const route = (method: string, path: string, scope: string, handle: LoopbackRoute['handle']): LoopbackRoute => ({
    method,
    path: `/v1${path}`,
    handle: (request, params) => refusal(request, access, scope) ?? handle(request, params),
  })
  const read = (path: string, handle: LoopbackRoute['handle']) => route('GET', `/organization${path}`, 'api.management.read', handle)
  const write = (method: string, path: string, handle: LoopbackRoute['handle']) =>
    route(method, `/organization${path}`, 'api.management.write', handle)
  const withProject =
    (handle: (project: StoredProject, request: LoopbackRequest, params: Readonly<Record<string, string>>) => LoopbackReply) =>
    (request: LoopbackRequest, params: Readonly<Record<string, string>>): LoopbackReply => {
      const project = organization.projects.find((one) => one.id === params.project)
      if (project === undefined) return missing(params.project ?? '')
      return project.plan.region === undefined || access.anyRegion ? handle(project, request, params) : wrongHost(project.plan.region)
    }
  const accountsOf = (project: StoredProject) => project.accounts.filter((account) => !organization.isDeleted(account.id))
  const keysOf = (project: StoredProject) =>
    project.keys.filter((key) => !organization.isDeleted(key.id) && !(key.account !== null && organization.isDeleted(key.account.id)))
  const adminKeys = () => organization.adminKeys.filter((key) => !organization.isDeleted(key.id))
  const gone = (object: string, id: string): LoopbackReply => {
    organization.remove(id)
    return { status: 200, json: { object: `${object}.deleted`, id, deleted: true } }
  }
  const limitReply = (limit: SpendLimit, project: StoredProject): LoopbackReply => {
    const cents = project.plan.storageCentsADay + project.keys.reduce((sum, key) => sum + key.plan.centsADay, 0)
    const status = cents * 22 >= limit.threshold_amount ? 'enforcing' : 'inactive'
    return { status: 200, json: { object: 'project.spend_limit', ...limit, enforcement: { status } } }
  }
  return [
    read('/projects', (request) => {
      const all = request.query.get('include_archived') === 'true'
      return page(request, organization.projects.filter((one) => all || !one.plan.archived).map(projectRecord))
    }),
    read('/users', (request) => page(request, organization.members.map(userRecord))),
    read(
      '/projects/{project}/service_accounts',
      withProject((project, request) => page(request, accountsOf(project).map(accountRecord))),
    ),
    read(
      '/projects/{project}/service_accounts/{account}',
      withProject((project, _request, { account }) => {
        const found = accountsOf(project).find((one) => one.id === account)
        return found === undefined ? missing(account ?? '') : { status: 200, json: accountRecord(found) }
      }),
    ),
    read(
      '/projects/{project}/api_keys',
      withProject((project, request) => {
        const wanted = request.query.get('owner_project_access')
        const records = keysOf(project).map(keyRecord)
        return page(request, wanted === 'any' ? records : records.filter((one) => one.owner_project_access === (wanted ?? 'active')))
      }),
    ),
    read(
      '/projects/{project}/api_keys/{key}',
      withProject((project, _request, { key }) => {
        const found = keysOf(project).find((one) => one.id === key)
        return found === undefined ? missing(key ?? '') : { status: 200, json: keyRecord(found) }
      }),
    ),
    read('/admin_api_keys', (request) => page(request, adminKeys().map(adminKeyRecord))),
    read('/admin_api_keys/{key}', (_request, { key }) => {
      const found = adminKeys().find((one) => one.id === key)
      return found === undefined ? missing(key ?? '') : { status: 200, json: adminKeyRecord(found) }
    }),
    read(
      '/projects/{project}/spend_limit',
      withProject((project) => {
        const limit = organization.limitOf(project.id)
        return limit === null ? missing(project.id) : limitReply(limit, project)
      }),
    ),
    write(
      'POST',
      '/projects/{project}/spend_limit',
      withProject((project, request) => {
        const limit = JSON.parse(request.body) as SpendLimit
        if (!Number.isInteger(limit.threshold_amount) || limit.threshold_amount < 1)
          return refused(400, 'threshold_amount must be at least 1')
        organization.setLimit(project.id, limit)
        return limitReply(limit, project)
      }),
    ),
    write(
      'DELETE',
      '/projects/{project}/spend_limit',
      withProject((project) => {
        organization.setLimit(project.id, null)
        return { status: 200, json: { object: 'project.spend_limit.deleted', deleted: true } }
      }),
    ),
    write(
      'DELETE',
      '/projects/{project}/api_keys/{key}',
      withProject((project, _request, { key }) => {
        const found = keysOf(project).find((one) => one.id === key)
        if (found === undefined) return missing(key ?? '')
        return found.account === null
          ? gone('organization.project.api_key', found.id)
          : refused(400, 'Keys of a service account are deleted with the service account.')
      }),
    ),
    write(
      'DELETE',
      '/projects/{project}/service_accounts/{account}',
      withProject((project, _request, { account }) => {
        const found = accountsOf(project).find((one) => one.id === account)
        return found === undefined ? missing(account ?? '') : gone('organization.project.service_account', found.id)
      }),
    ),
    write('DELETE', '/admin_api_keys/{key}', (_request, { key }) => {
      const found = adminKeys().find((one) => one.id === key)
      return found === undefined ? missing(key ?? '') : gone('organization.admin_api_key', found.id)
    }),
    route('GET', '/organization/costs', 'api.usage.read', (request) => buckets(request, organization, 180, costsOf(organization))),
    route('GET', '/organization/usage/completions', 'api.usage.read', (request) =>
      buckets(request, organization, 31, usageOf(organization)),
    ),
    ...otherKinds.map((kind) =>
      route('GET', `/organization/usage/${kind}`, 'api.usage.read', (request) =>
        buckets(request, organization, 31, moreUseOf(organization, kind)),
      ),
    ),
    route('GET', '/organization/audit_logs', 'api.audit_logs.read', (request) => {
      const types = request.query.getAll('event_types[]')
      return page(
        request,
        auditRecords(organization).filter((one) => types.length === 0 || types.includes(one.type)),
      )
    }),
    {
      method: 'GET',
      path: '/v1/assistants',
      handle: (request) =>
        refusal(request, access, 'api.assistants.read', access.projectKey) ??
        page(request, assistantRecords(organization.seed, organization.now)),
    },
  ]
}

/** A key without the scope is answered with 401, as a wrong one is. */
function refusal(request: LoopbackRequest, access: Access, scope: string, key = access.adminKey): LoopbackReply | null {
  if (request.headers.authorization !== `Bearer ${key}`) return refused(401, 'Incorrect API key provided.', 'invalid_api_key')
  if (access.scopes.has(scope)) return null
  return refused(
    401,
    `You have insufficient permissions for this operation. Missing scopes: ${scope}. Check that you have the correct role in your organization, and if you're using a restricted API key, that it has the necessary scopes.`,
  )
}

/** A list: `limit` up to 100, `after` an id of the page before. */
function page<T extends { readonly id: string }>(request: LoopbackRequest, all: readonly T[]): LoopbackReply {
  const limit = Number(request.query.get('limit') ?? '20')
  if (!Number.isInteger(limit) || limit < 1 || limit > mostPerPage) return refused(400, `limit must be between 1 and ${mostPerPage}`)
  const after = request.query.get('after')
  const start = after === null ? 0 : all.findIndex((one) => one.id === after) + 1
  if (after !== null && start === 0) return refused(400, 'after is not the id of an element')
  const data = all.slice(start, start + limit)
  const last = data.at(-1)?.id ?? null
  return {
    status: 200,
    json: { object: 'list', data, first_id: data[0]?.id ?? null, last_id: last, has_more: start + limit < all.length },
  }
}

/** Daily buckets from `start_time` to now; the page token says from which day it goes on. */
function buckets(request: LoopbackRequest, { now }: Organization, most: number, results: readonly unknown[]): LoopbackReply {
  const start = Number(request.query.get('start_time') ?? Number.NaN)
  const limit = Number(request.query.get('limit') ?? '7')
  if (!Number.isInteger(start)) return refused(400, 'start_time is required')
  if (!Number.isInteger(limit) || limit < 1 || limit > most) return refused(400, `limit must be between 1 and ${most}`)
  const token = request.query.get('page')
  const from = token === null ? start : Number(token.replace(/^page_/, ''))
  const times = Array.from({ length: limit }, (_unused, index) => from + index * day).filter((time) => time <= now)
  const next = from + limit * day
  const more = next <= now
  const data = times.map((time) => ({ object: 'bucket', start_time: time, end_time: time + day, results }))
  return { status: 200, json: { object: 'page', data, has_more: more, next_page: more ? `page_${next}` : null } }
}
