import { z } from 'zod'
import { type Failure, failure } from '../../../../shared/base/failure.ts'
import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import { type ConnectorContext, type Reply, type RequestParams, skipped } from '../connector.ts'
import { calls } from './calls.ts'
import { elements, type Kept } from './schema.ts'

/** More pages than any organisation has, and an end to a provider that never stops. */
const mostPages = 20_000

const envelope = z.object({
  /** Every method says it; the audit log, which is none, says it only of failures. */
  ok: z.boolean().nullish(),
  error: z.string().nullish().catch(null),
  needed: z.string().nullish().catch(null),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
})

/** What Slack says where a plan lacks a method. */
const planWords: ReadonlySet<string> = new Set([
  'feature_not_enabled',
  'paid_only',
  'paid_teams_only',
  'not_an_enterprise',
  'team_not_on_enterprise',
])
const signInWords: ReadonlySet<string> = new Set(['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive'])
const rightWords: ReadonlySet<string> = new Set([
  'missing_scope',
  'not_allowed_token_type',
  'no_permission',
  'permission_denied',
  'not_an_admin',
  'access_denied',
  // The audit log is for owners of the organisation; administrators are turned away.
  'user_not_authorized',
])

/** An organisation's token reaches the workspaces that its app was added to, and no others. */
const notThere = 'team_access_not_granted'

const planSubject = 'a plan with this feature'

/** One declared method with the token. Slack says no with a 200: the word in the reply decides. `accept`: words that are answers. */
export async function ask(
  context: ConnectorContext,
  callId: string,
  params: RequestParams = {},
  accept: readonly string[] = [],
): Promise<Result<Reply & { readonly word: string | null }>> {
  const token = await context.secret('token')
  if (!token.ok) return token
  if (!token.value)
    return fail('auth-failed', 'no token is stored for this organisation', {
      subject: 'token',
      next: 'Store the user token of an app that is installed on the whole organisation.',
    })
  const reply = await context.http.request(callId, { ...params, headers: { ...params.headers, authorization: `Bearer ${token.value}` } })
  if (!reply.ok) return reply
  const said = envelope.safeParse(reply.value.json)
  if (!said.success) return failed(unexpected(callId, 'the provider’s reply is none of Slack’s'))
  const well = said.data.ok ?? (callId === 'audit-logs' ? true : null)
  if (well === null) return failed(unexpected(callId, 'the provider’s reply is none of Slack’s'))
  if (well) return ok({ ...reply.value, word: null })
  const word = /^[a-z_]{1,60}$/.test(said.data.error ?? '') ? (said.data.error ?? '') : 'unknown'
  return accept.includes(word) ? ok({ ...reply.value, word }) : failed(problem(callId, word, said.data.needed ?? null))
}

function problem(callId: string, word: string, needed: string | null): Failure {
  const declared = calls.find((call) => call.id === callId)?.permissions[0] ?? callId
  if (planWords.has(word))
    return failure('permission-missing', `the organisation’s plan does not have ${callId} (${word})`, {
      subject: planSubject,
      next: 'Methods for administrators take an Enterprise plan.',
    })
  if (signInWords.has(word))
    return failure('auth-failed', `the provider did not accept the token (${word})`, {
      next: 'Install the app again and store its new token.',
    })
  if (word === notThere)
    return failure('permission-missing', `the app was not added to this workspace (${word})`, {
      subject: 'the app in this workspace',
      next: 'Organisation settings, Integrations, Installed apps, the app: add it to this workspace as well.',
    })
  if (rightWords.has(word)) {
    const scope = needed !== null && /^[\w.:,-]{1,200}$/.test(needed) ? needed : declared
    return failure('permission-missing', `the provider refused ${callId} (${word})`, {
      subject: scope,
      next: `Add the scope ${scope} to the app and install it on the organisation again.`,
    })
  }
  return failure('invalid-input', `the provider did not accept ${callId} (${word})`, { subject: callId })
}

const unexpected = (subject: string, message: string): Failure =>
  failure('unexpected-reply', message, { subject, next: 'Scan again later; if it stays, check the address of this connection.' })

export interface List<T> {
  readonly call: string
  readonly member: string
  readonly schema: z.ZodType<T>
  readonly query?: Readonly<Record<string, string>>
  /** A cursor from which to resume. */
  readonly from?: string | null
}

export interface ListPage<T> extends Kept<T> {
  readonly next: string | null
  readonly call: string
}

/** Every page of a list with a cursor. A failure is yielded once and ends it; what came before stays. */
export async function* pages<T>(context: ConnectorContext, list: List<T>): AsyncGenerator<Result<ListPage<T>>, void> {
  const asked = new Set<string>()
  let cursor = list.from ?? null
  for (let page = 1; page <= mostPages; page += 1) {
    const reply = await ask(context, list.call, { query: { limit: '200', ...list.query, ...(cursor === null ? {} : { cursor }) }, page })
    if (!reply.ok) {
      yield reply
      return
    }
    const kept = elements(reply.value.json, list.member, list.schema)
    if (kept === null) {
      yield failed(unexpected(list.call, 'the provider’s reply is not a list'))
      return
    }
    const next = envelope.parse(reply.value.json).response_metadata?.next_cursor || null
    const repeated = next !== null && (asked.has(next) || next === cursor)
    yield ok({ ...kept, next: repeated ? null : next, call: reply.value.call })
    if (next === null) return
    if (repeated) {
      yield failed(unexpected(list.call, 'the provider sent the same next page twice; reading stopped there'))
      return
    }
    asked.add(next)
    cursor = next
  }
  yield failed(unexpected(list.call, 'the provider never stops sending pages'))
}

/** Whether a failure is the plan's, not a permission's. */
export const isPlan = (problem: Failure): boolean => problem.subject === planSubject

/** How a step ends after a failure: what was seen before it stays, and the reader learns what is missing. */
export function endAfter(problem: Failure, seen: boolean): StepEnd {
  if (isPlan(problem)) return skipped('not-licensed', problem.message)
  if (problem.code === 'permission-missing')
    return { state: 'denied', missing: problem.subject ?? 'a scope', why: problem.message, failure: problem }
  if (seen || problem.code === 'cancelled') return { state: 'partial', why: problem.message, failure: problem }
  return { state: 'failed', failure: problem }
}
