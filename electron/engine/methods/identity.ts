import { ok } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import type { Agent } from '../../../shared/domain/agent.ts'
import { agentsIn } from '../../../shared/domain/identity-change.ts'
import { changeIdentity } from '../governance/identity/change-identity.ts'
import { identitiesOf } from '../governance/identity/standing.ts'
import { seenOf, suggestMerges } from '../governance/identity/suggest-merges.ts'
import { inTurns } from '../in-turns.ts'
import type { EngineContext } from './engine-context.ts'

const mostLikeNamed = 50
/** After this many agents other work has its turn. */
const chunk = 200

/** The agent and those found by its name: for one agent, the whole inventory need not be read. */
function likeNamed({ store }: EngineContext, agentId: string): readonly Agent[] {
  const own = store.agents.get(agentId)?.agent
  if (own === undefined) return []
  const sort = { key: 'risk', direction: 'desc' } as const
  const { rows } = store.agents.page({ filter: { text: own.name.slice(0, 500) }, sort, after: null, limit: mostLikeNamed })
  return [own, ...rows.flatMap(({ id }) => (id === agentId ? [] : (store.agents.get(id)?.agent ?? [])))]
}

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
    suggestions: async ({ agentId, limit }) => {
      const seen: ReturnType<typeof seenOf>[] = []
      const agents = agentId === null ? store.agents.every() : likeNamed(context, agentId)
      for await (const agent of inTurns(agents, chunk)) if (!agent.gone) seen.push(seenOf(agent))
      const found = suggestMerges(seen, identitiesOf(store).isApart)
      const of = agentId === null ? found : found.filter(({ one, other }) => one.id === agentId || other.id === agentId)
      return ok(of.slice(0, limit))
    },
  }
}
