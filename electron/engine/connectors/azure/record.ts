/** Reading what has no schema: a definition is somebody's text, so only its own members count. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function own(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Every text below a value, bounded in depth and number. */
export function textsIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value.slice(0, 100_000)]
  if (depth > 8 || typeof value !== 'object' || value === null) return []
  const found: string[] = []
  for (const item of Object.values(value).slice(0, 300)) {
    found.push(...textsIn(item, depth + 1))
    if (found.length > 1_000) break
  }
  return found
}
