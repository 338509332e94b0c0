import type { Instant } from '../../../shared/base/time.ts'
import type { AgentFilter, AgentPage, AgentSortKey, Facet, HistoryItem, SavedView } from '../../../shared/contract/agents.ts'
import type { Agent, AgentRow, Violation } from '../../../shared/domain/agent.ts'
import type { Attestation, AttestationRequest } from '../../../shared/domain/attestation.ts'
import type { Audit, AuditSchedule, HandedIn } from '../../../shared/domain/audit.ts'
import type { Call } from '../../../shared/domain/call.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { PlaceCoverage, PlaceGrid, StepCoverage, StepEnd } from '../../../shared/domain/coverage.ts'
import type { Decision, LedgerEntry } from '../../../shared/domain/decision.ts'
import type { Observation, ObservationKind, Person } from '../../../shared/domain/observation.ts'
import type { PolicyViolations } from '../../../shared/domain/policy.ts'
import type { KeptDraft } from '../../../shared/domain/policy-draft.ts'
import type { Revocation, RevocationBatch } from '../../../shared/domain/revocation.ts'
import type { Finding, RiskScore } from '../../../shared/domain/risk.ts'
import type { Scan, ScanState } from '../../../shared/domain/scan.ts'
import type { Selectable } from '../../../shared/domain/selector.ts'
import type { Band } from '../../../shared/domain/vocabulary.ts'

/** One workspace file. The only SQL lives behind this; one object per table family, one file each. */
export interface Store {
  readonly path: string
  readonly schemaVersion: number
  /** All or nothing; nested calls join the outer one. */
  transaction<T>(work: () => T): T
  /** Like `transaction`, but a power cut may lose it: for what a scan can fetch or work out again. A later durable write keeps it too. */
  relaxed<T>(work: () => T): T
  readonly settings: SettingStore
  readonly connections: ConnectionStore
  readonly scans: ScanStore
  readonly calls: CallStore
  readonly observations: ObservationStore
  readonly agents: AgentStore
  readonly selections: SelectionStore
  readonly ledger: LedgerStore
  readonly revocations: RevocationStore
  readonly views: ViewStore
  readonly policyDrafts: PolicyDraftStore
  readonly audits: AuditStore
  readonly handedIn: HandedInStore
  readonly attestations: AttestationStore
  close(): void
}

export interface SettingStore {
  get(key: string): string | null
  set(key: string, value: string): void
}

export interface ConnectionStore {
  list(): readonly Connection[]
  get(id: string): Connection | null
  put(connection: Connection): void
  /** Hides it from lists; its observations and evidence stay. */
  remove(id: string): void
}

export interface StepRow {
  readonly scanId: string
  readonly connectionId: string
  readonly stepId: string
  readonly stepTitle: string
  readonly hides: string
  readonly cursor: string | null
  readonly end: StepEnd | null
}

/** How a step ended in a place, and the key prefixes that are that place's alone: complete marks the unseen rest of them as gone. */
export interface KeptPlace {
  readonly wide: string
  readonly narrow: string
  readonly end: StepEnd
  readonly owns: readonly { readonly kind: ObservationKind; readonly keyPrefix: string }[]
}

export interface PlaceQuery {
  readonly connectionId: string
  readonly incompleteOnly: boolean
  /** Only this place; `narrow` null for every place in `wide`. */
  readonly within: { readonly wide: string; readonly narrow: string | null } | null
  readonly after: { readonly wide: string; readonly narrow: string; readonly stepId: string } | null
  readonly limit: number
}

