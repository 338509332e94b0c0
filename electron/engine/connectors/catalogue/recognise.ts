import type { Signal } from '../../../../shared/domain/observation.ts'
import { credentialVendor, nodeVendor } from './n8n-types.ts'
import type { Product } from './product.ts'
import { products } from './products.ts'
import { companyName, hasPhrase, hostMatches, hostOf, words } from './words.ts'

/** What is known of a thing; all optional, all a stranger's text. */
export interface Clues {
  readonly name?: string | null | undefined
  readonly clientId?: string | null | undefined
  /** Verified domains, home pages or reply addresses. */
  readonly domains?: readonly string[] | undefined
  readonly publisher?: string | null | undefined
  /** False: the publisher's name is only claimed, so it only suggests. */
  readonly publisherVerified?: boolean | null | undefined
  readonly host?: string | null | undefined
  readonly packageName?: string | null | undefined
  readonly nodeType?: string | null | undefined
  readonly credentialType?: string | null | undefined
}

/** Words that make a name worth a look; on their own they never prove anything. */
const aiWords: readonly string[] = ['ai', 'gpt', 'llm', 'llms', 'genai', 'chatbot', 'copilot', 'agentic', 'notetaker']

const byClientId = new Map(products.flatMap((product) => (product.clientIds ?? []).map((known) => [known.id, { product, known }] as const)))
const byPublisher = new Map(products.flatMap((product) => (product.publishers ?? []).map((name) => [companyName(name), product] as const)))
const byDomain = new Map(products.flatMap((product) => (product.domains ?? []).map((domain) => [domain, product] as const)))
const modelHosts = products.flatMap((product) => (product.hosts ?? []).map((pattern) => ({ product, pattern })))
const serviceHosts = products.flatMap((product) => (product.serviceHosts ?? []).map((pattern) => ({ product, pattern })))
const packagePatterns = products.flatMap((product) => (product.packages ?? []).map((pattern) => ({ product, pattern })))
const names = products.flatMap((product) => product.names.map((name) => ({ product, phrase: words(name) })))

const certainty = (product: Product) => (product.mixed === true || !product.sure ? 'suggested' : 'certain')

/**
 * Why a thing may be AI, strongest first: client id → domain → publisher → host, package, node and credential types → name.
 * A name alone, an unsure id, and the domain or publisher of a vendor that sells more than AI only suggest.
 */
export function recognise(clues: Clues): readonly Signal[] {
  return [
    ...fromClientId(clues.clientId),
    ...fromDomains(clues.domains ?? []),
    ...fromPublisher(clues.publisher, clues.publisherVerified ?? true),
    ...fromHost(clues.host),
    ...fromPackage(clues.packageName),
    ...fromType('node-type', clues.nodeType, nodeVendor),
    ...fromType('credential', clues.credentialType, credentialVendor),
    ...fromName(clues.name),
  ]
}

function fromClientId(id: string | null | undefined): readonly Signal[] {
  const found = id ? byClientId.get(id.toLowerCase()) : undefined
  if (found === undefined) return []
  return [{ by: 'client-id', value: found.known.id, certainty: found.known.sure ? 'certain' : 'suggested', vendor: found.product.vendor }]
}

/** The product whose domain this host is or lies below; the longest match wins. */
function productOfDomain(host: string): { readonly product: Product; readonly domain: string } | null {
  const labels = host.split('.').slice(-8)
  for (let from = 0; from < labels.length - 1; from += 1) {
    const domain = labels.slice(from).join('.')
    const product = byDomain.get(domain)
    if (product !== undefined) return { product, domain }
  }
  return null
}

function fromDomains(domains: readonly string[]): readonly Signal[] {
  const found = new Map<string, Signal>()
  for (const text of domains.slice(0, 50)) {
    const host = hostOf(text)
    const match = host === null ? null : productOfDomain(host)
    if (match !== null)
      found.set(match.domain, { by: 'domain', value: match.domain, certainty: certainty(match.product), vendor: match.product.vendor })
  }
  return [...found.values()]
}

function fromPublisher(publisher: string | null | undefined, verified: boolean): readonly Signal[] {
  const product = publisher ? byPublisher.get(companyName(publisher)) : undefined
  if (product === undefined || !publisher) return []
  return [
    { by: 'publisher', value: publisher.slice(0, 200), certainty: verified ? certainty(product) : 'suggested', vendor: product.vendor },
  ]
}

function fromHost(text: string | null | undefined): readonly Signal[] {
  const host = text ? hostOf(text) : null
  const found = host === null ? undefined : [...modelHosts, ...serviceHosts].find(({ pattern }) => hostMatches(host, pattern))
  if (found === undefined || host === null) return []
  return [{ by: 'host', value: host, certainty: found.product.sure ? 'certain' : 'suggested', vendor: found.product.vendor }]
}

function fromPackage(text: string | null | undefined): readonly Signal[] {
  const name = text?.trim().toLowerCase()
  if (!name) return []
  const found = packagePatterns.find(({ pattern }) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern))
  if (found === undefined) return []
  return [
    { by: 'package', value: name.slice(0, 200), certainty: found.product.sure ? 'certain' : 'suggested', vendor: found.product.vendor },
  ]
}

function fromType(
  by: 'node-type' | 'credential',
  type: string | null | undefined,
  vendorOf: (type: string) => string | null | undefined,
): readonly Signal[] {
  const vendor = type ? vendorOf(type) : undefined
  if (vendor === undefined || !type) return []
  return [{ by, value: type, certainty: 'certain', ...(vendor === null ? {} : { vendor }) }]
}

function fromName(name: string | null | undefined): readonly Signal[] {
  if (!name) return []
  const text = words(name)
  const found = names.find(({ phrase }) => hasPhrase(text, phrase))
  if (found !== undefined) return [{ by: 'name', value: found.phrase.join(' '), certainty: 'suggested', vendor: found.product.vendor }]
  const word = aiWords.find((candidate) => text.includes(candidate))
  return word === undefined ? [] : [{ by: 'name', value: word, certainty: 'suggested' }]
}

/** The vendor whose models or agents answer at this host or address; null when it is nobody's in the catalogue. */
export function vendorOfHost(text: string): string | null {
  const host = hostOf(text)
  return host === null ? null : (modelHosts.find(({ pattern }) => hostMatches(host, pattern))?.product.vendor ?? null)
}
