import type { Claim } from './observation.ts'

/** Something a list says otherwise than it was seen. */
export interface Drift {
  readonly field: 'model' | 'owner' | 'status'
  readonly claimed: string
  readonly seen: string
}

/** Namesakes of an entry that are looked for; so many means at least so many. */
export const mostLookalikes = 3

/** One entry of a list against the inventory. */
export interface ReconciledEntry {
  readonly claim: Claim
  readonly name: string
  /** Null: nothing that was ever seen bears its id. */
  readonly agent: { readonly id: string; readonly name: string; readonly gone: boolean } | null
  readonly drift: readonly Drift[]
  /** Agents of exactly this name that no entry names: a name only suggests. */
  readonly looksLike: readonly string[]
}

export interface Reconciliation {
  readonly entries: number
  readonly both: readonly ReconciledEntry[]
  readonly drift: readonly ReconciledEntry[]
  readonly onlyInRegister: readonly ReconciledEntry[]
  /** Agents that were seen and that no entry names. */
  readonly onlyInReality: readonly { readonly id: string; readonly name: string }[]
  readonly agents: number
}
