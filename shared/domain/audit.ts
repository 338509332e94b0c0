import type { Instant } from '../base/time.ts'
import type { FactChange } from './agent.ts'
import type { DecisionAction, SystemAction } from './decision.ts'
import type { AgentStatus, Band } from './vocabulary.ts'

/** Which agents an audit looks at. An empty list sets no bound; with both, an agent must be in one of each. */
export interface AuditScope {
  readonly businessUnits: readonly string[]
  readonly connectionIds: readonly string[]
}

export const auditRoles = ['lead', 'reviewer', 'owner', 'auditor'] as const
export interface AuditPerson {
  readonly name: string
  readonly role: (typeof auditRoles)[number]
}

/** A campaign with scope and dates, sealed at its end. */
export interface Audit {
  readonly id: string
  readonly name: string
  readonly scope: AuditScope
  /** First and last day of the period it looks at, e.g. `2026-10-01`. */
  readonly from: string
  readonly to: string
  readonly people: readonly AuditPerson[]
  readonly state: 'open' | 'sealed'
  readonly openedAt: Instant
  readonly openedBy: string
  readonly scheduleId: string | null
  /** Somebody looked through it and said so. */
  readonly review: { readonly at: Instant; readonly by: string; readonly words: string } | null
  readonly seal: AuditSeal | null
}

/** What stands in a bundle, counted; every count is taken again when the bundle is verified. */
export interface BundleCounts {
  readonly agents: number
  readonly findings: number
  readonly violations: number
  readonly calls: number
  readonly connections: number
  readonly scans: number
  readonly steps: number
  readonly places: number
  readonly policies: number
}

export interface AuditSeal {
  readonly at: Instant
  readonly by: string
  /** The bundle's file name in the folder beside the workspace. */
  readonly file: string
  readonly bytes: number
  /** Hex SHA-256 of its manifest, and of the list of what it holds: the second one is what the ledger keeps. */
  readonly manifest: string
  readonly content: string
  /** The ledger's entry that seals it. */
  readonly entry: number
  /** The signed state of the ledger with that entry: to be kept elsewhere. */
  readonly checkpoint: string
  readonly counts: BundleCounts
}

/** How far an open audit has come. */
export interface AuditProgress {
  readonly agents: number
  readonly undecided: number
  readonly criticalUndecided: number
  /** What had been decided and is open again: lapsed, or came back. */
  readonly openAgain: number
  /** Decisions written since it was opened. */
  readonly decisions: number
  /** Scans that ended since it was opened. */
  readonly scans: number
  readonly lastScanAt: Instant | null
  readonly steps: number
  readonly stepsIncomplete: number
  /** What owners were asked and have answered; null while this workspace asks nobody. */
  readonly attestations: { readonly asked: number; readonly answered: number } | null
}

export const auditIntervals = ['month', 'quarter', 'half-year', 'year'] as const
export type AuditInterval = (typeof auditIntervals)[number]

/** An audit that is due again and again. */
export interface AuditSchedule {
  readonly id: string
  readonly name: string
  readonly every: AuditInterval
  /** The day by which the next one is to be sealed. */
  readonly dueOn: string
  /** How many days before that it is reminded of. */
  readonly remindDays: number
  readonly scope: AuditScope
  readonly people: readonly AuditPerson[]
}

/** `missed`: its day has passed and no audit of it was sealed. */
export interface ScheduleStanding {
  readonly schedule: AuditSchedule
  readonly state: 'later' | 'due' | 'missed'
  /** Days until it is due; negative when it is missed. */
  readonly days: number
  /** The audit that was opened for it, if any. */
  readonly openAudit: string | null
}

/** One agent that differs between two audits. */
export interface AgentDifference {
  readonly id: string
  readonly name: string
  readonly kind: 'new' | 'gone' | 'changed'
  readonly band: Band
  /** Governed facts by name, before and after. */
  readonly facts: readonly FactChange[]
  readonly status: { readonly before: AgentStatus | null; readonly after: AgentStatus } | null
  readonly risk: RiskMove | null
}

export interface RiskMove {
  readonly before: number
  readonly after: number
  readonly bandBefore: Band
  readonly bandAfter: Band
  /** The factors that moved it, strongest first. */
  readonly factors: readonly { readonly title: string; readonly before: number; readonly after: number; readonly reason: string }[]
}

export interface AuditDifference {
  readonly before: AuditName
  readonly after: AuditName
  readonly counts: {
    readonly agentsBefore: number
    readonly agentsAfter: number
    readonly new: number
    readonly gone: number
    readonly changed: number
    readonly decided: number
    readonly lapsed: number
    readonly riskUp: number
    readonly riskDown: number
  }
  readonly agents: readonly AgentDifference[]
  readonly decided: readonly DecidedBetween[]
  readonly lapsed: readonly DecidedBetween[]
  /** Rows that are counted but not listed, because there are very many. */
  readonly left: number
}

export interface AuditName {
  readonly id: string
  readonly name: string
  readonly at: Instant
}

export interface DecidedBetween {
  readonly seq: number
  readonly at: Instant
  readonly agentId: string
  readonly agentName: string
  readonly action: DecisionAction | SystemAction
  readonly actor: string
  readonly reason: string
}

/** A sealed audit scored again; the sealed one stays as it is. */
export interface AuditReplay {
  readonly audit: AuditName
  readonly agents: number
  readonly weightsBefore: string
  readonly weightsAfter: string
  readonly policy: string | null
  readonly bandsBefore: Readonly<Record<Band, number>>
  readonly bandsAfter: Readonly<Record<Band, number>>
  readonly violationsBefore: number
  readonly violationsAfter: number
  readonly moved: readonly (RiskMove & { readonly id: string; readonly name: string; readonly violations: readonly [number, number] })[]
  readonly movedCount: number
}

export interface BundleCheck {
  readonly id: string
  readonly title: string
  readonly state: 'passed' | 'failed' | 'not-checked'
  readonly words: string
}

/** What a check of a bundle found, without the workspace it came from. */
export interface BundleVerdict {
  readonly ok: boolean
  readonly audit: AuditName | null
  readonly organisation: string | null
  readonly redacted: boolean
  readonly manifest: string | null
  readonly signedBy: { readonly keyId: string; readonly publicKey: string } | null
  readonly counts: BundleCounts | null
  readonly checkpoint: { readonly origin: string; readonly size: number; readonly note: string } | null
  readonly checks: readonly BundleCheck[]
  readonly cannotProve: readonly string[]
}

/** A bundle that another unit handed in. */
export interface HandedIn {
  readonly manifest: string
  readonly at: Instant
  readonly organisation: string
  readonly audit: AuditName
  readonly businessUnits: readonly string[]
  readonly file: string
  readonly keyId: string
  readonly publicKey: string
  readonly redacted: boolean
  readonly counts: BundleCounts
  /** Which ledger it comes from, how long that was, and its signed state: the next bundle of this unit must go on from there. */
  readonly origin: string
  readonly ledgerSize: number
  readonly checkpoint: string
  /** Counted: of the bundles of one unit only the newest is. */
  readonly speaks: boolean
}
