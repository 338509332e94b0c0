import { ok } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import { agentsIn } from '../../../shared/domain/identity-change.ts'
import { changeIdentity } from '../governance/identity/change-identity.ts'
import { identitiesOf } from '../governance/identity/standing.ts'
import { suggestMerges } from '../governance/identity/suggest-merges.ts'
import type { EngineContext } from './engine-context.ts'

export function identityMethods(context: EngineContext): EngineHandlers['identity'] {
  const { store, emit } = context
  return {
    change: ({ change, reason }) => {
      const changed = changeIdentity(context, change, reason)
      if (changed.ok) {
        emit('decisions-changed')
        emit('inventory-changed')
      }
      return changed
    },
    changes: ({ agentId }) => {
      const { entries } = identitiesOf(store)
      const of = agentId === null ? entries : entries.filter(({ change }) => agentsIn(change).includes(agentId))
      return ok(of.toReversed())
    },
    suggestions: ({ agentId, limit }) => {
      const found = suggestMerges(store.agents.every(), identitiesOf(store).isApart)
      const of = agentId === null ? found : found.filter(({ one, other }) => one.id === agentId || other.id === agentId)
      return ok(of.slice(0, limit))
    },
  }
}
