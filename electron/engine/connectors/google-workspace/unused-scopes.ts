import { ok, type Result } from '../../../../shared/base/result.ts'
import { recognise } from '../catalogue/recognise.ts'
import type { ConnectorContext } from '../connector.ts'
import { once } from '../once.ts'
import { consents } from './consents.ts'
import { lastUse, type RecentUses, recentUses } from './uses.ts'

/** Signing in is its own use, and what falls under no product is called something else each time: neither can be held against the log. */
const notJudged: ReadonlySet<string> = new Set(['IDENTITY', 'OTHER'])

/** A client as far as its use is asked about. */
interface AskedClient {
  readonly clientId: string
  readonly name: string | null
  readonly scopes: readonly string[]
  /** Only where the log shows the client at all: how it acts may leave no trace there. */
  readonly ifSeen?: boolean
}

/**
 * Which of a client's scopes let it into products it did not call in all the time the log keeps, whoever consented.
 * Both sides are the provider's words: a consent names the products of each scope, a use the product that was called.
 * Null: not known, because the log tells of no use at all (it does so in some editions only), was refused, or is too long.
 */
export async function unusedScopes(
  context: ConnectorContext,
  { clientId, name, scopes, ifSeen = false }: AskedClient,
): Promise<readonly string[] | null> {
  const log = await consents(context)
  const recent = await recentUses(context)
  if (!log.ok || !recent.ok || recent.value.events === 0) return null
  const asked = scopes.flatMap((scope) => {
    const products = [...(log.value.products.get(scope) ?? [])]
    return products.length === 0 || products.some((product) => notJudged.has(product)) ? [] : [{ scope, products }]
  })
  if (ifSeen && !recent.value.uses.has(clientId)) return null
  const wanted = new Set(asked.flatMap(({ products }) => products))
  const used = await usedProducts(context, recent.value, { clientId, name, wanted })
  return used === null ? null : asked.filter(({ products }) => !products.some((product) => used.has(product))).map(({ scope }) => scope)
}

/** Of the wanted products those that were called. Where the log is longer than what is read together, only clients known as AI are asked for. */
async function usedProducts(
  context: ConnectorContext,
  recent: RecentUses,
  { clientId, name, wanted }: { readonly clientId: string; readonly name: string | null; readonly wanted: ReadonlySet<string> },
): Promise<ReadonlySet<string> | null> {
  const used = new Set(recent.uses.get(clientId)?.products)
  if (recent.whole) return used
  if (recognise({ name: name ?? clientId, clientId }).length === 0) return null
  for (const product of wanted) {
    if (used.has(product)) continue
    const found = await wasCalled(context, clientId, product)
    if (!found.ok) return null
    if (found.value) used.add(product)
  }
  return used
}

const wasCalled = (context: ConnectorContext, clientId: string, product: string): Promise<Result<boolean>> =>
  once(context, `use of ${product} by ${clientId}`, async () => {
    const use = await lastUse(context, clientId, product)
    return use.ok ? ok(use.value.at !== null) : use
  })