export interface ScanStore {
  begin(scan: {
    readonly id: string
    readonly startedAt: Instant
    readonly steps: readonly Omit<StepRow, 'cursor' | 'end' | 'scanId'>[]
  }): void
  /** Durable before it returns: a batch's observations, its counts and the cursor stand or fall together. Returns the number of new facts. */
  keep(batch: {
    readonly scanId: string
    readonly connectionId: string
    readonly stepId: string
    readonly at: Instant
    readonly observations: readonly Observation[]
    readonly callId: string | null
    readonly cursor: string | null
    readonly keptAside: number
    readonly places?: readonly KeptPlace[]
  }): number
  startStep(scanId: string, connectionId: string, stepId: string, at: Instant): void
  /** A complete end marks what the step owns and did not see in this scan as gone, in the same transaction. */
  endStep(step: {
    readonly scanId: string
    readonly connectionId: string
    readonly stepId: string
    readonly at: Instant
    readonly end: StepEnd
    readonly owns: readonly { readonly kind: ObservationKind; readonly keyPrefix: string }[]
  }): void
  end(scanId: string, state: ScanState, at: Instant): void
  get(scanId: string): Scan | null
  list(limit: number): readonly Scan[]
  steps(scanId: string): readonly StepRow[]
  coverage(scanId: string): readonly StepCoverage[]
  /** The steps of the last ended scan of each connection that still exists. */
  latestCoverage(): readonly StepCoverage[]
  /** How many places of a step of a scan ended incomplete, of how many. */
  placeCounts(scanId: string, connectionId: string, stepId: string): { readonly places: number; readonly incomplete: number }
  /** The places of the last ended scan of a connection, in order, at most `limit` from `after` on. */
  places(of: PlaceQuery): readonly PlaceCoverage[]
  placeGrid(connectionId: string): PlaceGrid
  /** Scans whose process died: to be resumed or named as interrupted. */
  unfinished(): readonly Scan[]
}

export interface CallStore {
  append(calls: readonly Call[]): void
  get(id: string): Call | null
  /** The calls behind an agent's observations, newest first, at most `limit`. */
  ofAgent(agentId: string, limit: number): readonly Call[]
  count(): number
  /** Every call in the order it was made, with bounded memory. */
  all(): Iterable<Call>
}

/** An observation with its place in time. */
export interface Seen<O extends Observation = Observation> {
  readonly observation: O
  readonly connectionId: string
  readonly callId: string | null
  readonly firstSeen: Instant
  readonly lastSeen: Instant
  readonly gone: boolean
}

export interface ObservationStore {
  /** What was seen last of one kind in one connection (gone ones left out), streamed in key order with bounded memory. */
  current<K extends ObservationKind>(connectionId: string, kind: K): Iterable<Extract<Observation, { readonly kind: K }>>
  /** Like `current`, only what this scan itself saw. */
  inScan<K extends ObservationKind>(scanId: string, connectionId: string, kind: K): Iterable<Extract<Observation, { readonly kind: K }>>
  subject(connectionId: string, key: string): Seen | null
  /** Keys of subjects touched (new, changed, gone, or with a grant, owner or activity that is) since the mark, at most `limit`; then `clearTouched`. */
  touchedSubjects(connectionId: string, limit: number): readonly string[]
  clearTouched(connectionId: string, keys: readonly string[]): void
  /** Everything about one subject: itself, its grants, ownerships and activities (by key or native id), newest form. */
  about(connectionId: string, subjectKey: string): readonly Seen[]
  /** At most `limit` grants of a subject, and how many there are and for how many people. */
  grantSummary(connectionId: string, subjectKey: string): { readonly grants: number; readonly people: number }
  person(connectionId: string, key: string): Seen | null
  /** Accounts with this mail address (upper and lower case alike) in any present connection, in their last known form; at most 50. */
  peopleByMail(mail: string): readonly Seen<Person>[]
  /** Subjects in any connection that bear this joining native id. */
  byNativeId(kind: string, value: string): readonly { readonly connectionId: string; readonly subjectKey: string }[]
  /** How many different joining ids of these kinds there are, and which present connections name them. A value counts once, whatever kinds it may be. */
  named(kinds: readonly string[]): { readonly count: number; readonly connectionIds: readonly string[] }
  /** Subjects of role `identity` seen and not gone: the denominator. */
  identityCount(): number
  count(): number
}

/** A resolved agent ready to be kept: values, score and links, written in one transaction with search index and roll-ups. */
export interface AgentWrite {
  readonly agent: Agent
  readonly score: RiskScore
  readonly findings: readonly Finding[]
  readonly violations: readonly Violation[]
  readonly can: readonly string[]
  readonly partial: boolean
}

