import type { EstateFault } from '../../../shared/domain/estate.ts'
import { makeFaults } from '../fault.ts'
import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import { type Access, type Caller, gitHubError, refusal } from './access.ts'

/** Which permission of an installation, or which scopes of a token, a route asks for. */
export interface Needs {
  readonly permission?: readonly [name: string, level: 'read' | 'write']
  /** Any of these lets a person's token through; none: only apps may. */
  readonly scopes?: readonly string[]
  readonly only?: 'app' | 'enterprise'
}

export interface Routing {
  readonly access: Access
  readonly organizationId: number
  readonly organization: string
  readonly linkFault: ReturnType<typeof makeFaults>
}

/** Faults of next links: GitHub keeps them in a header, where the frame does not reach. */
export function linkFaults(faults: readonly EstateFault[]): ReturnType<typeof makeFaults> {
  return makeFaults(
    'github',
    faults.filter(({ kind }) => kind === 'endless-link' || kind === 'off-host-link'),
  )
}

/** A route that checks who sends, what that may do, and the quota, before it answers. */
export function guarded(routing: Routing, method: string, path: string, needs: Needs, handle: LoopbackRoute['handle']): LoopbackRoute {
  const { access } = routing
  return {
    method,
    path,
    handle: async (request, params) => {
      const caller = access.callerOf(request)
      const no = access.throttle() ?? (caller === null ? gitHubError(401, 'Bad credentials') : allowed(caller, needs) ? null : refusal())
      const reply = no ?? (await handle(request, params))
      return { ...reply, headers: { ...access.headers(caller), ...reply.headers } }
    },
  }
}

function allowed(caller: Caller, needs: Needs): boolean {
  if (needs.only === 'app') return caller.kind === 'app'
  if (caller.kind === 'app') return false
  if (caller.kind === 'person')
    return needs.scopes !== undefined && (needs.scopes.length === 0 || needs.scopes.some((scope) => caller.scopes.includes(scope)))
  if (needs.only === 'enterprise') return caller.on === 'enterprise'
  if (caller.on === 'enterprise') return false
  if (needs.permission === undefined) return true
  const level = caller.permissions[needs.permission[0]]
  return level === 'write' || (level === 'read' && needs.permission[1] === 'read')
}

/** One page of a list, with GitHub's next link: in a header, and by the organisation's number. */
export function paged<T>(
  routing: Routing,
  request: LoopbackRequest,
  all: readonly T[],
  shape: (item: T) => unknown,
  wrap: (items: readonly unknown[]) => unknown = (items) => items,
): LoopbackReply {
  const size = Math.min(100, Math.max(1, Number(request.query.get('per_page') ?? '30') || 30))
  const page = Math.max(1, Number(request.query.get('page') ?? '1') || 1)
  const items = all.slice((page - 1) * size, page * size).map(shape)
  const fault = routing.linkFault(request.method, request.path)
  const more = page * size < all.length
  const path = request.path.replace(`/orgs/${routing.organization}/`, `/organizations/${routing.organizationId}/`)
  const link = (number: number): string => {
    const query = new URLSearchParams(request.query)
    query.set('per_page', String(size))
    query.set('page', String(number))
    return `${fault?.kind === 'off-host-link' ? 'http://localhost:9' : request.origin}${path}?${query}`
  }
  const last = Math.max(1, Math.ceil(all.length / size))
  const next = fault?.kind === 'endless-link' ? page : page + 1
  const header = more || fault !== null ? { link: `<${link(next)}>; rel="next", <${link(last)}>; rel="last"` } : {}
  return { status: 200, headers: header, json: wrap(items) }
}
