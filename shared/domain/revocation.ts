import type { Failure } from '../base/failure.ts'
import type { Instant } from '../base/time.ts'

/** One exact write call of a plan, with its way back. */
export interface PlannedCall {
  readonly id: string
  readonly title: string
  readonly connectionId: string
  /** Id of the declared write call. */
  readonly callId: string
  readonly method: string
  readonly path: string
  /** Values for the declared template, from which `path` was made. */
  readonly params: Readonly<Record<string, string>>
  readonly body: string | null
  /** In words: what stops working. */
  readonly effect: string
  readonly reversible: boolean
  readonly undoTitle: string | null
}

export interface ManualStep {
  readonly title: string
  readonly where: string
  readonly how: readonly string[]
}

export interface RevocationPlan {
  readonly id: string
  readonly agentId: string
  readonly agentName: string
  readonly createdAt: Instant
  readonly calls: readonly PlannedCall[]
  readonly manual: readonly ManualStep[]
  /** Other agents that act as this one, use it, hand work to it or get work from it. Siblings of a blueprint are not hit. */
  readonly alsoAffected: readonly { readonly agentId: string | null; readonly name: string; readonly why: string }[]
  readonly peopleAffected: readonly string[]
  readonly cannotBeUndone: readonly string[]
  /** Whether the scan's credential may make these calls, or a wider one is wanted. */
  readonly permissionsWanted: readonly string[]
  /** SHA-256 of the canonical calls: what is confirmed is what is executed. */
  readonly hash: string
}

export interface CallOutcome {
  readonly plannedId: string
  readonly state: 'done' | 'already' | 'failed' | 'not-run'
  readonly ledgerCallId: string | null
  readonly preImage: string | null
  readonly failure: Failure | null
}

/** How long a plan may be confirmed: what it was made on changes. */
export const planValidMs = 24 * 60 * 60 * 1_000

export type RevocationState = 'planned' | 'dry-run' | 'executing' | 'executed' | 'verified' | 'failed' | 'undone'

export interface Revocation {
  readonly id: string
  readonly plan: RevocationPlan
  readonly state: RevocationState
  readonly outcomes: readonly CallOutcome[]
  readonly verifiedAt: Instant | null
  /** Milliseconds from the last write to the re-read that proved it. */
  readonly provedAfterMs: number | null
  /** What is left over, in words: issued tokens, running executions, manual steps. */
  readonly leftOver: readonly string[]
  readonly failure: Failure | null
}

/** Several revocations under one confirmation, run one after the other; the first surprise stops it. */
export interface RevocationBatch {
  readonly id: string
  readonly createdAt: Instant
  readonly revocationIds: readonly string[]
  /** SHA-256 over all plans in their order: what is confirmed, and what a second key signs. */
  readonly hash: string
  readonly state: 'planned' | 'running' | 'stopped' | 'done'
  /** Why it stopped: the revocation that surprised, in words. */
  readonly stoppedBy: { readonly revocationId: string; readonly why: string } | null
  /** Agents that could not be planned, with the reason; they are not part of it. */
  readonly leftOut: readonly { readonly agentId: string; readonly agentName: string; readonly failure: Failure }[]
}
