import type { TriageItem } from '../../../shared/contract/governance.ts'

/** Where the cursor stands after the list has changed: on the same agent if it is still there, else on what took its place. */
export function placeAfter(ids: readonly string[], current: string | null, before: readonly string[]): string | null {
  if (ids.length === 0) return null
  if (current !== null && ids.includes(current)) return current
  const at = current === null ? 0 : before.indexOf(current)
  // What stood after the decided one comes next; the last in the list falls back to the one before it.
  const next = before.slice(Math.max(0, at)).find((id) => ids.includes(id))
  return next ?? ids[Math.min(Math.max(0, at), ids.length - 1)] ?? null
}

export function stepped(ids: readonly string[], current: string | null, step: number): string | null {
  if (ids.length === 0) return null
  const at = current === null ? -1 : ids.indexOf(current)
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? null
}

/** What is suggested, and of how many, the most frequent first. */
export function suggestedCounts(
  items: readonly Pick<TriageItem, 'suggestion'>[],
): readonly { readonly action: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const { suggestion } of items) if (suggestion !== null) counts.set(suggestion.action, (counts.get(suggestion.action) ?? 0) + 1)
  return [...counts].map(([action, count]) => ({ action, count })).sort((one, other) => other.count - one.count)
}

export const toggled = (marked: readonly string[], id: string): readonly string[] =>
  marked.includes(id) ? marked.filter((one) => one !== id) : [...marked, id]
