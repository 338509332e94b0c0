import type { Described } from './descriptions.ts'
import { type Description, operationOf } from './open-api.ts'

/** Only the paths that our connector declares, with what they refer to: a whole description of a large provider takes minutes to serve. */
export function cutDown(document: Description, { connector, pathIn }: Pick<Described, 'connector' | 'pathIn'>): Description {
  const paths: Record<string, Description['paths'][string]> = {}
  for (const call of connector.calls) {
    if (call.access !== 'read') continue
    const path = pathIn(call.path.replace(/\{[^}]+\}/g, 'x'))
    const operation = path === null ? null : operationOf(document, call.method, path)
    if (operation === null) continue
    const whole = document.paths[operation.path] ?? {}
    const verb = call.method.toLowerCase()
    paths[operation.path] = {
      ...paths[operation.path],
      ...(whole.parameters === undefined ? {} : { parameters: whole.parameters }),
      [verb]: whole[verb],
    }
  }
  const components: Record<string, Record<string, unknown>> = {}
  const take = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) take(one)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        const name = key === '$ref' && typeof inner === 'string' ? /^#\/components\/([^/]+)\/(.+)$/.exec(inner) : null
        if (name === null) take(inner)
        else keep(name[1] ?? '', name[2] ?? '')
      }
    }
  }
  const keep = (kind: string, name: string): void => {
    const group = components[kind] ?? {}
    components[kind] = group
    if (Object.hasOwn(group, name)) return
    const all = (document.components as Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined)?.[kind]
    // A navigation property is sent on request only, and following them all takes in the whole description.
    group[name] = withoutNavigation(all?.[decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~')] ?? {})
    take(group[name])
  }
  take(paths)
  const { openapi, info } = document as unknown as Readonly<Record<string, unknown>>
  return { openapi, info, paths, components } as unknown as Description
}

function withoutNavigation(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNavigation)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === 'object' && inner !== null && (inner as Record<string, unknown>)['x-ms-navigationProperty'] === true
        ? []
        : [[key, withoutNavigation(inner)]],
    ),
  )
}
