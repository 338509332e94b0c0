import { setTimeout as pause } from 'node:timers/promises'
import type { Failure } from '../../../../shared/base/failure.ts'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext, Reply, RequestParams } from '../connector.ts'
import { calls } from './calls.ts'
import { type Audience, accessFor } from './sign-in.ts'

const pageSize = '100'
/** More pages than any organisation has; a repeated page ends sooner. */
const mostPages = 5_000
const mostWaits = 3
const longestWaitMs = 15 * 60_000

export const orgOf = (context: Pick<ConnectorContext, 'settings'>): string => (context.settings.organization ?? '').trim()

/** One declared call, signed in. A refusal that is really throttling is waited for; any other is `permission-missing` with what is missing. */
export async function ask(
  context: ConnectorContext,
  callId: string,
  params: RequestParams = {},
  audience: Audience = 'organization',
): Promise<Result<Reply>> {
  const accept = params.accept ?? []
  for (let waits = 0; ; waits += 1) {
    const access = await accessFor(context, audience)
    if (!access.ok) return access
    const reply = await context.http.request(callId, {
      ...params,
      headers: {
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
        'user-agent': 'rollcall',
        ...params.headers,
        authorization: `Bearer ${access.value.token}`,
      },
      accept: [...accept, 403],
    })
    if (!reply.ok || reply.value.status !== 403) return reply
    const waitMs = throttledMs(reply.value, context.now().getTime())
    if (waitMs === null) return accept.includes(403) ? reply : refused(callId, reply.value)
    if (waits >= mostWaits || context.signal.aborted)
      return fail('rate-limited', 'GitHub keeps asking us to wait (403)', {
        subject: callId,
        next: 'Scan again later.',
        retry: { afterMs: waitMs },
      })
    await pause(waitMs, undefined, { signal: context.signal }).catch(() => {})
  }
}

/** GitHub throttles with 403 as well: then it says how long to wait, or that nothing remains. Null: a real refusal. */
function throttledMs({ headers }: Reply, now: number): number | null {
  const after = Number(headers['retry-after'] ?? Number.NaN)
  if (Number.isFinite(after)) return Math.min(Math.max(0, after * 1_000), longestWaitMs)
  if (headers['x-ratelimit-remaining'] !== '0') return null
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1_000 - now
  return Number.isFinite(reset) ? Math.min(Math.max(1_000, reset), longestWaitMs) : 60_000
}

const blocked = 'access to the repository'

const isBlocked = ({ json }: Reply): boolean =>
  typeof json === 'object' && json !== null && 'block' in json && typeof json.block === 'object'

/** Whether a refusal is about one repository, whatever the permissions are. */
export const isOfOneRepository = ({ subject }: Failure): boolean => subject === blocked

function refused(callId: string, reply: Reply): Result<never> {
  const call = calls.find((declared) => declared.id === callId)
  const missing = call?.permissions.join(' or ') || callId
  // GitHub itself closed one repository; no permission opens it.
  if (isBlocked(reply))
    return fail('permission-missing', 'GitHub has blocked access to this repository (403)', {
      subject: blocked,
      next: 'Ask GitHub’s support why, or delete the repository.',
    })
  if (reply.headers['x-github-sso'] !== undefined)
    return fail('permission-missing', 'the organisation asks this token to be authorised for single sign-on (403)', {
      subject: missing,
      next: 'Authorise the token for the organisation, under the settings of the account that made it.',
    })
  return fail('permission-missing', `GitHub refused the call ${call?.path ?? callId} (403)`, {
    subject: missing,
    next: call?.access === 'write' ? `Give a credential with ${missing} for this run.` : `Grant ${missing} and scan again.`,
  })
}

export interface ListPage {
  readonly json: unknown
  readonly call: string
  readonly page: number
  /** The query of the page after this one: from which a step resumes; null at the end. */
  readonly next: Readonly<Record<string, string>> | null
}

/**
 * The pages of a list. GitHub's next links name the organisation by number, so only their query is taken, and only where they stay
 * on this server. A failure comes once and ends it; `from` resumes.
 */
export async function* list(
  context: ConnectorContext,
  callId: string,
  params: RequestParams = {},
  from: Readonly<Record<string, string>> | null = null,
  audience: Audience = 'organization',
): AsyncGenerator<Result<ListPage>, void> {
  const asked = new Set<string>()
  let query = from ?? { per_page: pageSize, ...params.query }
  for (let page = 1; page <= mostPages; page += 1) {
    asked.add(JSON.stringify(query))
    const reply = await ask(context, callId, { ...params, query, page }, audience)
    if (!reply.ok) {
      yield reply
      return
    }
    const next = nextQuery(context, reply.value)
    if (!next.ok) {
      yield ok({ json: reply.value.json, call: reply.value.call, page, next: null })
      yield next
      return
    }
    const following = next.value === null ? null : { ...query, ...next.value }
    const repeats = following !== null && asked.has(JSON.stringify(following))
    yield ok({ json: reply.value.json, call: reply.value.call, page, next: repeats ? null : following })
    if (following === null) return
    if (repeats) break
    query = following
  }
  yield fail('unexpected-reply', 'GitHub sent the same next page again; reading stopped there', {
    subject: callId,
    next: 'Scan again; if it stays, look for a proxy that caches.',
  })
}

function nextQuery(context: ConnectorContext, reply: Reply): Result<Readonly<Record<string, string>> | null> {
  const link = /<([^>]*)>\s*;\s*rel="?next"?/i.exec(reply.headers.link ?? '')?.[1]
  if (link === undefined) return ok(null)
  const base = context.settings.baseUrl ?? ''
  if (!URL.canParse(link, base) || new URL(link, base).origin !== new URL(base).origin)
    return fail('unexpected-reply', 'the provider sent a link that leaves the declared call; it is not followed', {
      next: 'Check the address of this connection.',
    })
  return ok(Object.fromEntries(new URL(link, base).searchParams))
}
