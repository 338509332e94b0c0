import type { Instant } from '../base/time.ts'

/** A thing as one connection names it. */
export interface MemberKey {
  readonly connectionId: string
  readonly subjectKey: string
}

/** What a person says about who is who. Everything seen stays; only what it is counted as changes. */
export type IdentityChange =
  /** These agents are one: what was seen of `from` is counted as `into`. */
  | {
      readonly kind: 'merge'
      readonly into: string
      readonly from: readonly { readonly agentId: string; readonly members: readonly MemberKey[] }[]
    }
  /** A part of an agent is another agent, `to`. */
  | { readonly kind: 'split'; readonly from: string; readonly to: string; readonly members: readonly MemberKey[] }
  /** Two agents are not one, whatever suggests it. */
  | { readonly kind: 'apart'; readonly one: string; readonly other: string }
  /** What it is called here; null: as its source calls it. */
  | { readonly kind: 'rename'; readonly agentId: string; readonly before: string | null; readonly after: string | null }
  /** Takes an earlier change back. */
  | { readonly kind: 'undo'; readonly entry: number }

/** A change as it stands in the ledger. */
export interface IdentityEntry {
  readonly entry: number
  readonly at: Instant
  readonly by: string
  readonly reason: string
  readonly change: IdentityChange
  readonly undone: boolean
}

/** Two agents that may be one, and what speaks for it. Names and likeness suggest; only a person joins by them. */
export interface MergeSuggestion {
  readonly one: SuggestedAgent
  readonly other: SuggestedAgent
  readonly evidence: readonly string[]
}

export interface SuggestedAgent {
  readonly id: string
  readonly name: string
  readonly platform: string
  readonly connectionLabel: string
}

/** The agents a change speaks of. */
export function agentsIn(change: IdentityChange): readonly string[] {
  switch (change.kind) {
    case 'merge':
      return [change.into, ...change.from.map(({ agentId }) => agentId)]
    case 'split':
      return [change.from, change.to]
    case 'apart':
      return [change.one, change.other]
    case 'rename':
      return [change.agentId]
    case 'undo':
      return []
  }
}
