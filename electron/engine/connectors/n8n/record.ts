/** A JSON object; its members are read with `own`, so that a member called `__proto__` is only a member. */
export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member that the object itself has. */
export function own(object: unknown, name: string): unknown {
  return isObject(object) && Object.hasOwn(object, name) ? object[name] : undefined
}

/**
 * A parameter as plain text: a string, or the value inside a resource locator. Null for anything else and for an
 * expression, whose value only a run would know.
 */
export function literal(value: unknown): string | null {
  const inner = isObject(value) ? own(value, 'value') : value
  if (typeof inner !== 'string') return null
  const text = (inner.startsWith('=') ? inner.slice(1) : inner).trim()
  return text === '' || text.includes('{{') ? null : text.slice(0, 200)
}
