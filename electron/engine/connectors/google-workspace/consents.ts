import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { once } from '../once.ts'
import { events, instant } from './audit-log.ts'
import { messagesOf, valuesOf } from './schema.ts'

export interface Consents {
  /** When a person last consented, by `consentKey`; what is older than the log is not there. */
  readonly at: ReadonlyMap<string, string>
  /** Into which of its products a scope lets, in the provider's own words; scopes nobody consented to of late are not there. */
  readonly products: ReadonlyMap<string, ReadonlySet<string>>
  readonly pages: readonly { readonly call: string; readonly keptAside: number }[]
}

export const consentKey = (userId: string, clientId: string): string => `${userId} ${clientId}`

/** Who consented to what and when, from the audit log: the list of consents itself carries no dates. */
export const consents = (context: ConnectorContext): Promise<Result<Consents>> =>
  once(context, 'consents', async () => {
    const at = new Map<string, string>()
    const products = new Map<string, Set<string>>()
    const seen: { call: string; keptAside: number }[] = []
    for await (const page of events(context, 'token-events', 'authorize')) {
      if (!page.ok) return page
      seen.push({ call: page.value.call, keptAside: page.value.keptAside })
      for (const record of page.value.items) {
        for (const told of record.events.flatMap((event) => messagesOf(event, 'scope_data'))) {
          for (const scope of told('scope_name')) products.set(scope, new Set([...(products.get(scope) ?? []), ...told('product_bucket')]))
        }
        const time = instant(record.id.time)
        const userId = record.actor?.profileId
        if (time === null || !userId) continue
        for (const clientId of record.events.flatMap((event) => valuesOf(event, 'client_id'))) {
          const key = consentKey(userId, clientId)
          if (!at.has(key)) at.set(key, time)
        }
      }
    }
    return ok({ at, products, pages: seen })
  })
