import { z } from 'zod'
import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { endless, unreadable } from '../cursor-pages.ts'
import { versions } from './calls.ts'
import { send } from './client.ts'
import { chosenSubscriptions } from './subscriptions.ts'

const answer = z.object({
  data: z.array(z.unknown()),
  $skipToken: z.string().nullish(),
  resultTruncated: z.union([z.string(), z.boolean()]).nullish(),
})

export interface Rows {
  readonly rows: readonly unknown[]
  readonly call: string
}

const mostPages = 2_000
/** A query takes no more subscriptions than this at a time. */
const mostSubscriptions = 1_000

/**
 * The rows of one query over all subscriptions, page by page. The provider cuts a tenant of more than 10,000 subscriptions and says
 * so in a header: then the rows are there and a failure comes after them.
 */
export async function* graphPages(context: ConnectorContext, call: string, query: string): AsyncGenerator<Result<Rows>, void> {
  const chosen = chosenSubscriptions(context.settings).slice(0, mostSubscriptions)
  let token: string | null = null
  let cut = false
  const asked = new Set<string>()
  for (let page = 1; page <= mostPages; page += 1) {
    const reply: Awaited<ReturnType<typeof send>> = await send(context, call, {
      query: { 'api-version': versions.graph },
      body: {
        query,
        ...(chosen.length === 0 ? {} : { subscriptions: chosen }),
        options: { $top: 1_000, resultFormat: 'objectArray', ...(token === null ? {} : { $skipToken: token }) },
      },
      page,
    })
    if (!reply.ok) {
      yield reply
      return
    }
    const parsed = answer.safeParse(reply.value.json)
    if (!parsed.success) {
      yield failed(unreadable(call))
      return
    }
    cut ||= reply.value.headers['x-ms-tenant-subscription-limit-hit'] === 'true'
    const next: string | null = parsed.data.$skipToken || null
    yield ok({ rows: parsed.data.data, call: reply.value.call })
    const truncated = next === null && String(parsed.data.resultTruncated ?? 'false') === 'true'
    if (truncated || cut) cut = true
    if (next === null) {
      if (cut)
        yield fail('unexpected-reply', 'the provider cut the answer: there are more subscriptions or rows than one query shows', {
          subject: call,
          next: 'Make one connection for each part of the organisation and name its subscriptions.',
        })
      return
    }
    if (asked.has(next)) break
    asked.add(next)
    token = next
  }
  yield failed(endless(call))
}
