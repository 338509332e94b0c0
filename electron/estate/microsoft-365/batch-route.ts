import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import { graphError } from './access.ts'
import { guarded, parse, type TenantServer } from './directory-routes.ts'

/** `$batch`: at most 20 requests, each answered and charged like a call of its own. */
export function batchRoute(server: TenantServer, dispatch: (request: LoopbackRequest) => Promise<LoopbackReply>): LoopbackRoute {
  return {
    method: 'POST',
    path: '/v1.0/$batch',
    handle: guarded(
      server,
      [],
      () => ({ units: 0, quota: 'none' }),
      async (request) => {
        const { requests } = parse(request.body)
        if (!Array.isArray(requests) || requests.length > 20)
          return graphError(400, 'BadRequest', 'The number of requests in a batch exceeds the maximum of 20.', server.access.requestId())
        const responses: unknown[] = []
        for (const part of requests as { id?: unknown; method?: unknown; url?: unknown; body?: unknown }[]) {
          const url = new URL(`/v1.0/${String(part.url).replace(/^\//, '')}`, request.origin)
          const reply = await dispatch({
            ...request,
            method: String(part.method),
            path: url.pathname,
            query: url.searchParams,
            body: part.body === undefined ? '' : JSON.stringify(part.body),
          })
          responses.push({ id: String(part.id), status: reply.status, headers: reply.headers ?? {}, body: reply.json ?? null })
        }
        return { status: 200, json: { responses } }
      },
    ),
  }
}
