import type { AgentFilter } from '../../../../shared/contract/agents.ts'
import type { BoundBy } from '../../../../shared/domain/agent.ts'
import type { CandidatePage } from '../../../../shared/domain/policy.ts'
import { isSelected, type Selector } from '../../../../shared/domain/selector.ts'
import type { Store } from '../../store/store.ts'

const byName = { key: 'name', direction: 'asc' } as const

/** Agents that may be brought under a policy by hand, in order of their names, a page at a time, with how each is bound already. */
export function candidatesFor(
  store: Store,
  policyId: string,
  selector: Selector | null,
  { filter, after, limit }: { readonly filter: AgentFilter; readonly after: string | null; readonly limit: number },
): CandidatePage {
  const { rows, next, total } = store.agents.page({ filter: { ...filter, gone: false }, sort: byName, after, limit })
  return { items: rows.map((row) => ({ row, by: boundBy(store, row.id, policyId, selector) })), next, total }
}

function boundBy(store: Store, agentId: string, policyId: string, selector: Selector | null): readonly BoundBy[] {
  const seen = store.selections.of(agentId)
  if (seen === null) return []
  return [
    ...(seen.policyIds.includes(policyId) ? (['decision'] as const) : []),
    ...(isSelected(selector, (field) => seen.has[field]) ? (['selector'] as const) : []),
  ]
}
