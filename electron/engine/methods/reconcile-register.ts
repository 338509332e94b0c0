import type { AgentRow } from '../../../shared/domain/agent.ts'
import type { Reconciliation } from '../../../shared/domain/reconciliation.ts'
import { connectorOf } from '../connectors/registry.ts'
import { reconcile } from '../inventory/reconcile.ts'
import type { Store } from '../store/store.ts'

/** Every entry of every register that was read, against the inventory; null where no register was read. */
export function reconcileRegister(store: Store, rows: readonly AgentRow[]): Reconciliation | null {
  const lists = store.connections.list().filter(({ provider }) => connectorOf(provider)?.category === 'file')
  const entries = lists.flatMap(({ id }) =>
    [...store.observations.current(id, 'subject')].flatMap(({ key, name, claim }) => {
      if (claim === undefined) return []
      const agentId = store.agents.memberOf(id, key)
      return [{ claim, name, agent: agentId === null ? null : (store.agents.get(agentId)?.agent ?? null) }]
    }),
  )
  return entries.length === 0 ? null : reconcile(entries, rows)
}
