import type { Instant } from '../../../shared/base/time.ts'
import type { TriageItem } from '../../../shared/contract/governance.ts'
import type { AgentRow } from '../../../shared/domain/agent.ts'
import type { AgentStatus } from '../../../shared/domain/vocabulary.ts'
import type { Store } from '../store/store.ts'
import { triage, waitingStatuses } from './triage.ts'

const waiting: ReadonlySet<AgentStatus> = new Set(waitingStatuses)

/** What waits for a decision, as the workspace stands: first what its owner disowned, decided or not, then by risk. */
export function queueOf(
  { agents, attestations }: Pick<Store, 'agents' | 'attestations'>,
  at: { readonly now: Instant; readonly newSince: Instant | null; readonly limit: number },
): { readonly items: readonly TriageItem[]; readonly total: number } {
  const { rows, total } = agents.page({
    filter: { status: [...waitingStatuses] },
    sort: { key: 'risk', direction: 'desc' },
    after: null,
    limit: at.limit,
  })
  const disowned = new Map(attestations.disowned().map((said) => [said.agentId, said]))
  const named = [...disowned.keys()].flatMap((id) => agents.row(id) ?? [])
  const queue = triage(new Map([...rows, ...named].map((row: AgentRow) => [row.id, row])).values(), { ...at, disowned })
  const returned = queue.items.filter(({ row }) => !waiting.has(row.status)).length
  return { items: queue.items, total: total + returned }
}
