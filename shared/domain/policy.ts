import type { Instant } from '../base/time.ts'
import type { AgentRow, BoundBy, Violation } from './agent.ts'
import type { Selector } from './selector.ts'

export const severities = ['critical', 'high', 'medium', 'low'] as const
export type Severity = (typeof severities)[number]

/** What a person writes and publishes: everything that makes a policy what it is. */
export interface PolicyContent {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly severity: Severity
  /** Days within which a violation must be answered. */
  readonly responseDays: number
  /** Cedar statements, each with `@id` and, for people, `@says` and `@cure`. */
  readonly cedar: string
  readonly selector: Selector | null
}

/** A policy as it is in force: one that ships with the product, or the newest published version. */
export interface Policy extends PolicyContent {
  readonly version: number
  /** SHA-256 of the canonical content. */
  readonly hash: string
  readonly origin: 'shipped' | 'edited' | 'own'
  /** Who published this version; null where it ships with the product. */
  readonly published: { readonly at: Instant; readonly by: string; readonly reason: string; readonly entry: number } | null
  readonly explains: readonly { readonly statement: string; readonly effect: 'permit' | 'forbid'; readonly words: string }[]
}

/** One version in the ledger, or what ships. */
export interface PolicyVersion {
  readonly content: PolicyContent
  readonly version: number
  readonly hash: string
  readonly published: (NonNullable<Policy['published']> & { readonly keyId: string; readonly weakening: readonly string[] }) | null
}

/** A policy that was taken out of force: its versions stay, and publishing one brings it back. */
export interface PolicyWithdrawal {
  readonly policyId: string
  readonly title: string
  /** The version that was in force. */
  readonly version: number
  readonly at: Instant
  readonly by: string
  readonly reason: string
  readonly entry: number
}

/** How a policy in force stands now. */
export interface PolicyStanding {
  readonly policyId: string
  /** Agents that a decision brought under it, and agents that its selector reaches by itself. Each agent counts once, by hand first. */
  readonly byHand: number
  readonly bySelector: number
  readonly violations: number
  /** Agents with at least one violation of it. */
  readonly violators: number
}

/** Whom a policy applies to, or would with another selector. */
export interface PolicyReach {
  /** Agents that are there at all. */
  readonly agents: number
  readonly byHand: number
  /** Agents that the selector matches, whether or not a decision binds them too. */
  readonly selected: number
  /** Agents that it applies to either way. */
  readonly reached: number
  /** The first of them. */
  readonly first: readonly { readonly agentId: string; readonly name: string; readonly by: readonly BoundBy[] }[]
}

/** Agents that may be brought under a policy by hand, with how each is bound already; `next` asks for the page after it, null: there is none. */
export interface CandidatePage {
  readonly items: readonly { readonly row: AgentRow; readonly by: readonly BoundBy[] }[]
  readonly next: string | null
  readonly total: number
}

/** A page of a policy's violations; `next` asks for the page after it, null: there is none. */
export interface PolicyViolations {
  readonly items: readonly { readonly agentName: string; readonly violation: Violation }[]
  readonly next: string | null
}

/** Something wrong with a policy's text, where it is, and what to do. Lines and columns count from 1, offsets from 0. */
export interface PolicyProblem {
  readonly severity: 'error' | 'warning'
  readonly from: number
  readonly to: number
  readonly line: number
  readonly column: number
  readonly message: string
  readonly next: string
}

/** What would change with a draft, and whether that permits more than before. */
export interface PolicyChange {
  readonly policyId: string
  /** Null: there is no such policy yet. */
  readonly before: { readonly version: number; readonly hash: string } | null
  readonly after: { readonly version: number; readonly hash: string }
  /** Line by line: ` ` stays, `-` goes, `+` comes. */
  readonly lines: readonly { readonly mark: ' ' | '-' | '+'; readonly text: string }[]
  /** Why it permits more than before, or may; empty: it does not. */
  readonly weakening: readonly string[]
  /** The two-key rule asks for another person's key for it. */
  readonly needsSecondKey: boolean
}

/** An agent that a draft would hit or free, and by which statements. */
export interface SimulatedAgent {
  readonly agentId: string
  readonly name: string
  readonly before: number
  readonly after: number
  /** What is new against it, or not any more, in words. */
  readonly because: readonly string[]
}

/** What a draft would change at one moment: now, or at a sealed audit. */
export interface SimulationSide {
  readonly audit: { readonly id: string; readonly name: string; readonly at: Instant }
  readonly agents: number
  /** Agents it applies to, before and after. */
  readonly boundBefore: number
  readonly boundAfter: number
  readonly violationsBefore: number
  readonly violationsAfter: number
  /** Agents with a violation they did not have; and with none any more of one they had. */
  readonly hitCount: number
  readonly freedCount: number
  readonly hit: readonly SimulatedAgent[]
  readonly freed: readonly SimulatedAgent[]
}

/** How far the trial of a draft has come. */
export interface TrialProgress {
  /** What it looks at: `now`, or a sealed audit by its name. */
  readonly at: string
  /** Agents looked at there, of how many. */
  readonly agents: number
  readonly of: number
  /** Sides looked at wholly, of how many. */
  readonly sides: number
  readonly ofSides: number
}

export interface Simulation {
  readonly policyId: string
  /** Those that were looked at wholly. */
  readonly sides: readonly SimulationSide[]
  /** Sealed audits that could not be read, and why. */
  readonly unread: readonly { readonly audit: string; readonly why: string }[]
  /** Whether everybody the draft applies to was counted by its selector alone, because it is bound to nobody. */
  readonly onEveryAgent: boolean
  /** Null: it was tried to its end. What was looked at of the side it was stopped in, and the sealed audits it had not come to. */
  readonly stopped: { readonly side: SimulationSide; readonly of: number; readonly notTried: readonly string[] } | null
}
