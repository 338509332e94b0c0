import { z } from 'zod'
import { fail, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext, Reply, RequestParams } from '../connector.ts'
import { cursorPages, type ListPage } from '../cursor-pages.ts'
import { accessToken, forgetToken } from '../microsoft-sign-in.ts'
import { calls, versions } from './calls.ts'
import { cloudOf } from './clouds.ts'
import { lacking, lackingAction } from './ends.ts'

export type Params = Omit<RequestParams, 'host' | 'lane'> & {
  /** The account whose own host is asked; the management interface unless said. */
  readonly account?: string
}

const byId = new Map(calls.map((call) => [call.id, call]))

/** Sends one declared call with a token for its host; a token that is not accepted is renewed once. */
export async function send(context: ConnectorContext, call: string, { account, ...params }: Params = {}): Promise<Result<Reply>> {
  const cloud = cloudOf(context.settings)
  const own = byId.get(call)?.host?.startsWith('{account}') === true
  if (own && (account === undefined || cloud.agents === null))
    return fail('not-found', 'this cloud has no interface for agents', { subject: call })
  const host = own ? { account: account ?? '', cloud: cloud.agents ?? '' } : { cloud: cloud.management }
  const resource = own ? `https://ai.${cloud.agents}` : `https://management.${cloud.management}`
  const lane = params.path?.subscription
  for (let attempt = 1; ; attempt += 1) {
    const token = await accessToken(context, resource)
    if (!token.ok) return token
    const reply = await context.http.request(call, {
      ...params,
      host,
      ...(lane === undefined ? {} : { lane }),
      // An account's own host says which data action is missing: that is what a person must grant.
      ...(own ? { accept: [...(params.accept ?? []), 403] } : {}),
      headers: { ...params.headers, authorization: `Bearer ${token.value}` },
    })
    if (own && reply.ok && reply.value.status === 403)
      return lacking(lackingAction(reply.value.text) ?? byId.get(call)?.permissions[0] ?? call)
    if (reply.ok || reply.failure.code !== 'auth-failed' || attempt > 1) return reply
    forgetToken(context, resource)
  }
}

const managed = z.object({ value: z.array(z.unknown()), nextLink: z.string().nullish() })

/** The pages of a list of the management interface; its next links are followed as they are. */
export function managedPages(
  context: ConnectorContext,
  call: string,
  version: string,
  params: Params = {},
): AsyncGenerator<Result<ListPage>, void> {
  return cursorPages({
    call,
    from: null,
    ask: (link, page) => {
      const { query, path, ...rest } = params
      const lane = path?.subscription === undefined ? {} : { path }
      return link === null
        ? send(context, call, { ...rest, ...(path === undefined ? {} : { path }), query: { 'api-version': version, ...query }, page })
        : send(context, call, { ...rest, ...lane, link, page })
    },
    parse: (json) => {
      const parsed = managed.safeParse(json)
      return parsed.success ? { data: parsed.data.value, next: parsed.data.nextLink || null, lost: false } : null
    },
  })
}

const listed = z.object({ data: z.array(z.unknown()), last_id: z.string().nullish(), has_more: z.boolean().nullish() })
const pageSize = '100'

/** The pages of a list of an account's own interface. */
export function agentPages(context: ConnectorContext, call: string, params: Params): AsyncGenerator<Result<ListPage>, void> {
  return cursorPages({
    call,
    from: null,
    ask: (after, page) =>
      send(context, call, {
        ...params,
        query: { 'api-version': versions.agents, limit: pageSize, ...params.query, ...(after === null ? {} : { after }) },
        page,
      }),
    parse: (json) => {
      const parsed = listed.safeParse(json)
      if (!parsed.success) return null
      const { data, last_id, has_more } = parsed.data
      const next = has_more === true ? (last_id ?? null) : null
      return { data, next, lost: has_more === true && next === null }
    },
  })
}
