import type { Instant } from '../base/time.ts'
import type { HandedIn } from './audit.ts'
import type { Band } from './vocabulary.ts'

/** The bundles that were handed in, as one: each agent once, however many units found it. */
export interface Federation {
  readonly bundles: readonly HandedIn[]
  readonly agents: number
  /** Lines in the bundles; the difference to `agents` are agents that several units found. */
  readonly lines: number
  readonly bands: Readonly<Record<Band, number>>
  readonly shadow: number
  /** Where bundles say different things of one agent, and nobody said yet what stands. */
  readonly conflicts: readonly FederationConflict[]
  readonly conflictCount: number
  /** What was said about conflicts, newest first, with how it stands now. */
  readonly resolutions: readonly ConflictResolution[]
}

/** What bundles differ in; `perhaps the same` where only a name-like mark fits. */
export const conflictFields = ['status', 'owner', 'risk', 'facts', 'perhaps the same'] as const
export type ConflictField = (typeof conflictFields)[number]

/** What one bundle says, and of which facts it says so. `origin`: the ledger it comes from, the same for each bundle of a unit. */
export interface Statement {
  readonly manifest: string
  readonly organisation: string
  readonly origin: string
  readonly agentId: string
  readonly value: string
  readonly factsHash: string
}

export interface FederationConflict {
  /** Made of everything that is said: where anything is said otherwise it is another conflict. */
  readonly id: string
  readonly name: string
  readonly field: ConflictField
  readonly said: readonly Statement[]
  /**
   * Which of the statements, by their place in `said`, would let an agent of critical risk go on, or call it less than critical: whoever
   * lets one of them stand accepts critical risk.
   */
  readonly accepting: readonly number[]
  /** What was resolved here before other things were said; null: nothing. */
  readonly before: ConflictResolution | null
}

/** What stands: one of the statements; or, of agents that are perhaps the same, that they are one, or several. */
export type Stands =
  | { readonly kind: 'statement'; readonly manifest: string; readonly agentId: string }
  | { readonly kind: 'one' }
  | { readonly kind: 'several' }

/** A person's word on a conflict, as it stands in the ledger with every statement it was given on. */
export interface ConflictResolution {
  readonly entry: number
  readonly at: Instant
  readonly by: string
  readonly reason: string
  readonly conflict: Omit<FederationConflict, 'before' | 'accepting'>
  readonly stands: Stands
  /**
   * `holds`: it counts. `reopened`: a source says other things now. `passed`: the sources no longer disagree there. `replaced`: a later one
   * speaks of the same. `taken back`: by a person.
   */
  readonly state: 'holds' | 'reopened' | 'passed' | 'replaced' | 'taken back'
}

/** What a lead looks at before choosing: each statement with the last decision behind it and the facts that not all share. */
export interface ConflictDetail {
  readonly conflict: FederationConflict
  readonly sides: readonly {
    readonly statement: Statement
    readonly name: string
    readonly decision: { readonly action: string; readonly by: string; readonly at: Instant; readonly reason: string } | null
    /** By field, as lines. */
    readonly facts: readonly { readonly field: string; readonly lines: readonly string[] }[]
  }[]
}
