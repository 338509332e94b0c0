/** What sort of thing a product is; `automation` and `suite` products are more than AI, so only their AI-specific facts are certain. */
export type ProductSort =
  | 'model'
  | 'assistant'
  | 'note-taker'
  | 'writing'
  | 'coding'
  | 'media'
  | 'search'
  | 'agents'
  | 'automation'
  | 'suite'
  | 'sales'
  | 'support'
  | 'infrastructure'

/** A client id with a source of its own; one that is not `sure` only suggests. */
export interface ClientId {
  readonly id: string
  readonly sure: boolean
  readonly source: string
  readonly asOf: string
}

/**
 * What identifies one product. Every list carries the row's `source`, `asOf` and `sure`; client ids carry their own.
 * `mixed`: the vendor sells more than AI under these domains and this publisher, so they only suggest.
 */
export interface Product {
  readonly vendor: string
  readonly product: string
  readonly sort: ProductSort
  readonly clientIds?: readonly ClientId[]
  /** Registrable domains or hosts of web pages and mail; subdomains match too. */
  readonly domains?: readonly string[]
  /** Hosts that answer with a model or an agent: a call to one is AI at work. `*` stands for any characters. */
  readonly hosts?: readonly string[]
  /** Hosts of the product's other interfaces (transcripts, search, MCP gateways): a use of the product, not of a model. */
  readonly serviceHosts?: readonly string[]
  readonly publishers?: readonly string[]
  /** Package names on npm or PyPI; a trailing `*` matches the rest. */
  readonly packages?: readonly string[]
  /** Names people see; whole words only, and they never do more than suggest. */
  readonly names: readonly string[]
  readonly mixed?: boolean
  readonly source: string
  /** Year and month in which the facts were last checked. */
  readonly asOf: string
  readonly sure: boolean
}

/** A row whose facts the vendor itself states on the site named. */
export function product(
  vendor: string,
  name: string,
  sort: ProductSort,
  site: string,
  facts: Partial<Omit<Product, 'vendor' | 'product' | 'sort'>> = {},
): Product {
  return {
    vendor,
    product: name,
    sort,
    domains: [site],
    publishers: [vendor],
    names: [name],
    source: `https://${site}`,
    asOf: '2026-11',
    sure: true,
    ...facts,
  }
}
