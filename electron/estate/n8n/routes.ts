import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import type { Instance } from './instance.ts'
import { credentialRecord, executionRecord, projectRecord, userRecord, workflowListed, workflowRecord } from './records.ts'

/** What a key of the instance owner may do, as far as it is used. */
export const allScopes: readonly string[] = [
  'workflow:list',
  'workflow:read',
  'workflow:activate',
  'workflow:deactivate',
  'credential:list',
  'execution:list',
  'execution:stop',
  'user:list',
  'project:list',
]
const mostPerPage = 250

const message = (status: number, text: string): LoopbackReply => ({ status, json: { message: text } })

/** Who may ask: one key, and the scopes it has. */
interface Access {
  readonly apiKey: string
  readonly scopes: ReadonlySet<string>
}

/** The public interface of an n8n 2.41 server, as far as it is used. */
export function n8nRoutes(instance: Instance, { apiKey, scopes }: Access): readonly LoopbackRoute[] {
  const route = (method: string, path: string, scope: string | null, handle: LoopbackRoute['handle']): LoopbackRoute => ({
    method,
    path: `/api/v1${path}`,
    handle: (request, params) => refusal(request, { apiKey, scopes }, scope) ?? handle(request, params),
  })
  const byId = (id: string | undefined) => instance.workflows.find((workflow) => workflow.id === id)
  const switched =
    (active: boolean): LoopbackRoute['handle'] =>
    (_request, params) => {
      const workflow = byId(params.workflowId)
      if (workflow === undefined) return message(404, 'Not Found')
      instance.setActive(workflow, active)
      return { status: 200, json: workflowRecord(instance, workflow) }
    }
  return [
    route('GET', '/discover', null, () => ({ status: 200, json: discovery(scopes) })),
    route('GET', '/workflows', 'workflow:list', (request) => {
      const active = request.query.get('active')
      const wanted = instance.workflows.filter((workflow) => active === null || String(instance.isActive(workflow)) === active)
      return page(request, wanted, (workflow) => workflowListed(instance, workflow))
    }),
    route('GET', '/workflows/{workflowId}', 'workflow:read', (_request, params) => {
      const workflow = byId(params.workflowId)
      return workflow === undefined ? message(404, 'Not Found') : { status: 200, json: workflowRecord(instance, workflow) }
    }),
    route('POST', '/workflows/{workflowId}/unpublish', 'workflow:deactivate', switched(false)),
    route('POST', '/workflows/{workflowId}/deactivate', 'workflow:deactivate', switched(false)),
    route('POST', '/workflows/{workflowId}/publish', 'workflow:activate', switched(true)),
    route('POST', '/workflows/{workflowId}/activate', 'workflow:activate', switched(true)),
    route('GET', '/credentials', 'credential:list', (request) =>
      page(request, instance.credentials, (credential) => credentialRecord(instance, credential)),
    ),
    route('GET', '/users', 'user:list', (request) => {
      const project = request.query.get('projectId')
      const wanted = instance.makers.filter((maker) => project === null || instance.projectOf(maker) === project)
      return page(request, wanted, (maker) => userRecord(instance, maker))
    }),
    route('GET', '/projects', 'project:list', (request) => page(request, instance.makers, (maker) => projectRecord(instance, maker))),
    route('GET', '/projects/{projectId}/users', 'user:list', (request, params) =>
      page(
        request,
        instance.makers.filter((maker) => instance.projectOf(maker) === params.projectId),
        (maker) => ({ ...userRecord(instance, maker), role: 'project:personalOwner' }),
      ),
    ),
    route('GET', '/executions', 'execution:list', (request) => {
      const { query } = request
      const wanted = instance.executions
        .filter((execution) => query.get('workflowId') === null || execution.workflowId === query.get('workflowId'))
        .filter((execution) => statusFits(query.get('status'), instance.isRunning(execution)))
        .toSorted((a, b) => Number(b.id) - Number(a.id))
      return page(request, wanted, (execution) => executionRecord(instance, execution))
    }),
    route('POST', '/executions/{executionId}/stop', 'execution:stop', (_request, params) => {
      const execution = instance.executions.find((one) => one.id === params.executionId)
      if (execution === undefined) return message(404, 'Not Found')
      if (!instance.isRunning(execution)) return message(409, 'Only running or waiting executions can be stopped')
      instance.stop(execution)
      const { mode, startedAt, stoppedAt, finished, status } = executionRecord(instance, execution)
      return { status: 200, json: { mode, startedAt, stoppedAt, finished, status } }
    }),
  ]
}

/** A key that lacks the scope of a call is refused with 403 and one word. */
function refusal(request: LoopbackRequest, { apiKey, scopes }: Access, scope: string | null): LoopbackReply | null {
  const given = request.headers['x-n8n-api-key']
  if (given === undefined) return message(401, "'X-N8N-API-KEY' header required")
  if (given !== apiKey) return message(401, 'unauthorized')
  return scope === null || scopes.has(scope) ? null : message(403, 'Forbidden')
}

function statusFits(wanted: string | null, running: boolean): boolean {
  if (wanted === null) return true
  return wanted === 'running' ? running : wanted === 'success' && !running
}

/** A list reply: `limit` up to 250, the cursor opaque, null at the end. */
function page<T>(request: LoopbackRequest, all: readonly T[], shape: (item: T) => unknown): LoopbackReply {
  const asked = Number(request.query.get('limit') ?? '100')
  if (!Number.isFinite(asked) || asked > mostPerPage) return message(400, `request/query/limit must be <= ${mostPerPage}`)
  const cursor = request.query.get('cursor')
  const place = cursor === null ? { limit: asked, offset: 0 } : decode(cursor)
  if (place === null) return message(400, 'An invalid cursor was provided')
  const end = place.offset + place.limit
  const nextCursor = end < all.length ? Buffer.from(JSON.stringify({ limit: place.limit, offset: end })).toString('base64') : null
  return { status: 200, json: { data: all.slice(place.offset, end).map(shape), nextCursor } }
}

function decode(cursor: string): { readonly limit: number; readonly offset: number } | null {
  try {
    const value = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as { limit?: unknown; offset?: unknown }
    return typeof value.limit === 'number' && typeof value.offset === 'number' ? { limit: value.limit, offset: value.offset } : null
  } catch {
    return null
  }
}

const endpoint = (method: string, path: string, operationId: string) => ({ method, path: `/api/v1${path}`, operationId })

const discovery = (scopes: ReadonlySet<string>) => ({
  data: {
    scopes: [...scopes],
    resources: {
      workflow: {
        operations: ['activate', 'deactivate', 'list', 'read'],
        endpoints: [
          endpoint('GET', '/workflows', 'getWorkflows'),
          endpoint('POST', '/workflows/{workflowId}/publish', 'publishWorkflow'),
          endpoint('POST', '/workflows/{workflowId}/unpublish', 'unpublishWorkflow'),
        ],
      },
      execution: { operations: ['list', 'stop'], endpoints: [endpoint('GET', '/executions', 'getExecutions')] },
    },
    filters: {},
    specUrl: '/api/v1/openapi.yml',
  },
})
