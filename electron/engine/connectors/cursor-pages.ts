import { failure } from '../../../shared/base/failure.ts'
import { failed, ok, type Result } from '../../../shared/base/result.ts'
import type { Reply } from './connector.ts'

/** More pages than any organisation has; a repeated cursor ends sooner. */
const mostPages = 20_000
/** Far beyond any honest cursor. */
const longestCursor = 2_000

export interface ListPage {
  readonly elements: readonly unknown[]
  /** From which the list goes on; null at its end. */
  readonly cursor: string | null
  readonly call: string
}

interface Pages {
  readonly call: string
  /** Where an interrupted run left off; null from the start. */
  readonly from: string | null
  readonly ask: (cursor: string | null, page: number) => Promise<Result<Reply>>
  /** One page of a list; null when it is none. `lost`: more is promised, and no place to go on from. */
  readonly parse: (json: unknown) => { readonly data: readonly unknown[]; readonly next: string | null; readonly lost: boolean } | null
}

/** The pages of a list that names where it goes on, until it says that it ends. A failure comes once and ends it. */
export async function* cursorPages({ call, from, ask, parse }: Pages): AsyncGenerator<Result<ListPage>, void> {
  const asked = new Set<string>()
  let cursor = from
  for (let page = 1; page <= mostPages; page += 1) {
    const reply = await ask(cursor, page)
    if (!reply.ok) {
      yield reply
      return
    }
    const parsed = parse(reply.value.json)
    if (parsed === null) {
      yield failed(unreadable(call))
      return
    }
    const { next } = parsed
    const stuck = next !== null && (asked.has(next) || next === cursor || next.length > longestCursor)
    yield ok({ elements: parsed.data, cursor: stuck ? null : next, call: reply.value.call })
    if (stuck || parsed.lost) yield failed(endless(call))
    if (stuck || next === null) return
    asked.add(next)
    cursor = next
  }
  yield failed(endless(call))
}

export function unreadable(subject: string) {
  return failure('unexpected-reply', 'The provider answered with something that is no list.', {
    subject,
    next: 'Check that the address is the provider itself, not a proxy with a page of its own.',
  })
}

export function endless(subject: string) {
  return failure('unexpected-reply', 'The provider never says where its list ends; reading stopped there.', {
    subject,
    next: 'Scan again; if it stays, look for a proxy that caches.',
  })
}
