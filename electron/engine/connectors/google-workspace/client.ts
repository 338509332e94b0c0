import { z } from 'zod'
import { failure } from '../../../../shared/base/failure.ts'
import { fail, failed, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext, Reply, RequestParams } from '../connector.ts'
import { forgetGoogleToken } from '../google-sign-in.ts'
import { calls } from './calls.ts'
import { type ParsedPage, parsePage } from './schema.ts'
import { accessToken } from './sign-in.ts'

/** More pages than any domain has, and an end to a provider that never stops. */
const mostPages = 20_000
const mostTries = 6
const longestPauseMs = 30_000

/** Reasons with which Google says "slow down" under a 403. Source: the limits page of the Directory API. */
const slowDown: ReadonlySet<string> = new Set(['userRateLimitExceeded', 'rateLimitExceeded', 'quotaExceeded'])

const refusalSchema = z.object({ error: z.object({ errors: z.array(z.object({ reason: z.string() })) }) })

/**
 * Sends one declared call with a token for its scope; a token that is not accepted is renewed once. A 403 is read: throttling is
 * waited out, anything else is a missing permission. The reports answer 401 to an administrator without that privilege.
 */
export async function ask(context: ConnectorContext, callId: string, params: RequestParams = {}): Promise<Result<Reply>> {
  const scope = calls.find((call) => call.id === callId)?.permissions[0] ?? ''
  let renewed = false
  for (let attempt = 1; ; attempt += 1) {
    const token = await accessToken(context, scope)
    if (!token.ok) return token
    const reply = await context.http.request(callId, {
      ...params,
      accept: [...(params.accept ?? []), 403],
      headers: { ...params.headers, authorization: `Bearer ${token.value}` },
    })
    if (!reply.ok && reply.failure.code === 'auth-failed') {
      if (renewed) return callId.endsWith('-events') ? failed(withoutPrivilege(scope)) : reply
      renewed = true
      forgetGoogleToken(context, scope)
      continue
    }
    if (!reply.ok || reply.value.status !== 403) return reply
    const reason = reasonOf(reply.value.json)
    if (!slowDown.has(reason)) return failed(refused(scope, reason))
    const pauseMs = Math.min(longestPauseMs, 500 * 2 ** attempt)
    if (attempt >= mostTries || !(await pause(pauseMs, context.signal)))
      return fail('rate-limited', `the provider keeps asking us to wait (403 ${reason})`, {
        subject: callId,
        next: 'Scan again later, or leave more headroom.',
        retry: { afterMs: null },
      })
  }
}

function reasonOf(json: unknown): string {
  const parsed = refusalSchema.safeParse(json)
  const reason = parsed.success ? parsed.data.error.errors[0]?.reason : undefined
  return reason !== undefined && /^[A-Za-z_]{1,60}$/.test(reason) ? reason : 'forbidden'
}

const refused = (scope: string, reason: string) =>
  failure('permission-missing', `the provider refused the call (403 ${reason})`, {
    subject: scope,
    next:
      reason === 'accessNotConfigured'
        ? 'Switch on the Admin SDK API in the service account’s Google Cloud project, then scan again.'
        : `Allow ${scope} and give the administrator the privilege for it, then scan again.`,
  })

const withoutPrivilege = (scope: string) =>
  failure('permission-missing', 'the administrator may not read the audit log (401)', {
    subject: scope,
    next: 'Give the administrator the privilege Reports, then scan again.',
  })

export interface List<T> {
  readonly call: string
  readonly member: string
  readonly schema: z.ZodType<T>
  readonly query?: Readonly<Record<string, string>>
  /** A page token from which to resume. */
  readonly from?: string | null
}

export interface ListPage<T> extends ParsedPage<T> {
  readonly call: string
}

/** Every page of a list. A failure is yielded once and ends it; what came before stays. */
export async function* pages<T>(context: ConnectorContext, list: List<T>): AsyncGenerator<Result<ListPage<T>>, void> {
  const asked = new Set<string>()
  let token = list.from ?? null
  for (let page = 1; page <= mostPages; page += 1) {
    const reply = await ask(context, list.call, { query: { ...list.query, ...(token === null ? {} : { pageToken: token }) }, page })
    if (!reply.ok) {
      yield reply
      return
    }
    const parsed = parsePage(reply.value.json, list.member, list.schema)
    if (parsed === null) {
      yield unexpected(list.call, 'the provider’s reply is not a list')
      return
    }
    const repeated = parsed.next !== null && (asked.has(parsed.next) || parsed.next === token)
    yield { ok: true, value: { ...parsed, next: repeated ? null : parsed.next, call: reply.value.call } }
    if (parsed.next === null) return
    if (repeated) {
      yield unexpected(list.call, 'the provider sent the same next page twice; reading stopped there')
      return
    }
    asked.add(parsed.next)
    token = parsed.next
  }
  yield unexpected(list.call, 'the provider never stops sending pages')
}

const unexpected = (subject: string, message: string) =>
  fail('unexpected-reply', message, { subject, next: 'Scan again later; if it stays, check the address of this connection.' })

function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const done = (whole: boolean): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cut)
      resolve(whole)
    }
    const cut = (): void => done(false)
    const timer = setTimeout(() => done(true), ms)
    signal.addEventListener('abort', cut, { once: true })
  })
}
