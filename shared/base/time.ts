/** A moment as ISO 8601 in UTC with milliseconds, e.g. `2026-11-22T09:30:00.000Z`: sorts as text. */
export type Instant = string

export const dayMs = 86_400_000

/** Whole days from `from` to `to`; negative when `to` is earlier; null when either cannot be read. */
export function daysBetween(from: Instant, to: Instant): number | null {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs
  return Number.isNaN(days) ? null : Math.floor(days)
}
