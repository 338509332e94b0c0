import { failure } from '../../../../shared/base/failure.ts'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { ConnectorContext, Reply, RequestParams } from '../connector.ts'
import { parseList } from './schema.ts'

/** More pages than any organisation has; a repeated cursor ends sooner. */
const mostPages = 20_000
/** Far beyond any honest cursor. */
const longestCursor = 2_000

/** Which stored secret a call signs in with. */
export type Key = 'adminKey' | 'workspaceKey' | 'orgToken'

const version = { 'anthropic-version': '2023-06-01' }
const agentsBeta = { 'anthropic-beta': 'managed-agents-2026-04-01' }

const headersOf = (key: Key, secret: string): Readonly<Record<string, string>> => {
  if (key === 'orgToken') return { ...version, authorization: `Bearer ${secret}` }
  return { ...version, ...(key === 'workspaceKey' ? agentsBeta : {}), 'x-api-key': secret }
}

/** One declared call with the credential it takes. */
export async function ask(
  context: ConnectorContext,
  callId: string,
  params: RequestParams = {},
  key: Key = 'adminKey',
): Promise<Result<Reply>> {
  const secret = await context.secret(key)
  if (!secret.ok) return secret
  if (!secret.value)
    return failed(
      failure('auth-failed', 'The credential for this call is not stored.', {
        subject: key,
        next: 'Create it at platform.claude.com under Settings, and store it with the connection.',
      }),
    )
  return context.http.request(callId, { ...params, headers: { ...params.headers, ...headersOf(key, secret.value) } })
}

export interface ListPage {
  readonly elements: readonly unknown[]
  /** From which the list goes on; null at its end. */
  readonly cursor: string | null
  readonly call: string
}

export interface Listing {
  readonly call: string
  /** Members that occur once; `repeated` may occur more often. */
  readonly query?: Readonly<Record<string, string>>
  readonly repeated?: { readonly path: string; readonly name: string; readonly values: readonly string[] }
  /** How this list is paged: by the last element's id, or by an opaque token. */
  readonly by?: 'after_id' | 'page'
  readonly from?: string | null
  readonly key?: Key
}

/** The pages of a list. A failure comes once and ends it. */
export async function* list(context: ConnectorContext, listing: Listing): AsyncGenerator<Result<ListPage>, void> {
  const { call, by = 'after_id' } = listing
  const asked = new Set<string>()
  let cursor = listing.from ?? null
  for (let page = 1; page <= mostPages; page += 1) {
    const query = { ...listing.query, ...(cursor === null ? {} : { [by]: cursor }) }
    const reply = await ask(context, call, { ...addressOf(context, listing, query), page }, listing.key)
    if (!reply.ok) {
      yield reply
      return
    }
    const parsed = parseList(reply.value.json, by)
    if (parsed === null) {
      yield failed(
        failure('unexpected-reply', 'The provider answered with something that is no list.', {
          subject: call,
          next: 'Check that the address is the provider itself, not a proxy with a page of its own.',
        }),
      )
      return
    }
    const { next } = parsed
    const stuck = next !== null && (asked.has(next) || next === cursor || next.length > longestCursor)
    yield ok({ elements: parsed.data, cursor: stuck ? null : next, call: reply.value.call })
    if (stuck || parsed.lost)
      yield failed(
        failure('unexpected-reply', 'The provider never says where its list ends; reading stopped there.', {
          subject: call,
          next: 'Scan again; if it stays, look for a proxy that caches.',
        }),
      )
    if (stuck || next === null) return
    asked.add(next)
    cursor = next
  }
}

/** A member that occurs more than once is written into the address; the gate checks it like any other. */
function addressOf(
  context: ConnectorContext,
  { repeated }: Listing,
  query: Readonly<Record<string, string>>,
): Pick<RequestParams, 'link' | 'query'> {
  if (repeated === undefined) return { query }
  const members = new URLSearchParams(query)
  for (const value of repeated.values) members.append(repeated.name, value)
  return { link: `${(context.settings.baseUrl ?? '').replace(/\/+$/, '')}${repeated.path}?${members}` }
}

/** How a step ends on a failure: what it saw before stays. */
export function endOf({ failure: cause }: Result<never> & { readonly ok: false }, seen: boolean): StepEnd {
  if (cause.code === 'permission-missing')
    return { state: 'denied', missing: cause.subject ?? 'a permission', why: cause.message, failure: cause }
  if (seen || cause.code === 'cancelled') return { state: 'partial', why: cause.message, failure: cause }
  return { state: 'failed', failure: cause }
}
