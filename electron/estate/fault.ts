import type { EstateFault } from '../../shared/domain/estate.ts'

/** Counts which injected faults still apply and says the one for a request, or null. */
export function makeFaults(provider: string, faults: readonly EstateFault[]): (method: string, path: string) => EstateFault | null {
  const left = faults
    .filter((fault) => fault.provider === provider)
    .map((fault) => ({ fault, times: fault.times ?? Number.POSITIVE_INFINITY }))
  return (method, path) => {
    const match = left.find((entry) => entry.times > 0 && entry.fault.method === method && path.startsWith(entry.fault.pathPrefix))
    if (!match) return null
    match.times -= 1
    return match.fault
  }
}

/** A reply's JSON with elements of the wrong type, as a broken provider would send it: a number and a half-empty object first. */
export function withWrongTypes(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return 42
  const entries = Object.entries(json).map(([key, value]) => [key, Array.isArray(value) ? [42, { id: 17 }, ...value] : value])
  return Object.fromEntries(entries)
}
