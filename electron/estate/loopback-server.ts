import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { EstateFault } from '../../shared/domain/estate.ts'
import { makeFaults, withLink, withoutElements, withWrongTypes } from './fault.ts'

/** A request as a route sees it. */
export interface LoopbackRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
  /** This server's own origin, for next-page links. */
  readonly origin: string
}

/** What stands beside the status where no route takes a path: tests tell it from a provider's own “not found”. */
export const noRoute = 'No Such Route'

/** `json` or `text` is the body. */
export interface LoopbackReply {
  readonly status: number
  /** The words beside the status; the usual ones unless said. */
  readonly reason?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly text?: string
}

/** `path` is a template; a parameter in braces matches one segment. */
export interface LoopbackRoute {
  readonly method: string
  readonly path: string
  handle(request: LoopbackRequest, params: Readonly<Record<string, string>>): LoopbackReply | Promise<LoopbackReply>
}

export interface LoopbackOptions {
  readonly provider: string
  /** 0 or absent: any free port. A port that is taken falls back to a free one. */
  readonly port?: number
  readonly routes: readonly LoopbackRoute[]
  readonly faults: readonly EstateFault[]
  /** The provider's own error shape for injected statuses and unknown paths. */
  readonly error: (status: number, message: string) => unknown
  /** The member of a reply that holds its next-page link or token, for the link faults; slashes lead into objects. */
  readonly linkMember?: string
}

export interface LoopbackServer {
  readonly origin: string
  readonly port: number
  requests(): number
  throttled(): number
  close(): Promise<void>
  /** Answers a request without a socket, e.g. one part of a batch. */
  dispatch(request: LoopbackRequest): Promise<LoopbackReply>
}

interface CompiledRoute {
  readonly route: LoopbackRoute
  readonly pattern: RegExp
  readonly names: readonly string[]
}

function compile(route: LoopbackRoute): CompiledRoute {
  const names: string[] = []
  const source = route.path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, (_whole, name: string) => {
    names.push(name)
    return '([^/]+)'
  })
  return { route, pattern: new RegExp(`^${source}$`), names }
}

/** A provider on 127.0.0.1 that speaks its own wire protocol. */
export async function openLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const routes = options.routes.map(compile)
  const faultFor = makeFaults(options.provider, options.faults)
  let requests = 0
  let throttled = 0
  let origin = ''

  const dispatch = async (request: LoopbackRequest): Promise<LoopbackReply> => {
    for (const { route, pattern, names } of routes) {
      if (route.method !== request.method) continue
      const match = pattern.exec(request.path)
      if (!match) continue
      return route.handle(request, Object.fromEntries(names.map((name, index) => [name, decode(match[index + 1] ?? '')])))
    }
    return { status: 404, reason: noRoute, json: options.error(404, `no resource at ${request.path}`) }
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy())
  })

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    requests += 1
    const url = new URL(incoming.url ?? '/', origin)
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const request: LoopbackRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers as Readonly<Record<string, string | undefined>>,
      body: Buffer.concat(chunks).toString('utf8'),
      origin,
    }
    const fault = faultFor(request.method, request.path)
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? 1_000))
    let reply: LoopbackReply =
      fault?.kind === 'status'
        ? {
            status: fault.status ?? 500,
            json: options.error(fault.status ?? 500, 'injected fault'),
            ...(fault.retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(fault.retryAfterSeconds) } }),
          }
        : await dispatch(request)
    if (fault && options.linkMember && (fault.kind === 'off-host-link' || fault.kind === 'endless-link')) {
      const link = `${fault.kind === 'endless-link' ? origin : 'http://localhost:9'}${pageOf(url)}`
      reply = { ...reply, json: withLink(reply.json, options.linkMember, link) }
    }
    if (fault?.kind === 'no-elements') reply = { ...reply, json: withoutElements(reply.json) }
    if (fault?.kind === 'wrong-type') reply = { ...reply, json: withWrongTypes(reply.json) }
    if (reply.status === 429) throttled += 1
    send(outgoing, reply, fault?.kind === 'cut', fault?.kind === 'empty')
  }

  const port = await listen(server, options.port ?? 0)
  origin = `http://127.0.0.1:${port}`
  return {
    origin,
    port,
    requests: () => requests,
    throttled: () => throttled,
    dispatch,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Where a page is, without a token that is itself such a link: else each one would hold the one before. */
function pageOf({ pathname, searchParams }: URL): string {
  const members = [...searchParams].filter(([, value]) => !/^http:\/\/(127\.0\.0\.1|localhost):/.test(value))
  return `${pathname}?${new URLSearchParams(members)}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function send(outgoing: ServerResponse, reply: LoopbackReply, cut: boolean, empty: boolean): void {
  const body = empty ? '' : reply.json === undefined ? (reply.text ?? '') : JSON.stringify(reply.json)
  const bytes = Buffer.from(body, 'utf8')
  const type = reply.json === undefined ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'
  // 204 carries neither a body nor a length.
  const lengthHeaders = reply.status === 204 ? {} : { 'content-type': type, 'content-length': String(bytes.length) }
  const headers = { ...lengthHeaders, ...reply.headers }
  if (reply.reason === undefined) outgoing.writeHead(reply.status, headers)
  else outgoing.writeHead(reply.status, reply.reason, headers)
  if (!cut) {
    outgoing.end(reply.status === 204 ? undefined : bytes)
    return
  }
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy())
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (problem: NodeJS.ErrnoException) => {
      if (port !== 0 && problem.code === 'EADDRINUSE') resolve(listen(server, 0))
      else reject(problem)
    })
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
