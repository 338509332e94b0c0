import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { once } from '../once.ts'
import { events, instant } from './audit-log.ts'
import { type LogEvent, valuesOf } from './schema.ts'

/** The newest uses are read together up to here, a thousand a page; clients not among them are asked for one by one. */
const mostRecentPages = 10

/** What the log says of one client: its newest use, and of which products it called an interface. */
export interface Use {
  readonly at: string | null
  readonly products: ReadonlySet<string>
  readonly call: string
}

export interface RecentUses {
  readonly uses: ReadonlyMap<string, Use>
  /** Whether the whole log was read, so that who is not in it was not used. */
  readonly whole: boolean
  readonly events: number
  readonly call: string
}

/** The newest uses of all clients, read once a scan. */
export const recentUses = (context: ConnectorContext): Promise<Result<RecentUses>> =>
  once<RecentUses>(context, 'recent uses', async () => {
    const uses = new Map<string, { at: string | null; products: Set<string>; call: string }>()
    let pages = 0
    let count = 0
    let call = ''
    for await (const page of events(context, 'token-events', 'activity')) {
      if (!page.ok) return page
      pages += 1
      count += page.value.items.length
      call = page.value.call
      for (const record of page.value.items) {
        for (const event of record.events) {
          for (const id of valuesOf(event, 'client_id')) {
            const use = uses.get(id) ?? { at: instant(record.id.time), products: new Set(), call }
            uses.set(id, use)
            for (const product of valuesOf(event, 'product_bucket')) use.products.add(product)
          }
        }
      }
      if (page.value.next === null) return ok({ uses, whole: true, events: count, call })
      if (pages >= mostRecentPages) break
    }
    return ok({ uses, whole: false, events: count, call })
  })

/** The newest use of one client, of any product or of this one; null where the log knows of none. */
export async function lastUse(context: ConnectorContext, clientId: string, product?: string): Promise<Result<Use>> {
  const filters = [`client_id==${clientId}`, ...(product === undefined ? [] : [`product_bucket==${product}`])].join(',')
  for await (const page of events(context, 'token-events', 'activity', { filters, maxResults: '1' })) {
    if (!page.ok) return page
    const newest = page.value.items.find((record) => clientsOf(record).includes(clientId))
    const products = new Set((newest?.events ?? []).flatMap((event) => valuesOf(event, 'product_bucket')))
    return ok({ at: newest ? instant(newest.id.time) : null, products, call: page.value.call })
  }
  return ok({ at: null, products: new Set(), call: '' })
}

const clientsOf = (record: LogEvent): readonly string[] => record.events.flatMap((event) => valuesOf(event, 'client_id'))
