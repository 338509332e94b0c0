import type { AgentRow } from '../../../shared/domain/agent.ts'
import type { Decision } from '../../../shared/domain/decision.ts'
import { canonicalFacts, changedFacts, changeWords, factsHash } from './facts.ts'
import type { Recording } from './governing.ts'
import { appendDecision } from './ledger/entries.ts'
import { canAct, projectStatus, recordedStanding } from './status.ts'

/** Who takes the entries that follow from time and facts, not from a person. */
export const systemActor = 'rollcall'

/**
 * Writes into the ledger what time and the last scan changed: approvals that lapsed, revoked agents that are back, agents that
 * are gone. Call it after a scan and when time has passed; what is written once is not written again. Returns the ids of the
 * agents it wrote about, which are to be assessed again.
 */
export function sweep(recording: Recording): readonly string[] {
  const { store, ports } = recording
  const now = ports.clock().toISOString()
  return store.transaction(() => {
    const changed: string[] = []
    for (const row of store.agents.rows()) if (mayChange(row) && sweepOne(recording, row.id, now) !== null) changed.push(row.id)
    return changed
  })
}

/**
 * As `sweep`, for what ran out of time only, whatever the last scan has seen so far: it may still be under way. Returns the ids of
 * the agents it wrote about.
 */
export function sweepOverdue(recording: Recording): readonly string[] {
  const now = recording.ports.clock().toISOString()
  return recording.store.transaction(() => {
    const changed: string[] = []
    for (const row of recording.store.agents.rows())
      if (row.statusUntil !== null && row.statusUntil < now && mayChange(row) && sweepOne(recording, row.id, now) !== null)
        changed.push(row.id)
    return changed
  })
}

/** An agent nobody ever decided about has no decision that could lapse; its state is projected, not recorded. */
function mayChange(row: AgentRow): boolean {
  return row.status !== 'discovered'
}

function sweepOne({ store, signer }: Recording, agentId: string, now: string): Decision | null {
  const agent = store.agents.get(agentId)?.agent
  const decisions = store.ledger.decisionsOf(agentId)
  if (agent === undefined || !decisions.some((one) => one.action !== 'assign-owner')) return null
  const hash = factsHash(agent)
  const { implied } = projectStatus(decisions, { factsHash: hash, now, gone: agent.gone, lastSeen: agent.lastSeen, canAct: canAct(agent) })
  if (implied === null) return null
  const before = recordedStanding(decisions).decision?.factsHash
  const kept = before === undefined || before === hash ? null : store.ledger.facts(before)
  const changes = kept === null ? '' : changedFacts(kept, agent).map(changeWords).join(' · ')
  store.ledger.keepFacts(hash, canonicalFacts(agent))
  return appendDecision(store.ledger, signer, {
    at: now,
    agentId,
    agentName: agent.name,
    action: implied.action,
    actor: systemActor,
    reason: shortened(changes === '' ? sentence(implied.because) : `${sentence(implied.because)} ${changes}`),
    until: null,
    conditions: null,
    policyId: null,
    owner: null,
    factsHash: hash,
    revocationId: null,
  })
}

/** Facts may be long; the whole difference is computed from the kept facts whenever it is shown. */
function shortened(text: string): string {
  return text.length <= 1_000 ? text : `${text.slice(0, 999)}…`
}

function sentence(because: string): string {
  return `${because.charAt(0).toUpperCase()}${because.slice(1)}.`
}