export interface AgentStore {
  put(writes: readonly AgentWrite[], context: { readonly scanId: string | null; readonly at: Instant }): void
  /** Subject → agent membership; survives re-scans. A subject belongs to at most one agent. */
  memberOf(connectionId: string, subjectKey: string): string | null
  members(agentId: string): readonly { readonly connectionId: string; readonly subjectKey: string }[]
  setMember(connectionId: string, subjectKey: string, agentId: string): void
  removeMember(connectionId: string, subjectKey: string): void
  get(id: string): AgentWrite | null
  row(id: string): AgentRow | null
  rows(): Iterable<AgentRow>
  /** Every shown agent with all that is kept of it, in order of ids, with bounded memory. */
  all(): Iterable<AgentWrite>
  ids(): readonly string[]
  exists(id: string): boolean
  page(query: {
    readonly filter: AgentFilter
    readonly sort: { readonly key: AgentSortKey; readonly direction: 'asc' | 'desc' }
    readonly after: string | null
    readonly limit: number
  }): AgentPage
  anchor(query: {
    readonly filter: AgentFilter
    readonly sort: { readonly key: AgentSortKey; readonly direction: 'asc' | 'desc' }
    readonly index: number
  }): string | null
  facets(filter: AgentFilter): readonly Facet[]
  /** Agents that share an identity, an owner or a workflow with this one. */
  related(agentId: string): readonly { readonly agentId: string; readonly name: string; readonly why: string }[]
  /** Agents that point at this one: act as it, hand work to it, use it, serve its workflow. */
  dependents(agentId: string): readonly { readonly agentId: string; readonly name: string; readonly why: string }[]
  history(agentId: string): readonly HistoryItem[]
  note(agentId: string, item: HistoryItem): void
  violations(agentId: string | null): readonly Violation[]
  violationCounts(): readonly { readonly policyId: string; readonly violations: number; readonly agents: number }[]
  violationsUnder(policyId: string, after: string | null, limit: number): PolicyViolations
  /** Every agent that is shown, without what was said of it, with bounded memory. */
  every(): Iterable<Agent>
  /** Roll-ups, kept in the same transactions as the rows: (dimension, value, band, status group) → count. */
  rollups(): readonly {
    readonly dimension: string
    readonly value: string
    readonly band: string
    readonly shadow: boolean
    readonly count: number
  }[]
  /** One point per ended scan: shadow and governed counts. */
  overTime(): readonly { readonly at: Instant; readonly scanId: string; readonly shadow: number; readonly governed: number }[]
  markScan(scanId: string, at: Instant): void
  /** Agents (not gone) whose standing approval or exception ended before `at`. */
  overdue(at: Instant): number
  /** Agents (not gone) that wait for a decision since before the moment of their band: how many of each. */
  waiting(before: Readonly<Record<Band, Instant>>): Readonly<Record<Band, number>>
  /** The riskiest of them. */
  waitingRows(before: Readonly<Record<Band, Instant>>, limit: number): readonly AgentRow[]
  /** Agents (not gone): whose tools or permissions are known, whose activity is known; workflows, and those with any error handling. */
  layerCounts(): { readonly toolsKnown: number; readonly activityKnown: number; readonly workflows: number; readonly errorHandling: number }
  /** What changed since that scan: appeared, gone, changed. */
  changedSince(scanId: string | null): { readonly appeared: number; readonly gone: number; readonly changed: number }
}

/** What a decision is found by; the decision itself is kept once, as the entry that was signed. */
export type FiledUnder = Pick<Decision, 'agentId' | 'action'>

/** An entry, and what it is found by as a decision; all null where it is filed as none of its moment. */
export type StoredEntry = LedgerEntry & { readonly [Name in keyof FiledUnder]: string | null }

export interface LedgerStore {
  /** Durable (`synchronous=FULL`) before it returns. Fails if `seq` or `previousHash` do not continue the chain. */
  append(entry: LedgerEntry, decision: FiledUnder | null): void
  head(): LedgerEntry | null
  entries(fromSeq: number, limit: number): readonly LedgerEntry[]
  count(): number
  decisions(limit: number): readonly Decision[]
  decisionsOf(agentId: string): readonly Decision[]
  /** The facts a standing decision was taken on, canonical JSON, by hash. */
  facts(hash: string): string | null
  keepFacts(hash: string, canonical: string): void
  /** Entries of these kinds, oldest first; none of them a decision. */
  ofKinds(kinds: readonly string[]): readonly LedgerEntry[]
  /** The number of the last entry of a kind, none of them a decision; 0 where there is none. */
  lastOfKind(kind: string): number
  /** Every entry after a number, or every one, with what it is filed under, in order, `most` of them, with bounded memory. */
  stored(after?: number, most?: number): Iterable<StoredEntry>
  decisionCount(): number
  /** Decisions, of people and of time, written at or after this moment. */
  decisionsSince(at: Instant): number
  /** A decision whose entry is not in the ledger; null where there is none. */
  strayDecision(): number | null
  allFacts(): Iterable<{ readonly hash: string; readonly canonical: string }>
  /** The first decision that was taken on these facts. */
  decisionOnFacts(hash: string): number | null
  /** The signed states of the ledger's tree, by size. */
  checkpoints(): readonly { readonly size: number; readonly at: Instant; readonly note: string }[]
  lastCheckpoint(): KeptCheckpoint | null
  keepCheckpoint(checkpoint: KeptCheckpoint): void
}

