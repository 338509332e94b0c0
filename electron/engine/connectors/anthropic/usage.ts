import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { keep } from '../keep.ts'
import { once } from '../once.ts'
import { list } from './client.ts'
import { costBucketSchema, costSchema, usageBucketSchema, usageSchema } from './schema.ts'

const dayMs = 86_400_000
/** How far back use and costs are read, in days; a page holds 31 daily buckets. */
export const usageDays = 180
export const costDays = 30

interface PageSeen {
  readonly call: string
  readonly keptAside: number
}

export interface KeyUse {
  /** Start of the last day with tokens. */
  readonly lastDay: string
  readonly tokens: number
  readonly models: ReadonlySet<string>
}

export interface Use {
  readonly byKey: ReadonlyMap<string, KeyUse>
  readonly pages: readonly PageSeen[]
}

export interface Costs {
  /** In units of the currency. */
  readonly byWorkspace: ReadonlyMap<string, number>
  readonly currency: string
  readonly pages: readonly PageSeen[]
}

const daysAgo = (context: ConnectorContext, days: number): string =>
  new Date((Math.floor(context.now().getTime() / dayMs) - days) * dayMs).toISOString()

/** The key list knows no last use, so it is the last day on which the usage report knows tokens of the key. */
export const keyUseOf = (context: ConnectorContext): Promise<Result<Use>> =>
  once(context, 'anthropic use', async () => {
    const byKey = new Map<string, { lastDay: string; tokens: number; models: Set<string> }>()
    const pages: PageSeen[] = []
    const listing = {
      call: 'usage',
      by: 'page',
      query: { starting_at: daysAgo(context, usageDays), bucket_width: '1d', limit: '31' },
      repeated: { path: '/v1/organizations/usage_report/messages', name: 'group_by[]', values: ['api_key_id', 'model'] },
    } as const
    for await (const page of list(context, listing)) {
      if (!page.ok) return page
      const buckets = keep(usageBucketSchema, page.value.elements)
      let { keptAside } = buckets
      for (const bucket of buckets.kept) {
        const day = new Date(bucket.starting_at).toISOString()
        const results = keep(usageSchema, bucket.results)
        keptAside += results.keptAside
        for (const result of results.kept) {
          const made = result.cache_creation
          const tokens =
            (result.uncached_input_tokens ?? 0) +
            (result.cache_read_input_tokens ?? 0) +
            (made?.ephemeral_1h_input_tokens ?? 0) +
            (made?.ephemeral_5m_input_tokens ?? 0) +
            (result.output_tokens ?? 0)
          if (!result.api_key_id || tokens === 0) continue
          const known = byKey.get(result.api_key_id) ?? { lastDay: day, tokens: 0, models: new Set<string>() }
          known.tokens += tokens
          if (day > known.lastDay) known.lastDay = day
          if (result.model) known.models.add(result.model.slice(0, 200))
          byKey.set(result.api_key_id, known)
        }
      }
      pages.push({ call: page.value.call, keptAside })
    }
    return ok({ byKey, pages })
  })

/** What each workspace cost in the last 30 days. The provider does not tell costs by key, and names no id for the default workspace. */
export const costsOf = (context: ConnectorContext): Promise<Result<Costs>> =>
  once(context, 'anthropic costs', async () => {
    const byWorkspace = new Map<string, number>()
    const pages: PageSeen[] = []
    let currency = 'USD'
    const listing = {
      call: 'costs',
      by: 'page',
      query: { starting_at: daysAgo(context, costDays), limit: '31', 'group_by[]': 'workspace_id' },
    } as const
    for await (const page of list(context, listing)) {
      if (!page.ok) return page
      const buckets = keep(costBucketSchema, page.value.elements)
      let { keptAside } = buckets
      for (const bucket of buckets.kept) {
        const results = keep(costSchema, bucket.results)
        keptAside += results.keptAside
        for (const { amount, workspace_id, currency: unit } of results.kept) {
          currency = unit
          if (workspace_id) byWorkspace.set(workspace_id, (byWorkspace.get(workspace_id) ?? 0) + amount / 100)
        }
      }
      pages.push({ call: page.value.call, keptAside })
    }
    return ok({ byWorkspace, currency, pages })
  })

/** An amount in words, e.g. `412.30 USD`. */
export const money = (amount: number, currency: string): string =>
  `${amount.toFixed(2)} ${currency.toUpperCase().replace(/[^A-Z]/g, '')}`.trim()
