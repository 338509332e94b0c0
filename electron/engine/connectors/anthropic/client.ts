import { failure } from '../../../../shared/base/failure.ts'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext, Reply, RequestParams } from '../connector.ts'
import { cursorPages } from '../cursor-pages.ts'
import { parseList } from './schema.ts'

/** What a call signs in with: a stored secret, or one of the keys of workspaces. */
export type Key = 'adminKey' | 'orgToken' | { readonly workspaceKey: string }

const version = { 'anthropic-version': '2023-06-01' }
const agentsBeta = { 'anthropic-beta': 'managed-agents-2026-04-01' }

/** The headers that sign in; a failure where nothing is stored. */
async function headersOf(context: ConnectorContext, key: Key): Promise<Result<Readonly<Record<string, string>>>> {
  if (typeof key === 'object') return ok({ ...version, ...agentsBeta, 'x-api-key': key.workspaceKey })
  const secret = await context.secret(key)
  if (!secret.ok) return secret
  if (!secret.value)
    return failed(
      failure('auth-failed', 'The credential for this call is not stored.', {
        subject: key,
        next: 'Create it at platform.claude.com under Settings, and store it with the connection.',
      }),
    )
  return ok({ ...version, ...(key === 'orgToken' ? { authorization: `Bearer ${secret.value}` } : { 'x-api-key': secret.value }) })
}

/** One declared call with the credential it takes. */
export async function ask(
  context: ConnectorContext,
  callId: string,
  params: RequestParams = {},
  key: Key = 'adminKey',
): Promise<Result<Reply>> {
  const headers = await headersOf(context, key)
  return headers.ok ? context.http.request(callId, { ...params, headers: { ...params.headers, ...headers.value } }) : headers
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
export function list(context: ConnectorContext, listing: Listing) {
  const { call, by = 'after_id', from = null, key } = listing
  return cursorPages({
    call,
    from,
    ask: (cursor, page) => {
      const query = { ...listing.query, ...(cursor === null ? {} : { [by]: cursor }) }
      return ask(context, call, { ...addressOf(context, listing, query), page }, key)
    },
    parse: (json) => parseList(json, by),
  })
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
