import { failure } from '../../../../shared/base/failure.ts'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { ConnectorContext, Reply, RequestParams } from '../connector.ts'
import { parseList } from './schema.ts'

/** More pages than any organisation has; a repeated cursor ends sooner. */
const mostPages = 20_000

/** Which stored secret a call signs in with. */
export type Key = 'adminKey' | 'projectKey'

/** One declared call with its bearer key. */
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
      failure('auth-failed', 'No administration key is stored for this organisation.', {
        subject: key,
        next: 'Create one at platform.openai.com under Settings, Organization, Admin keys, and store it with the connection.',
      }),
    )
  // A key that lacks a scope is answered with 401, as a wrong key is; only the message tells them apart.
  const headers = { ...params.headers, authorization: `Bearer ${secret.value}` }
  const reply = await context.http.request(callId, { ...params, headers, accept: [...(params.accept ?? []), 401, 403] })
  if (!reply.ok || (reply.value.status !== 401 && reply.value.status !== 403)) return reply
  return failed(refusal(callId, reply.value))
}

/** The scope is the provider's own word, and enters a message only where it looks like one. */
function refusal(callId: string, { status, text }: Reply) {
  const scope = /Missing scopes: ([a-z][a-z_.]{2,60}[a-z])/.exec(text)?.[1]
  if (scope !== undefined || status === 403)
    return failure('permission-missing', `the key may not make the call “${callId}” (${status})`, {
      ...(scope === undefined ? {} : { subject: scope }),
      next: scope === undefined ? 'Use a key of an organisation owner.' : `Create a key that has ${scope} and scan again.`,
    })
  return failure('auth-failed', 'the provider did not accept the key (401)', {
    subject: callId,
    next: 'Store an administration key (sk-admin-…) of an organisation owner; a project key cannot read this.',
  })
}

export interface ListPage {
  readonly elements: readonly unknown[]
  /** From which the list goes on; null at its end. */
  readonly cursor: string | null
  readonly call: string
}

export interface Listing {
  readonly call: string
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** Where an interrupted run left off. */
  readonly from?: string | null
  readonly key?: Key
}

/** The pages of a list: `after` and `limit`, until `has_more` is false. A failure comes once and ends it. */
export async function* list(context: ConnectorContext, listing: Listing): AsyncGenerator<Result<ListPage>, void> {
  const asked = new Set<string>()
  let after = listing.from ?? null
  for (let page = 1; page <= mostPages; page += 1) {
    const query = { limit: '100', ...listing.query, ...(after === null ? {} : { after }) }
    const reply = await ask(context, listing.call, { path: listing.path ?? {}, headers: listing.headers ?? {}, query, page }, listing.key)
    if (!reply.ok) {
      yield reply
      return
    }
    const parsed = parseList(reply.value.json)
    if (parsed === null) {
      yield failed(unreadable(listing.call))
      return
    }
    const stuck = parsed.next !== null && (asked.has(parsed.next) || parsed.next === after)
    yield ok({ elements: parsed.data, cursor: stuck ? null : parsed.next, call: reply.value.call })
    if (stuck || parsed.lost) yield failed(endless(listing.call))
    if (stuck || parsed.next === null) return
    asked.add(parsed.next)
    after = parsed.next
  }
}

export function unreadable(callId: string) {
  return failure('unexpected-reply', 'The provider answered with something that is no list.', {
    subject: callId,
    next: 'Check that the address is the provider itself, not a proxy with a page of its own.',
  })
}

export function endless(callId: string) {
  return failure('unexpected-reply', 'The provider never says where its list ends; reading stopped there.', {
    subject: callId,
    next: 'Scan again; if it stays, look for a proxy that caches.',
  })
}

/** How a step ends on a failure: what it saw before stays. */
export function endOf({ failure: cause }: Result<never> & { readonly ok: false }, missing: string, seen: boolean): StepEnd {
  if (cause.code === 'permission-missing') return { state: 'denied', missing: cause.subject ?? missing, why: cause.message, failure: cause }
  if (seen || cause.code === 'cancelled') return { state: 'partial', why: cause.message, failure: cause }
  return { state: 'failed', failure: cause }
}
