import { fail, type Result } from '../../../../shared/base/result.ts'
import type { CallDeclaration, ConnectorContext, Reply, RequestParams } from '../connector.ts'
import { accessToken, forgetToken, type Signer } from '../microsoft-sign-in.ts'
import { calls } from './calls.ts'
import { readExport } from './export.ts'
import type { GraphPage, List } from './graph-list.ts'
import { parsePage } from './schema.ts'
import { publicGraph } from './settings.ts'

const declaredCalls: ReadonlyMap<string, CallDeclaration> = new Map(calls.map((call) => [call.id, call]))

/** Pages per list at most: more than any tenant has, and an end to a provider that never stops. */
const mostPages = 20_000

/** Sends one declared call with a token; a token that is not accepted is renewed once. */
export async function send(context: ConnectorContext, call: string, params: RequestParams = {}): Promise<Result<Reply>> {
  const declared = declaredCalls.get(call)
  if (declared === undefined) throw new Error(`${call} is not declared`)
  const resource = audienceOf(context.settings, declared, params.host)
  // Nobody but an administrator is answered by most of the platform's own calls; the tables know the connection's application.
  const as: Signer = declared.base === 'powerUrl' ? 'administrator' : 'connection'
  for (let attempt = 1; ; attempt += 1) {
    const token = await accessToken(context, resource, as)
    if (!token.ok) return token
    const reply = await context.http.request(call, { ...params, headers: { ...params.headers, authorization: `Bearer ${token.value}` } })
    if (reply.ok || reply.failure.code !== 'auth-failed' || attempt > 1) return reply
    forgetToken(context, resource, as)
  }
}

/** What a token must be for: the provider's own host, also where a proxy stands before it; else the address that was set. */
function audienceOf(
  settings: Readonly<Record<string, string>>,
  { base = 'baseUrl', host }: CallDeclaration,
  values: RequestParams['host'],
) {
  const set = settings[base] ?? ''
  if (host === undefined) return new URL(set || publicGraph).origin
  if (set !== '' && !set.includes('{host}')) return new URL(set).origin
  return `https://${host.replace(/\{(\w+)\}/g, (_whole, name: string) => values?.[name] ?? '')}`
}

/** Every page of a list, from the network or from recorded pages. A failure is yielded once and ends it. */
export async function* pages<T>(context: ConnectorContext, list: List<T>): AsyncGenerator<Result<GraphPage<T>>, void> {
  if (context.settings.export) {
    yield* readExport(context, list)
    return
  }
  let link = list.from ?? null
  const asked = new Set<string>()
  for (let page = 1; page <= mostPages; page += 1) {
    const params: RequestParams =
      link === null ? { ...(list.path ? { path: list.path } : {}), ...(list.query ? { query: list.query } : {}) } : { link }
    const reply = await send(context, list.call, {
      ...params,
      page,
      ...(list.host ? { host: list.host, lane: Object.values(list.host).join('.') } : {}),
      ...(list.headers ? { headers: list.headers } : {}),
      ...(list.cost ? { cost: list.cost } : {}),
    })
    if (!reply.ok) {
      yield reply
      return
    }
    const parsed = parsePage(reply.value.json, list.schema)
    if (parsed === null) {
      yield fail('unexpected-reply', 'the provider’s reply is not a list', {
        subject: list.call,
        next: 'Scan again later; if it stays, check the address of this connection.',
      })
      return
    }
    const repeated = parsed.next !== null && (asked.has(parsed.next) || parsed.next === link)
    yield { ok: true, value: { ...parsed, next: repeated ? null : parsed.next, call: reply.value.call } }
    if (repeated) {
      yield fail('unexpected-reply', 'the provider sent the same next page twice; reading stopped there', {
        subject: list.call,
        next: 'Scan again; if it stays, tell the provider.',
      })
      return
    }
    if (parsed.next === null) return
    asked.add(parsed.next)
    link = parsed.next
  }
  yield fail('unexpected-reply', 'the provider never stops sending pages', { subject: list.call })
}

/** All elements of a short list at once. */
export async function all<T>(
  context: ConnectorContext,
  list: List<T>,
): Promise<Result<{ readonly items: readonly T[]; readonly keptAside: number; readonly call: string | null }>> {
  const items: T[] = []
  let keptAside = 0
  let call: string | null = null
  for await (const page of pages(context, list)) {
    if (!page.ok) return page
    items.push(...page.value.items)
    keptAside += page.value.keptAside
    call = page.value.call
  }
  return { ok: true, value: { items, keptAside, call } }
}
