import type { Instant } from '../base/time.ts'
import type { Attestation } from './attestation.ts'
import type { Capability } from './capability.ts'
import type { Credential, DataSource, Model, NativeId, PersonRef, Relation, Signal, Tool } from './observation.ts'
import type { Finding, RiskScore } from './risk.ts'
import type { AgentKind, AgentStatus, AutonomyLevel, Band, Certainty, Environment, Exposure, OwnerState, Trait } from './vocabulary.ts'

/** Who answers for an agent. `declared` was assigned here by a decision; it wins over what the provider says. */
export interface OwnerSummary {
  readonly state: OwnerState
  readonly name: string | null
  readonly people: readonly (PersonRef & { readonly role: string; readonly callId: string | null })[]
  readonly declared: boolean
}

/** A value and where it came from; an empty one knows why it is empty. */
export type Fact =
  | {
      readonly state: 'known'
      readonly field: string
      readonly label: string
      readonly values: readonly string[]
      readonly callId: string | null
    }
  | { readonly state: 'none'; readonly field: string; readonly label: string; readonly callId: string | null }
  | { readonly state: 'unknown'; readonly field: string; readonly label: string; readonly why: string }

/** One observation that makes up an agent. */
export interface AgentSource {
  readonly connectionId: string
  readonly connectionLabel: string
  readonly provider: string
  readonly subjectKey: string
  readonly platform: string
  readonly name: string
  readonly callId: string | null
  readonly lastSeen: Instant
  readonly gone: boolean
}

/** The resolved thing that is governed, with everything risk, policy and reports may read. Values in, values out. */
export interface Agent {
  readonly id: string
  readonly name: string
  readonly kind: AgentKind
  readonly certainty: Certainty
  readonly provider: string
  readonly connectionId: string
  readonly platform: string
  readonly environment: Environment
  readonly businessUnit: string | null
  readonly nativeIds: readonly NativeId[]
  readonly signals: readonly Signal[]
  readonly sources: readonly AgentSource[]
  readonly purpose: string | null
  readonly publisher: { readonly name: string; readonly verified: boolean | null } | null
  readonly firstParty: boolean
  readonly owner: OwnerSummary
  /** What somebody said of it last when its owner was asked; absent: nobody has. Evidence, never a decision. */
  readonly attestation?: Attestation
  readonly autonomy: { readonly floor: AutonomyLevel; readonly ceiling: AutonomyLevel; readonly because: string }
  readonly enabled: boolean | null
  readonly models: readonly Model[]
  readonly tools: readonly Tool[] | null
  readonly dataSources: readonly DataSource[]
  readonly credentials: readonly Credential[] | null
  readonly capabilities: readonly Capability[]
  readonly exposure: Exposure
  readonly endpoint: string | null
  readonly guardrails: readonly string[]
  readonly errorHandling: { readonly retry: boolean | null; readonly escalation: boolean | null; readonly rollback: boolean | null }
  readonly instructionsHash: string | null
  /** Relations whose target is another agent, resolved to its id where known. */
  readonly relations: readonly (Relation & { readonly agentId: string | null })[]
  readonly traits: readonly Trait[]
  readonly details: Readonly<Record<string, string>>
  readonly grantCount: number
  /** People who consented or use it, where the provider tells. */
  readonly users: number | null
  readonly calls: number | null
  readonly createdAt: Instant | null
  readonly changedAt: Instant | null
  readonly firstSeen: Instant
  readonly lastSeen: Instant
  /** Null: never seen active or not looked up; `activityKnown` tells which. */
  readonly lastActive: Instant | null
  readonly activityKnown: boolean
  readonly gone: boolean
  readonly status: AgentStatus
  readonly statusSince: Instant | null
  readonly statusUntil: Instant | null
  /** Since when it waits for a decision; null: it does not. Absent in what older versions kept. */
  readonly waitingSince?: Instant | null
  readonly policyIds: readonly string[]
  /** SHA-256 of the canonical governed facts. */
  readonly factsHash: string
}

/** One line of the inventory. */
export interface AgentRow {
  readonly id: string
  readonly name: string
  readonly kind: AgentKind
  readonly certainty: Certainty
  readonly provider: string
  readonly connectionId: string
  readonly connectionLabel: string
  readonly platform: string
  readonly environment: Environment
  readonly businessUnit: string | null
  readonly ownerState: OwnerState
  readonly ownerName: string | null
  /** Strongest capabilities first, as `action resource`, at most six. */
  readonly can: readonly string[]
  readonly autonomyFloor: AutonomyLevel
  readonly autonomyCeiling: AutonomyLevel
  readonly danger: number
  readonly governance: number
  readonly risk: number
  readonly band: Band
  readonly reasons: readonly string[]
  readonly status: AgentStatus
  readonly statusUntil: Instant | null
  /** Since when it waits for a decision; null: it does not. */
  readonly waitingSince: Instant | null
  readonly lastActive: Instant | null
  readonly firstSeen: Instant
  readonly lastSeen: Instant
  readonly gone: boolean
  /** A step that feeds this agent was not complete in the last scan. */
  readonly partial: boolean
}

/** Everything the drawer and the agent's page show. */
export interface AgentDetail {
  readonly agent: Agent
  readonly row: AgentRow
  readonly facts: readonly Fact[]
  readonly score: RiskScore
  readonly findings: readonly Finding[]
  readonly violations: readonly Violation[]
  /** The policies it is under, and what brings it there. `applies`: the policy's selector in words. */
  readonly policies: readonly { readonly id: string; readonly title: string; readonly by: BoundBy; readonly applies: string }[]
  /** What differs from the facts the standing decision was taken on; empty when nothing does. */
  readonly sinceDecision: readonly FactChange[]
  readonly related: readonly { readonly agentId: string; readonly name: string; readonly why: string }[]
  readonly unknowns: readonly string[]
}

export interface FactChange {
  readonly field: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** What brings an agent under a policy. */
export type BoundBy = 'decision' | 'selector'

/** A capability or attribute that the agent's policies do not permit. */
export interface Violation {
  readonly agentId: string
  readonly policyId: string
  readonly statement: string
  readonly severity: 'critical' | 'high' | 'medium' | 'low'
  /** In words: what it can do, and which rule says no. */
  readonly message: string
  readonly capability: string
  /** The calls that brought what is violated. */
  readonly evidence: readonly string[]
  /** The least change that the policy would permit. */
  readonly cure: string
}
