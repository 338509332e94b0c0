import type { Quota } from '../connectors/connector.ts'
import { exhaustedForMs, type ReplyHeaders, retryAfterMs, usedShare } from './usage-headers.ts'
import { wait, waitWords } from './wait.ts'

/** Burst as a share of the quota: rate and burst together stay below the published limit in every window. */
const burstShare = 0.04
/** How far a step of adaptation goes, up and down. */
const raise = 0.05
const lower = 0.7

export interface AdmissionOptions {
  /** The share of the quota left to others, 0–0.95. */
  readonly headroom: number
  readonly now: () => number
}

/** Lets calls of one quota through: token bucket, cap on calls under way, and adaptation where the provider speaks up. */
export interface Admission {
  /** Resolves when the call may start; false when the signal cut the wait. Every admitted call must `leave`. */
  enter(cost: number, signal: AbortSignal, onWait: (words: string | null) => void): Promise<boolean>
  leave(): void
  /** Nobody draws on it or waits for it, and a fresh one would let through no more: it can be forgotten. */
  idle(): boolean
  /** Learns from a reply before and after throttling. */
  learn(status: number, headers: ReplyHeaders): void
}

export function createAdmission(quota: Quota, { headroom, now }: AdmissionOptions): Admission {
  const perMs = quota.units === null ? null : (quota.units * (1 - headroom)) / quota.perMs
  const burst = quota.units === null ? 0 : Math.max(1, quota.units * (1 - headroom) * burstShare)
  const most = Math.max(1, quota.concurrency)
  let tokens = burst
  let filledAt = now()
  let heldUntil = 0
  /** Share of the full rate (published) in use at present; falls on throttling, rises slowly after. */
  let pace = 1
  /** Calls allowed under way; where nothing is published this is what adapts. */
  let allowed = quota.units === null ? Math.min(4, most) : most
  const atFirst = allowed
  let underWay = 0
  let waiting = 0
  let successes = 0
  let slowedAt = Number.NEGATIVE_INFINITY

  /** Ms until a call of this cost may start; 0 now; null when a call under way must end first. */
  const delay = (cost: number): number | null => {
    const time = now()
    if (perMs !== null) {
      tokens = Math.min(burst, tokens + Math.max(0, time - filledAt) * perMs * pace)
      filledAt = time
    }
    if (heldUntil > time) return heldUntil - time
    if (underWay >= Math.floor(allowed)) return null
    // A quota of a few calls leaves no room for one on credit; a call dearer than the burst waits for a full one.
    const wanted = Math.min(cost, burst)
    return perMs === null || tokens >= wanted ? 0 : Math.max(1, (wanted - tokens) / (perMs * pace))
  }

  const slowDown = () => {
    // Calls already under way are refused together: they are one sign, not many.
    if (now() - slowedAt < 1_000) return
    slowedAt = now()
    pace = Math.max(0.05, pace * lower)
    allowed = Math.max(1, allowed * (quota.units === null ? 0.5 : lower))
    successes = 0
  }

  return {
    async enter(cost, signal, onWait) {
      let told = false
      waiting += 1
      try {
        for (;;) {
          if (signal.aborted) return false
          const ms = delay(cost)
          if (ms === 0) break
          if (ms !== null && ms > 1_500) {
            told = true
            onWait(
              heldUntil > now() ? `the provider asks us to wait ${waitWords(ms)}` : `keeping within the provider's quota: ${waitWords(ms)}`,
            )
          }
          // Short naps let a cancel, a shorter hold or a freed place through without a queue to keep in order.
          if (!(await wait(Math.min(ms ?? 4, 1_000), signal))) return false
        }
      } finally {
        waiting -= 1
      }
      underWay += 1
      if (perMs !== null) tokens -= cost
      if (told) onWait(null)
      return true
    },
    leave() {
      underWay -= 1
    },
    idle: () => underWay === 0 && waiting === 0 && pace === 1 && allowed >= atFirst && delay(burst) === 0,
    learn(status, headers) {
      const asked = status === 429 || status === 503 ? retryAfterMs(headers, now()) : null
      const hold = asked ?? exhaustedForMs(headers, now())
      if (hold !== null) heldUntil = Math.max(heldUntil, now() + hold)
      const share = usedShare(headers)
      if (status === 429 || status === 503 || (share !== null && share >= 1)) return slowDown()
      // Near the limit nothing rises; below it, additive increase.
      if (status >= 500 || (share !== null && share > 0.9)) return
      successes += 1
      if (successes % 10 === 0) {
        pace = Math.min(1, pace + raise)
        allowed = Math.min(most, allowed + 1)
      }
    },
  }
}
