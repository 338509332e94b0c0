import { failure } from '../../../../shared/base/failure.ts'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { ConnectorContext, Reply, RequestParams } from '../connector.ts'
import { parsePage } from './schema.ts'

const pageSize = '250'
/** More pages than any server has; a repeated cursor ends sooner. */
const mostPages = 20_000

/** Statuses of a server that does not know a call yet. */
export const unknownCall: readonly number[] = [404, 405]

/** One declared call with the key in the header n8n reads. */
export async function ask(context: ConnectorContext, callId: string, params: RequestParams = {}): Promise<Result<Reply>> {
  const key = await context.secret('apiKey')
  if (!key.ok) return key
  if (!key.value)
    return failed(
      failure('auth-failed', 'No API key is stored for this n8n server.', {
        subject: 'apiKey',
        next: 'Create a key in n8n under Settings, n8n API, and store it with the connection.',
      }),
    )
  return context.http.request(callId, { ...params, headers: { ...params.headers, 'X-N8N-API-KEY': key.value } })
}

export interface ListPage {
  readonly elements: readonly unknown[]
  /** From which the list goes on; null at its end. */
  readonly cursor: string | null
  readonly call: string
}

/** The pages of a list call. A failure comes once and ends it; `from` resumes. A reply of an unknown call ends as `not-found`. */
export async function* list(
  context: ConnectorContext,
  callId: string,
  query: Readonly<Record<string, string>> = {},
  from: string | null = null,
  path?: Readonly<Record<string, string>>,
): AsyncGenerator<Result<ListPage>, void> {
  const asked = new Set<string>()
  let cursor = from
  for (let page = 1; page <= mostPages; page += 1) {
    const reply = await ask(context, callId, {
      query: { limit: pageSize, ...query, ...(cursor === null ? {} : { cursor }) },
      page,
      ...(path === undefined ? {} : { path }),
    })
    if (!reply.ok) {
      yield reply
      return
    }
    const parsed = parsePage(reply.value.json)
    if (parsed === null) {
      yield failed(unreadable(callId))
      return
    }
    const next = parsed.nextCursor
    const repeats = next !== null && (asked.has(next) || next === cursor)
    yield ok({ elements: parsed.data, cursor: repeats ? null : next, call: reply.value.call })
    if (next === null) return
    if (repeats) {
      yield failed(
        failure('unexpected-reply', 'The server sent the same next page twice; reading stopped there.', {
          subject: callId,
          next: 'Scan again; if it stays, look for a proxy that caches.',
        }),
      )
      return
    }
    asked.add(next)
    cursor = next
  }
}

function unreadable(callId: string) {
  return failure('unexpected-reply', 'The server answered with something that is no list.', {
    subject: callId,
    next: 'Check that the address is the n8n server itself, not a sign-in page in front of it.',
  })
}

/** How a step ends on a failure: what it saw before stays. `seen`: whether anything was. */
export function endOf(problem: Result<never> & { readonly ok: false }, missing: string, seen: boolean): StepEnd {
  const { failure: cause } = problem
  if (cause.code === 'permission-missing') return { state: 'denied', missing, why: cause.message, failure: cause }
  if (seen) return { state: 'partial', why: cause.message, failure: cause }
  return { state: 'failed', failure: cause }
}
