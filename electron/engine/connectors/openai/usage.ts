import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { endless, unreadable } from '../cursor-pages.ts'
import { keep } from '../keep.ts'
import { once } from '../once.ts'
import { ask } from './client.ts'
import { bucketsSchema, costSchema, usageSchema } from './schema.ts'
import { useKinds } from './use-kinds.ts'

const dayMs = 86_400_000
/** How far back spending and use are read, in days; a page holds 31 daily buckets of use. */
export const spendDays = 30
export const usageDays = 90

/** Far beyond any honest answer. */
const longestToken = 2_000
const mostPages = 400

export interface PageSeen {
  readonly call: string
  readonly keptAside: number
}

export interface Spend {
  /** By key id and by project id, in units of the currency. */
  readonly byKey: ReadonlyMap<string, number>
  readonly byProject: ReadonlyMap<string, number>
  readonly currency: string
  readonly pages: readonly PageSeen[]
}

export interface KeyUse {
  readonly models: Set<string>
  /** Requests by the title of their kind. */
  readonly byKind: Map<string, number>
}

export interface Use {
  readonly byKey: ReadonlyMap<string, KeyUse>
  /** Requests to models by project. */
  readonly byProject: ReadonlyMap<string, number>
  readonly pages: readonly PageSeen[]
  /** Why some kinds are not counted; null: all are. */
  readonly problem: Problem | null
}

/** What keys and projects cost in the last 30 days. Storage costs name a project and no key. */
export const spendOf = (context: ConnectorContext): Promise<Result<Spend>> =>
  once(context, 'openai spend', async () => {
    const byKey = new Map<string, number>()
    const byProject = new Map<string, number>()
    const pages: PageSeen[] = []
    let currency = 'usd'
    for await (const page of buckets(context, 'costs', '/v1/organization/costs', spendDays, ['project_id', 'api_key_id'])) {
      if (!page.ok) return page
      const { kept, keptAside } = keep(costSchema, page.value.results)
      for (const { amount, project_id, api_key_id } of kept) {
        currency = amount.currency
        if (project_id) add(byProject, project_id, amount.value)
        if (api_key_id) add(byKey, api_key_id, amount.value)
      }
      pages.push({ call: page.value.call, keptAside })
    }
    return ok({ byKey, byProject, currency, pages })
  })

type Problem = Result<never> & { readonly ok: false }

/** Which models each key called in the last 90 days, for what, and how often. A kind that is refused hides itself only. */
export const modelUseOf = (context: ConnectorContext): Promise<Result<Use>> =>
  once(context, 'openai use', async () => {
    const byKey = new Map<string, KeyUse>()
    const byProject = new Map<string, number>()
    const pages: PageSeen[] = []
    const into = { byKey, byProject, pages }
    const ends = await Promise.all(useKinds.map((kind) => readKind(context, kind, into)))
    const problems = ends.flatMap((end) => end ?? [])
    const [problem] = problems
    return problem !== undefined && problems.length === ends.length ? problem : ok({ ...into, problem: problem ?? null })
  })

interface Gathering {
  readonly byKey: Map<string, KeyUse>
  readonly byProject: Map<string, number>
  readonly pages: PageSeen[]
}

async function readKind(context: ConnectorContext, kind: (typeof useKinds)[number], into: Gathering): Promise<Problem | null> {
  for await (const page of buckets(context, kind.call, `/v1${kind.path}`, usageDays, ['project_id', 'api_key_id', 'model'])) {
    if (!page.ok) return page
    const { kept, keptAside } = keep(usageSchema, page.value.results)
    for (const { api_key_id, project_id, model, num_model_requests: requests } of kept) {
      if (project_id) add(into.byProject, project_id, requests)
      if (!api_key_id) continue
      const known = into.byKey.get(api_key_id) ?? { models: new Set<string>(), byKind: new Map<string, number>() }
      add(known.byKind, kind.title, requests)
      if (model) known.models.add(model.slice(0, 200))
      into.byKey.set(api_key_id, known)
    }
    into.pages.push({ call: page.value.call, keptAside })
  }
  return null
}

function add(to: Map<string, number>, key: string, value: number): void {
  to.set(key, (to.get(key) ?? 0) + value)
}

/** Daily buckets up to now. Grouping by several things repeats a query member, so the address is written out; the gate still checks it. */
async function* buckets(
  context: ConnectorContext,
  call: string,
  path: string,
  days: number,
  groupBy: readonly string[],
): AsyncGenerator<Result<{ readonly results: readonly unknown[]; readonly call: string }>, void> {
  const today = Math.floor(context.now().getTime() / dayMs) * dayMs
  const query = new URLSearchParams({ start_time: String(today / 1_000 - days * 86_400), bucket_width: '1d', limit: '31' })
  for (const member of groupBy) query.append('group_by[]', member)
  const base = (context.settings.baseUrl ?? '').replace(/\/+$/, '')
  const asked = new Set<string>()
  for (let page = 1; ; page += 1) {
    const reply = await ask(context, call, { link: `${base}${path}?${query}`, page })
    if (!reply.ok) {
      yield reply
      return
    }
    const parsed = bucketsSchema.safeParse(reply.value.json)
    if (!parsed.success) {
      yield failed(unreadable(call))
      return
    }
    yield ok({ results: parsed.data.data.flatMap((bucket) => bucket.results), call: reply.value.call })
    const next = parsed.data.next_page
    if (!next) return
    if (asked.has(next) || next.length > longestToken || page >= mostPages) {
      yield failed(endless(call))
      return
    }
    asked.add(next)
    query.set('page', next)
  }
}

/** An amount in words, e.g. `412.30 USD`. */
export const money = (amount: number, currency: string): string =>
  `${amount.toFixed(2)} ${currency.toUpperCase().replace(/[^A-Z]/g, '')}`.trim()
