import type { Instant } from '../../../shared/base/time.ts'
import type { TriageItem } from '../../../shared/contract/governance.ts'
import type { AgentRow } from '../../../shared/domain/agent.ts'
import type { AgentStatus } from '../../../shared/domain/vocabulary.ts'
import type { Store } from '../store/store.ts'
import { waitingBefore } from './duty/duty.ts'
import { levelsDocument } from './duty/levels.ts'
import { settingOf } from './set-by-ledger.ts'
import { triage, waitingStatuses } from './triage.ts'
import { rulesDocument } from './triage-rules/shipped.ts'

const waiting: ReadonlySet<AgentStatus> = new Set(waitingStatuses)

/** What waits for a decision, as the workspace stands: first what is overdue, then what its owner disowned, decided or not, then by risk. */
export function queueOf(
  { agents, attestations, ledger }: Pick<Store, 'agents' | 'attestations' | 'ledger'>,
  at: { readonly now: Instant; readonly newSince: Instant | null; readonly limit: number },
): { readonly items: readonly TriageItem[]; readonly total: number } {
  const { rows, total } = agents.page({
    filter: { status: [...waitingStatuses] },
    sort: { key: 'risk', direction: 'desc' },
    after: null,
    limit: at.limit,
  })
  const { value: levels } = settingOf({ ledger }, levelsDocument)
  const { value: rules } = settingOf({ ledger }, rulesDocument)
  const overdue = agents.waitingRows(waitingBefore(levels, at.now), at.limit)
  const disowned = new Map(attestations.disowned().map((said) => [said.agentId, said]))
  const named = [...disowned.keys()].flatMap((id) => agents.row(id) ?? [])
  const queue = triage(new Map([...rows, ...overdue, ...named].map((row: AgentRow) => [row.id, row])).values(), {
    ...at,
    disowned,
    levels,
    rules,
    agentOf: (id) => agents.get(id)?.agent ?? null,
  })
  const returned = queue.items.filter(({ row }) => !waiting.has(row.status)).length
  return { items: queue.items, total: total + returned }
}
