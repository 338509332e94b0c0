import type { Product } from './product.ts'
import { products } from './products.ts'

/** The product that answers at a host, and whether the host alone says that it is AI. */
export interface ServiceOfHost {
  readonly product: Product
  /** False: its vendor sells more than AI there, or the fact is unsure. */
  readonly certain: boolean
}

const exact = new Map<string, ServiceOfHost>()
const patterns: { readonly form: RegExp; readonly service: ServiceOfHost }[] = []
const domains = new Map<string, ServiceOfHost>()
for (const product of products) {
  for (const host of [...(product.hosts ?? []), ...(product.serviceHosts ?? [])]) {
    const service = { product, certain: product.sure }
    if (host.includes('*'))
      patterns.push({ form: new RegExp(`^${host.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^/]*')}$`), service })
    else exact.set(host, service)
  }
  for (const domain of product.domains ?? []) domains.set(domain, { product, certain: product.sure && product.mixed !== true })
}

/** The service at a host name in lower case; null when it is nobody's in the catalogue. Quick enough for each host of a log. */
export function serviceOfHost(host: string): ServiceOfHost | null {
  const known = exact.get(host)
  if (known !== undefined) return known
  for (const { form, service } of patterns) if (form.test(host)) return service
  for (let from = 0; from >= 0; from = host.indexOf('.', from) + 1) {
    const found = domains.get(host.slice(from))
    if (found !== undefined) return found
    if (host.indexOf('.', from) < 0) return null
  }
  return null
}
