import { failure } from '../../../../shared/base/failure.ts'
import { failed, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext, Reply, RequestParams } from '../connector.ts'
import { cursorPages } from '../cursor-pages.ts'
import { parseList } from './schema.ts'

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

/** The scope is the provider's own word, and enters a message only where it looks like one; so does a host. */
function refusal(callId: string, { status, text }: Reply) {
  // A project that keeps its data in a region is told by that region's host alone; the key is good.
  if (/"code"\s*:\s*"incorrect_hostname"/.test(text)) {
    const host = /\b([a-z]{2,3}\.api\.openai\.com)\b/.exec(text)?.[1] ?? 'its region’s own address'
    return failure('permission-missing', `what it holds is kept in a region and told by ${host} only (${status})`, {
      subject: `a connection by way of ${host}`,
      next: `Connect the organisation once more, with https://${host} as its address.`,
    })
  }
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
export function list(context: ConnectorContext, { call, path = {}, query, headers = {}, from = null, key }: Listing) {
  return cursorPages({
    call,
    from,
    ask: (after, page) =>
      ask(context, call, { path, headers, query: { limit: '100', ...query, ...(after === null ? {} : { after }) }, page }, key),
    parse: parseList,
  })
}
