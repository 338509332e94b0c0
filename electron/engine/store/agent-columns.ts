import type { CellCounts, CellValues } from './cells.ts'
import type { AgentWrite } from './store.ts'

const longestSortKey = 120

/** How names are put in order: without case, width or form, well-formed, and not endless. */
function sortText(text: string): string {
  return text.slice(0, longestSortKey).toWellFormed().normalize('NFKC').toLowerCase().slice(0, longestSortKey)
}

/** Known owners by name, then those who left, then nobody, then those nobody looked up. */
const ownerRank = { known: '1', left: '2', unanswerable: '3', none: '4', unknown: '5' } as const

export function cellValues({ agent, score }: AgentWrite, hidden: number): CellValues {
  return {
    connection_id: agent.connectionId,
    business_unit: agent.businessUnit ?? '',
    kind: agent.kind,
    status: agent.status,
    band: score.band,
    owner_state: agent.owner.state,
    autonomy: agent.autonomy.floor,
    environment: agent.environment,
    provider: agent.provider,
    certainty: agent.certainty,
    gone: agent.gone ? 1 : 0,
    hidden,
  }
}

export function cellCounts({ agent }: AgentWrite): CellCounts {
  const { retry, escalation, rollback } = agent.errorHandling
  const handles = agent.kind === 'workflow' && (retry === true || escalation === true || rollback === true)
  return {
    n: 1,
    tools_known: agent.tools !== null || agent.grantCount > 0 ? 1 : 0,
    activity_known: agent.activityKnown ? 1 : 0,
    handles_errors: handles ? 1 : 0,
  }
}

/** The agent table's columns but its id, cell and scan marks. */
export function agentColumns(write: AgentWrite) {
  const { agent, score } = write
  const { tools_known, activity_known, handles_errors } = cellCounts(write)
  return {
    name: agent.name,
    platform: agent.platform,
    owner_name: agent.owner.name,
    autonomy_ceiling: agent.autonomy.ceiling,
    can: JSON.stringify(write.can.slice(0, 6)),
    reasons: JSON.stringify(score.reasons),
    status_until: agent.statusUntil,
    waiting_since: agent.waitingSince ?? null,
    last_active: agent.lastActive,
    last_seen: agent.lastSeen,
    partial: write.partial ? 1 : 0,
    tools_known,
    activity_known,
    handles_errors,
    facts_hash: agent.factsHash,
    risk: score.risk,
    danger: score.danger,
    governance: score.governance,
    name_sort: sortText(agent.name),
    kind: agent.kind,
    status: agent.status,
    owner_sort: ownerRank[agent.owner.state] + sortText(agent.owner.name ?? ''),
    active_sort: agent.lastActive ?? '',
    first_seen: agent.firstSeen,
    provider: agent.provider,
    autonomy: agent.autonomy.floor,
  }
}
