import { canonicalJson } from '../../../shared/base/canonical-json.ts'
import { fail, type Result } from '../../../shared/base/result.ts'
import type { Http, Reply, RequestParams } from '../connectors/connector.ts'

export interface Paging {
  /** How to ask for the page after this one: a link or other parameters; null at the end. */
  readonly next: (json: unknown, reply: Reply) => Pick<RequestParams, 'link' | 'query' | 'body' | 'path'> | string | null
  /** How many elements a page has; lets endless runs of empty pages be refused. */
  readonly size?: (json: unknown) => number
  /** The page number of the first page: more than 1 when a step resumes. */
  readonly firstPage?: number
  /** More pages than any honest provider has; 20,000 unless said. */
  readonly maxPages?: number
}

/** One page, with the parameters that would ask for the next: the cursor from which a step resumes. */
export interface Page {
  readonly reply: Reply
  readonly next: RequestParams | null
}

const maxEmptyPages = 50

/**
 * Every page of a declared call. A failure is yielded once and ends it; what came before stays. Repeated cursors, endless
 * empty pages and more pages than the cap end as `unexpected-reply`, because a provider (or a proxy) can loop for ever.
 */
export async function* pages(http: Http, callId: string, first: RequestParams, paging: Paging): AsyncGenerator<Result<Page>, void> {
  const asked = new Set<string>()
  let params: RequestParams | null = first
  let page = paging.firstPage ?? 1
  let empty = 0
  while (params !== null) {
    asked.add(identityOf(params))
    const reply = await http.request(callId, { ...params, page })
    if (!reply.ok) {
      yield reply
      return
    }
    const next: RequestParams | null = following(first, paging.next(reply.value.json, reply.value))
    yield { ok: true, value: { reply: reply.value, next } }
    if (next === null) return
    empty = paging.size !== undefined && paging.size(reply.value.json) === 0 ? empty + 1 : 0
    page += 1
    const endless = asked.has(identityOf(next))
      ? 'the provider sent the same next page twice'
      : empty >= maxEmptyPages
        ? `the provider sent ${maxEmptyPages} empty pages in a row`
        : page > (paging.maxPages ?? 20_000)
          ? 'the provider never stops sending pages'
          : null
    if (endless !== null) {
      yield fail('unexpected-reply', `${endless}; reading stopped there`, {
        subject: callId,
        next: 'Scan again; if it stays, tell the provider.',
      })
      return
    }
    params = next
  }
}

/** A bare string is a link; a link already carries its query. Headers stay those of the first request. */
function following(first: RequestParams, next: ReturnType<Paging['next']>): RequestParams | null {
  if (next === null || next === '') return null
  if (typeof next !== 'string') return { ...first, ...next }
  const { query: _, path: __, ...rest } = first
  return { ...rest, link: next }
}

const identityOf = (params: RequestParams): string =>
  params.link ??
  canonicalJson({
    path: params.path,
    query: params.query,
    body: params.body === undefined ? undefined : String(JSON.stringify(params.body)),
  })
