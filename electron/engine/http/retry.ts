import type { CallDeclaration } from '../connectors/connector.ts'
import type { Exchange, Limits } from './exchange.ts'
import { retryAfterMs } from './usage-headers.ts'

/**
 * Ms until the same call may be tried again, or null when it is not. Throttled calls were not executed, so even a write may be
 * repeated; anything else is repeated for safe reads only. Back-off has full jitter, so that many clients do not come back together.
 */
export function retryDelay(of: {
  readonly call: CallDeclaration
  readonly result: Exchange
  readonly unreadable: boolean
  readonly attempts: number
  readonly limits: Limits
  readonly accept: readonly number[]
  readonly now: number
  /** 0–1 from the random source. */
  readonly chance: number
}): number | null {
  const { call, result, limits } = of
  if (of.attempts >= limits.attempts) return null
  const backoff = Math.min(limits.backoffMs, 500 * 2 ** (of.attempts - 1)) * of.chance
  const safe = call.access !== 'write'
  if (result.kind !== 'reply') {
    const again = result.kind === 'cut' || result.kind === 'unreachable' || result.kind === 'timed-out'
    // A slow or dead address is not worth the whole patience: half the attempts.
    return safe && again && of.attempts < Math.ceil(limits.attempts / 2) ? backoff : null
  }
  if (of.accept.includes(result.status)) return null
  // The quota's hold already keeps the asked time for everybody; the jitter comes on top.
  if (result.status === 429) return (retryAfterMs(result.headers, of.now) ?? backoff) + 50 * of.chance
  if (!safe) return null
  if (result.status === 503) return retryAfterMs(result.headers, of.now) ?? backoff
  if (result.status === 502 || result.status === 504) return backoff
  return of.unreadable && result.status < 300 && of.attempts < 3 ? backoff : null
}
