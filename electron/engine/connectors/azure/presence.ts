import { z } from 'zod'
import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { keep } from '../keep.ts'
import { once } from '../once.ts'
import { graphPages } from './graph.ts'

/** What is looked for, by its type in the inventory of the whole tenant. */
export const types = {
  account: 'microsoft.cognitiveservices/accounts',
  bot: 'microsoft.botservice/botservices',
  workflow: 'microsoft.logic/workflows',
  site: 'microsoft.web/sites',
} as const

const query = `resources | where type in~ (${Object.values(types)
  .map((type) => `'${type}'`)
  .join(', ')}) | summarize found = count() by subscriptionId, type | order by subscriptionId asc`

const row = z.object({ subscriptionId: z.string(), type: z.string() })

/** Says whether a subscription holds a type at all; true where it is not known. */
export type MayHold = (subscription: string, type: string) => boolean

export interface Presence {
  readonly found: ReadonlySet<string>
  readonly call: string | null
  /** Rows that could not be understood: then nothing is taken from it. */
  readonly keptAside: number
}

/** One query over the whole tenant, instead of a question to each subscription for each type. */
export const presenceOf = (context: ConnectorContext): Promise<Result<Presence>> =>
  once(context, 'presence', async () => {
    const found = new Set<string>()
    let call: string | null = null
    let keptAside = 0
    for await (const page of graphPages(context, 'resources', query)) {
      if (!page.ok) return page
      const rows = keep(row, page.value.rows)
      call = page.value.call
      keptAside += rows.keptAside
      for (const { subscriptionId, type } of rows.kept) found.add(`${subscriptionId} ${type}`.toLowerCase())
    }
    return ok({ found, call, keptAside })
  })

/** Where the query was refused or cut, every subscription is asked: nothing is hidden by it. */
export async function mayHoldIn(context: ConnectorContext): Promise<MayHold> {
  const known = await presenceOf(context)
  return (subscription, type) => !known.ok || known.value.keptAside > 0 || known.value.found.has(`${subscription} ${type}`.toLowerCase())
}
