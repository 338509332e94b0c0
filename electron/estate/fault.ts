import type { EstateFault } from '../../shared/domain/estate.ts'

/** Counts which injected faults still apply and says the one for a request, or null. */
export function makeFaults(provider: string, faults: readonly EstateFault[]): (method: string, path: string) => EstateFault | null {
  const left = faults
    .filter((fault) => fault.provider === provider)
    .map((fault) => ({ fault, skip: fault.skip ?? 0, times: fault.times ?? Number.POSITIVE_INFINITY }))
  return (method, path) => {
    const match = left.find((entry) => entry.times > 0 && entry.fault.method === method && path.startsWith(entry.fault.pathPrefix))
    if (!match) return null
    if (match.skip > 0) {
      match.skip -= 1
      return null
    }
    match.times -= 1
    return match.fault
  }
}

/** A reply's JSON with elements of the wrong type, as a broken provider would send it: a number and a half-empty object first. */
export function withWrongTypes(json: unknown): unknown {
  return typeof json === 'object' && json !== null ? withLists(json, (list) => [42, { id: 17 }, ...list]) : 42
}

/** A reply's JSON as a tenant that has nothing would get it: its lists are there, and empty. */
export function withoutElements(json: unknown): unknown {
  return typeof json === 'object' && json !== null ? withLists(json, () => []) : json
}

/** A reply's JSON with a next-page link in the member that `path` names, e.g. `response_metadata/next_cursor`. */
export function withLink(json: unknown, path: string, link: string): object {
  const [member = '', ...rest] = path.split('/')
  const object = (typeof json === 'object' ? json : null) as Readonly<Record<string, unknown>> | null
  return { ...object, [member]: rest.length === 0 ? link : withLink(object?.[member], rest.join('/'), link) }
}

/** The reply may be a list itself, or hold lists. */
function withLists(json: object, change: (list: readonly unknown[]) => readonly unknown[]): unknown {
  if (Array.isArray(json)) return change(json)
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, Array.isArray(value) ? change(value) : value]))
}