/** A signed state of the ledger's tree. `frontier`: the roots of its whole subtrees, 32 bytes each, from which it goes on. */
export interface KeptCheckpoint {
  readonly size: number
  readonly at: Instant
  readonly note: string
  readonly frontier: Uint8Array
}

export interface RevocationStore {
  put(revocation: Revocation): void
  get(id: string): Revocation | null
  list(agentId: string | null): readonly Revocation[]
  putBatch(batch: RevocationBatch): void
  batch(id: string): RevocationBatch | null
  /** Newest first. */
  batches(): readonly RevocationBatch[]
}

export interface ViewStore {
  list(): readonly SavedView[]
  put(view: SavedView): void
  remove(id: string): void
}

export interface PolicyDraftStore {
  /** By policy. */
  list(): readonly KeptDraft[]
  get(policyId: string): KeptDraft | null
  put(draft: KeptDraft): void
  remove(policyId: string): void
}

/** What selectors look at of the agents that are shown and not gone, without a look at the agents themselves. */
export interface SelectionStore {
  /** Agents of which selectors see the same, counted together, by the group's id. */
  groups(): readonly { readonly id: number; readonly agents: number }[]
  /** What selectors see of each group after this id, by id; groups without an agent among them. A group never changes. */
  after(id: number): Iterable<{ readonly id: number; readonly has: Selectable }>
  /** How many agents of each group decisions brought under which policy. */
  bound(): readonly { readonly policyId: string; readonly selection: number; readonly agents: number }[]
  /** The first agents of these groups, and those that a decision brought under the policy. */
  first(
    selections: readonly number[],
    policyId: string | null,
    limit: number,
  ): readonly { readonly agentId: string; readonly name: string; readonly byHand: boolean; readonly selected: boolean }[]
  /** The agents of these groups, and those that a decision brought under the policy, with bounded memory. */
  agents(selections: readonly number[], policyId: string): Iterable<Agent>
  /** What selectors see of one agent, and which policies decisions brought it under. */
  of(agentId: string): { readonly has: Selectable; readonly policyIds: readonly string[] } | null
}

export interface AuditStore {
  /** Newest first. */
  list(): readonly Audit[]
  get(id: string): Audit | null
  byName(name: string): Audit | null
  put(audit: Audit): void
  schedules(): readonly AuditSchedule[]
  putSchedule(schedule: AuditSchedule): void
  removeSchedule(id: string): void
  /** What policies look at of a sealed audit's agents, packed, by the hash of its manifest; null where it was not packed yet. */
  subjects(manifest: string): Uint8Array | null
  keepSubjects(manifest: string, bytes: Uint8Array): void
}

/** An agent of a bundle that was handed in, as far as it is compared and counted. */
export interface HandedInAgent {
  readonly id: string
  readonly name: string
  readonly band: string
  readonly risk: number
  /** Absent: it was taken in before anybody asked. */
  readonly danger?: number
  readonly status: string
  readonly owner: string | null
  readonly factsHash: string
  readonly gone: boolean
  /** By which it is one with another; and by which it may be. */
  readonly marks: readonly string[]
  readonly perhaps: readonly string[]
}

export interface HandedInStore {
  /** Newest first. */
  list(): readonly HandedIn[]
  put(bundle: HandedIn, agents: Iterable<HandedInAgent>): void
  agents(): Iterable<HandedInAgent & { readonly manifest: string }>
}

export interface AttestationStore {
  putRequest(request: AttestationRequest): void
  request(id: string): AttestationRequest | null
  /** Newest first; with an agent, those about it. */
  requests(agentId: string | null): readonly AttestationRequest[]
  put(attestation: Attestation): void
  /** What was said last of an agent. */
  latest(agentId: string): Attestation | null
  ofRequest(requestId: string): readonly Attestation[]
  /** What was said last of agents whose owners want them no longer or know nothing of them, and nobody decided since. */
  disowned(): readonly Attestation[]
}
