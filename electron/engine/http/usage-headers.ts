export type ReplyHeaders = Readonly<Record<string, string>>

/** How long a reply asks us to wait, in ms: `Retry-After` as seconds or as a date; null when it does not ask. */
export function retryAfterMs(headers: ReplyHeaders, now: number): number | null {
  const text = headers['retry-after']?.trim()
  if (text === undefined || text === '') return null
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(Number(text) * 1000, longestMs)
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.min(Math.max(0, date - now), longestMs)
}

/** The share of the quota in use (1 = all of it) where a provider tells before it throttles. */
export function usedShare(headers: ReplyHeaders): number | null {
  const share = number(headers['x-ms-throttle-limit-percentage'])
  if (share !== null) return share
  const remaining = first(headers, 'remaining')
  const limit = first(headers, 'limit')
  return remaining === null || limit === null || limit <= 0 ? null : 1 - remaining / limit
}

/** Ms until the window resets when nothing remains in it; null when something does or nobody tells. */
export function exhaustedForMs(headers: ReplyHeaders, now: number): number | null {
  if (first(headers, 'remaining') !== 0) return null
  const reset = first(headers, 'reset')
  if (reset === null) return null
  // Some give the moment (in seconds or milliseconds), some the time to wait in seconds.
  const ms = reset > 1e12 ? reset - now : reset > 1e9 ? reset * 1000 - now : reset * 1000
  return Math.min(Math.max(0, ms), longestMs)
}

/** No provider's clock may hold a scan for longer than this at a time. */
const longestMs = 15 * 60_000

function first(headers: ReplyHeaders, what: 'remaining' | 'limit' | 'reset'): number | null {
  for (const prefix of ['x-ratelimit-', 'ratelimit-', 'x-rate-limit-']) {
    const value = number(headers[`${prefix}${what}`])
    if (value !== null) return value
  }
  return null
}

function number(text: string | undefined): number | null {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) && value >= 0 ? value : null
}
