import type { Agent, Violation } from '../../../shared/domain/agent.ts'
import type { Decision } from '../../../shared/domain/decision.ts'
import type { Finding, RiskScore } from '../../../shared/domain/risk.ts'
import type { AgentStatus } from '../../../shared/domain/vocabulary.ts'
import type { Classify } from '../connectors/connector.ts'
import { identitiesOf } from '../governance/identity/standing.ts'
import type { AgentWrite, Store } from '../store/store.ts'
import { canWords, capabilitiesOf } from './capabilities.ts'
import { type Composed, compose } from './compose.ts'
import { notesOf } from './history.ts'
import { type Member, readMember } from './member.ts'
import { attestedOwner, departmentOf, ownerOf } from './owner.ts'

/** What the rest of the engine says of a composed agent. Each is a pure function of its arguments. */
export interface Judgement {
  readonly classifierOf: (provider: string) => Classify | null
  readonly factsHash: (agent: Composed) => string
  readonly status: (agent: Composed, factsHash: string, decisions: readonly Decision[]) => Standing
  readonly violations: (agent: Agent) => readonly Violation[]
  readonly score: (agent: Agent, violations: readonly Violation[]) => { readonly score: RiskScore; readonly findings: readonly Finding[] }
}

export interface Standing {
  readonly status: AgentStatus
  readonly since: string | null
  readonly until: string | null
  readonly waiting: { readonly since: string | null } | null
  readonly policyIds: readonly string[]
  readonly declaredOwner: string | null
}

/** Composes, judges and keeps the given agents, in the caller's transaction. */
export type Assess = (agentIds: readonly string[], scanId: string | null) => void

/** The one place where members become an agent with status, violations and score: collect → compose → judge → keep. */
export function createAssess(store: Store, judgement: Judgement, now: () => Date): Assess {
  return (agentIds, scanId) => {
    const at = now().toISOString()
    const partial = incompleteConnections(store, scanId)
    const writes = agentIds.flatMap((id) => {
      const before = store.agents.get(id)
      const write = assessOne(store, judgement, id, partial, before)
      return write === null ? [] : [{ write, before }]
    })
    store.agents.put(
      writes.map(({ write }) => write),
      { scanId, at },
    )
    for (const { write, before } of writes) {
      // What is counted as another agent now is not gone; whoever joined them left a note.
      const joined = store.agents.members(write.agent.id).length === 0
      for (const note of notesOf(before, write, at, scanId)) if (!joined || note.kind !== 'gone') store.agents.note(write.agent.id, note)
    }
  }
}

function assessOne(
  store: Store,
  judgement: Judgement,
  id: string,
  partial: ReadonlySet<string>,
  before: AgentWrite | null,
): AgentWrite | null {
  const members = store.agents.members(id).flatMap((one) => readMember(store, one.connectionId, one.subjectKey) ?? [])
  const decisions = store.ledger.decisionsOf(id)
  const composed = isFilled(members) ? composeFrom(store, judgement, id, members, decisions) : merged(before)
  if (composed === null) return null
  const hash = judgement.factsHash(composed)
  const standing = judgement.status(composed, hash, decisions)
  const agent: Agent = {
    ...composed,
    status: standing.status,
    statusSince: standing.since,
    statusUntil: standing.until,
    waitingSince: standing.waiting === null ? null : (standing.waiting.since ?? composed.firstSeen),
    policyIds: standing.policyIds,
    factsHash: hash,
  }
  const violations = judgement.violations(agent)
  return {
    agent,
    ...judgement.score(agent, violations),
    violations,
    can: canWords(agent.capabilities),
    partial: agent.sources.some((source) => partial.has(source.connectionId)),
  }
}

function composeFrom(
  store: Store,
  judgement: Judgement,
  id: string,
  members: readonly [Member, ...Member[]],
  decisions: readonly Decision[],
): Composed {
  const assigned = decisions.findLast((decision) => decision.action === 'assign-owner')
  const said = store.attestations.latest(id)
  const owner = attestedOwner(ownerOf(store, members, assigned?.owner ?? null), said, assigned?.seq ?? null)
  const composed = compose({
    id,
    members,
    capabilities: capabilitiesOf(
      members.filter((member) => !member.gone),
      judgement.classifierOf,
    ),
    owner,
    department: departmentOf(store, members, owner),
    agentIdOf: (connectionId, subjectKey) => store.agents.memberOf(connectionId, subjectKey),
  })
  const named = namedHere(composed, identitiesOf(store).names.get(id))
  return said === null ? named : { ...named, attestation: said, purpose: named.purpose || said.purpose }
}

/** Under the name a person gave it, with its source's own beside it. */
function namedHere(composed: Composed, name: string | undefined): Composed {
  return name === undefined ? composed : { ...composed, name, details: { ...composed.details, 'Named by its source': composed.name } }
}

/** An agent all of whose members moved to another one: kept as it was, and gone. */
function merged(before: AgentWrite | null): Composed | null {
  return before === null ? null : { ...before.agent, gone: true }
}

/** Connections whose present or last scan left something unseen. */
function incompleteConnections(store: Store, scanId: string | null): ReadonlySet<string> {
  const steps = scanId === null ? store.scans.latestCoverage() : store.scans.coverage(scanId)
  return new Set(steps.filter((step) => step.incomplete).map((step) => step.connectionId))
}

function isFilled(members: readonly Member[]): members is readonly [Member, ...Member[]] {
  return members.length > 0
}
