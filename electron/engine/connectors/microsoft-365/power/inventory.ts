import { z } from 'zod'
import { fail, type Result } from '../../../../../shared/base/result.ts'
import type { ConnectorContext } from '../../connector.ts'
import { keep } from '../../keep.ts'
import { send } from '../graph.ts'
import { powerHosts } from './hosts.ts'
import { type ResourceRow, resourceRowSchema } from './schema.ts'

/** Types of resources as the inventory names them. */
export const agentTypes = ['microsoft.copilotstudio/agents', 'microsoft.powerautomate/agentflows', 'microsoft.powerautomate/m365agentflows']
export const cloudFlowType = 'microsoft.powerautomate/cloudflows'

/** The most rows one answer holds. */
const rowsAtOnce = 1_000
/** More pages than any tenant has. */
const mostPages = 2_000

const replySchema = z.object({
  totalRecords: z.number().nullish().catch(null),
  skipToken: z.string().nullish().catch(null),
  data: z.array(z.unknown()),
})

interface Clause {
  readonly $type: string
  readonly FieldName?: string
  readonly Operator?: string
  readonly Values?: readonly string[]
  readonly FieldNamesAscDesc?: Readonly<Record<string, string>>
}

export interface InventoryPage {
  readonly rows: readonly ResourceRow[]
  readonly keptAside: number
  readonly call: string
  readonly total: number | null
  /** Where the next page begins; null at the end. */
  readonly next: string | null
}

// The provider reads the kind of a clause from its first member.
const where = (field: string, operator: string, values: readonly string[]): Clause => ({
  $type: 'where',
  FieldName: field,
  Operator: operator,
  Values: values.map((value) => `'${value.replaceAll("'", "''")}'`),
})

/** One page of the tenant-wide inventory; `from` is the token of the page before. */
async function inventoryPage(
  context: ConnectorContext,
  clauses: readonly Clause[],
  from: string | null,
  page: number,
): Promise<Result<InventoryPage>> {
  const reply = await send(context, 'inventory', {
    host: powerHosts(context.settings.powerCloud),
    query: { 'api-version': '2024-10-01' },
    headers: { 'content-type': 'application/json' },
    body: {
      Options: { Top: rowsAtOnce, ...(from === null ? { Skip: 0 } : { SkipToken: from }) },
      TableName: 'PowerPlatformResources',
      Clauses: clauses,
    },
    page,
  })
  if (!reply.ok) return reply
  const parsed = replySchema.safeParse(reply.value.json)
  if (!parsed.success)
    return fail('unexpected-reply', 'the provider’s reply is not a list', { subject: 'inventory', next: 'Scan again later.' })
  const { kept, keptAside } = keep(resourceRowSchema, parsed.data.data)
  return {
    ok: true,
    value: { rows: kept, keptAside, call: reply.value.call, total: parsed.data.totalRecords ?? null, next: parsed.data.skipToken || null },
  }
}

/** Every row of some types, page by page. A failure is yielded once and ends it. */
export async function* inventoryRows(
  context: ConnectorContext,
  types: readonly string[],
  from: string | null,
): AsyncGenerator<Result<InventoryPage>, void> {
  const clauses = [where('type', 'in~', types), { $type: 'orderby', FieldNamesAscDesc: { name: 'asc' } }]
  const asked = new Set<string>()
  let token = from
  let seen = 0
  for (let number = 1; number <= mostPages; number += 1) {
    const page = await inventoryPage(context, clauses, token, number)
    if (!page.ok) {
      yield page
      return
    }
    const { next, total, rows, keptAside } = page.value
    seen += rows.length + keptAside
    const repeated = next !== null && (asked.has(next) || next === token)
    yield { ok: true, value: { ...page.value, next: repeated ? null : next } }
    if (repeated) {
      yield fail('unexpected-reply', 'the provider sent the same next page twice; reading stopped there', {
        subject: 'inventory',
        next: 'Scan again; if it stays, tell the provider.',
      })
      return
    }
    if (next === null) {
      // Lists that break off before the number the provider tells are no whole lists.
      if (from === null && total !== null && seen < total)
        yield fail('unexpected-reply', `the provider tells of ${total} entries and sent ${seen}`, {
          subject: 'inventory',
          next: 'Scan again in a few minutes.',
        })
      return
    }
    asked.add(next)
    token = next
  }
  yield fail('unexpected-reply', 'the provider never stops sending pages', { subject: 'inventory', next: 'Tell the provider.' })
}

/** One agent as the inventory knows it now; null: it is not in it. The inventory lags some twenty minutes behind. */
export async function inventoryAgent(context: ConnectorContext, environment: string, bot: string): Promise<Result<ResourceRow | null>> {
  const clauses = [where('type', 'in~', agentTypes.slice(0, 1)), where('properties.botId', '==', [bot])]
  const page = await inventoryPage(context, clauses, null, 1)
  if (!page.ok) return page
  const same = page.value.rows.find(({ properties }) => properties.environmentId === environment && properties.botId === bot)
  return { ok: true, value: same ?? null }
}
