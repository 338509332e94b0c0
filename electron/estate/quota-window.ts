/** A sliding window over one published quota: `limit` units in `perMs`. */
export interface QuotaWindow {
  /** Takes units; null when they fit, else the milliseconds until they would. */
  take(units: number): number | null
  /** Used share of the limit, 0 to 1. */
  used(): number
}

const slots = 20

/** Counts in slots of a twentieth of the window, so memory stays bounded whatever the traffic. */
export function makeQuotaWindow(limit: number, perMs: number, now: () => number = () => performance.now()): QuotaWindow {
  const slotMs = perMs / slots
  const counts = new Map<number, number>()
  const sum = (): number => {
    const oldest = Math.floor(now() / slotMs) - slots
    let total = 0
    for (const [slot, count] of counts) {
      if (slot <= oldest) counts.delete(slot)
      else total += count
    }
    return total
  }
  return {
    take: (units) => {
      if (sum() + units > limit) {
        const first = Math.min(...counts.keys())
        return Math.max(slotMs, (first + slots + 1) * slotMs - now())
      }
      const slot = Math.floor(now() / slotMs)
      counts.set(slot, (counts.get(slot) ?? 0) + units)
      return null
    },
    used: () => sum() / limit,
  }
}
