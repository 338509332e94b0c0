import type { HistoryItem } from '../../../shared/contract/agents.ts'
import type { AgentWrite } from '../store/store.ts'

/** What is worth a line in an agent's history when it goes from one assessment to the next. Pure. */
export function notesOf(before: AgentWrite | null, after: AgentWrite, at: string, scanId: string | null): readonly HistoryItem[] {
  if (before === null)
    return [{ at, kind: 'first-seen', text: `First seen in ${after.agent.sources[0]?.connectionLabel ?? 'a connection'}`, scanId }]
  const notes: HistoryItem[] = []
  if (before.agent.gone !== after.agent.gone) {
    notes.push({ at, kind: after.agent.gone ? 'gone' : 'returned', text: after.agent.gone ? 'Not found any more' : 'Found again', scanId })
  }
  if (before.agent.name !== after.agent.name) notes.push({ at, kind: 'changed', text: `Renamed from “${before.agent.name}”`, scanId })
  if (before.agent.factsHash !== after.agent.factsHash) notes.push({ at, kind: 'changed', text: 'Governed facts changed', scanId })
  if (before.score.band !== after.score.band) {
    notes.push({
      at,
      kind: 'risk',
      text: `Risk moved from ${before.score.band} (${before.score.risk}) to ${after.score.band} (${after.score.risk})`,
      scanId,
    })
  }
  return notes
}
