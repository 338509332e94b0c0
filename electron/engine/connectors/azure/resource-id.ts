/** The parts of a resource's id that calls are made of. */
export interface ResourceId {
  readonly subscription: string
  readonly group: string
  /** The names, in order: an account, then its project, ... */
  readonly names: readonly string[]
}

const shape = /^\/subscriptions\/([0-9a-f-]{36})\/resourceGroups\/([^/]+)\/providers\/[^/]+\/(.+)$/i

/** Null when it is no id of a resource in a group. */
export function resourceId(text: string): ResourceId | null {
  const match = shape.exec(text)
  if (match === null) return null
  const [, subscription = '', group = '', rest = ''] = match
  const parts = rest.split('/')
  if (parts.length % 2 !== 0 || parts.some((part) => part === '')) return null
  return { subscription: subscription.toLowerCase(), group, names: parts.filter((_part, index) => index % 2 === 1) }
}

/** A key for a resource's subject: ids differ in case from one interface to the next. */
export const keyOf = (kind: string, { subscription, group, names }: ResourceId): string =>
  [kind, subscription, group, ...names].join('/').toLowerCase()
