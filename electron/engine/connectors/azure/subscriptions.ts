import { z } from 'zod'
import type { Failure } from '../../../../shared/base/failure.ts'
import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { keep } from '../keep.ts'
import { once } from '../once.ts'
import { versions } from './calls.ts'
import { managedPages } from './client.ts'

const schema = z.object({
  subscriptionId: z.string().regex(/^[0-9a-f-]{36}$/i),
  displayName: z.string().nullish().catch(null),
})

export interface Subscription {
  readonly id: string
  /** Its name with its id, as a person knows it. */
  readonly label: string
}

export interface Subscriptions {
  readonly list: readonly Subscription[]
  readonly call: string | null
  readonly keptAside: number
  /** Why the list is not whole; null when it is. */
  readonly cut: Failure | null
}

/** Ids that a person chose; none: all. */
export const chosenSubscriptions = (settings: Readonly<Record<string, string>>): readonly string[] =>
  (settings.subscriptions ?? '')
    .split(/[\s,;]+/)
    .map((id) => id.toLowerCase())
    .filter(Boolean)

/** Every subscription the application may see, by id; looked up once per scan. A list that breaks off is kept as far as it goes. */
export const subscriptionsOf = (context: ConnectorContext): Promise<Result<Subscriptions>> =>
  once(context, 'subscriptions', async () => {
    const found = new Map<string, Subscription>()
    let keptAside = 0
    let call: string | null = null
    let cut: Failure | null = null
    for await (const page of managedPages(context, 'subscriptions', versions.subscriptions)) {
      if (!page.ok) {
        if (call === null) return page
        cut = page.failure
        break
      }
      call = page.value.call
      const { kept, keptAside: bad } = keep(schema, page.value.elements)
      keptAside += bad
      for (const { subscriptionId, displayName } of kept) {
        const id = subscriptionId.toLowerCase()
        found.set(id, { id, label: displayName ? `${displayName.slice(0, 200)} (${id})` : id })
      }
    }
    const chosen = new Set(chosenSubscriptions(context.settings))
    const list = [...found.values()].filter(({ id }) => chosen.size === 0 || chosen.has(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    return ok({ list, call, keptAside, cut })
  })
