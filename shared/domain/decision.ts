import type { Instant } from '../base/time.ts'

/** What a person can decide about an agent. */
export const decisionActions = [
  'assign-owner',
  'review',
  'approve',
  'policy',
  'accept-risk',
  'reject',
  'revoke',
  'undo-revoke',
  'not-ai',
] as const
export type DecisionAction = (typeof decisionActions)[number]

/** What the product records by itself when facts or time change a standing decision, or a revocation moves on. */
const systemActions = ['lapse', 'reappear', 'revoke-executed', 'revoke-verified', 'revoke-failed', 'undo-executed', 'retire'] as const
export type SystemAction = (typeof systemActions)[number]

/** What keeps an accepted risk in bounds while it lasts: what is done, who sees to it, and until when. When it ends, the exception ends. */
export interface CompensatingControl {
  readonly what: string
  readonly by: string
  readonly ends: Instant
}

/** One entry of the ledger about an agent. */
export interface Decision {
  readonly seq: number
  readonly at: Instant
  readonly agentId: string
  readonly agentName: string
  readonly action: DecisionAction | SystemAction
  readonly actor: string
  readonly keyId: string
  readonly reason: string
  readonly until: Instant | null
  readonly conditions: string | null
  readonly policyId: string | null
  readonly owner: string | null
  /** Of an exception; absent where none was named. */
  readonly control?: CompensatingControl
  readonly factsHash: string
  readonly revocationId: string | null
}

/** An entry as it stands in the chain: `hash` covers the canonical body and `previousHash`; `signature` signs `hash`. */
export interface LedgerEntry {
  readonly seq: number
  readonly at: Instant
  readonly kind: string
  /** Canonical JSON of what was recorded. */
  readonly body: string
  readonly previousHash: string
  readonly hash: string
  readonly keyId: string
  /** Base64 Ed25519 signature over the raw 32 bytes of `hash`. */
  readonly signature: string
}

export interface LedgerVerification {
  readonly ok: boolean
  readonly entries: number
  readonly firstBad: number | null
  readonly problem: string | null
  readonly head: string | null
  /** The state of the ledger's tree (RFC 6962), root in base64; null where something does not hold. */
  readonly tree: { readonly origin: string; readonly size: number; readonly root: string } | null
  /** Entries whose signature was not checked by itself, because a signed checkpoint of the same key covers them. */
  readonly vouched: number
  readonly keys: readonly { readonly keyId: string; readonly publicKey: string }[]
  /** What this check cannot prove, in words. */
  readonly cannotProve: readonly string[]
}
