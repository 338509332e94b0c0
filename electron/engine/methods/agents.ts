import { fail, ok } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import type { AgentDetail } from '../../../shared/domain/agent.ts'
import { selectorWords } from '../../../shared/domain/selector.ts'
import { changedFacts } from '../governance/facts.ts'
import { boundUnder, policiesOf } from '../governance/policies/policies-of.ts'
import { standingDecision } from '../governance/status.ts'
import { factsOfAgent, unknownsOf } from '../inventory/facts-of-agent.ts'
import type { AgentWrite } from '../store/store.ts'
import type { EngineContext } from './engine-context.ts'

/** Most calls shown behind one agent; the ledger itself is not shortened. */
const shownCalls = 200

export function agentMethods({ store, newId }: EngineContext): EngineHandlers['agents'] {
  const missing = (id: string) =>
    fail('not-found', 'This agent is not in the workspace.', { subject: id, next: 'Go back to the inventory and choose it again.' })
  return {
    page: ({ filter, sort, after, limit }) => ok(store.agents.page({ filter, sort, after, limit })),
    anchor: ({ filter, sort, index }) => ok({ after: store.agents.anchor({ filter, sort, index }) }),
    facets: ({ filter }) => ok(store.agents.facets(filter)),
    get: ({ id }) => {
      const kept = store.agents.get(id)
      const row = store.agents.row(id)
      if (kept === null || row === null) return missing(id)
      return ok({
        agent: kept.agent,
        row,
        facts: factsOfAgent(kept.agent),
        score: kept.score,
        findings: kept.findings,
        violations: kept.violations,
        policies: policiesFor(kept),
        sinceDecision: sinceDecision(kept),
        related: store.agents.related(id),
        unknowns: unknownsOf(kept.agent),
      })
    },
    history: ({ id }) => (store.agents.exists(id) ? ok(store.agents.history(id)) : missing(id)),
    decisions: ({ id }) => (store.agents.exists(id) ? ok(store.ledger.decisionsOf(id)) : missing(id)),
    call: ({ callId }) => {
      const call = store.calls.get(callId)
      return call === null ? fail('not-found', 'This call is not in the call ledger.', { subject: callId }) : ok(call)
    },
    calls: ({ id }) => (store.agents.exists(id) ? ok(store.calls.ofAgent(id, shownCalls)) : missing(id)),
    views: () => ok(store.views.list()),
    saveView: ({ name, filter, sort, columns }) => {
      const present = store.views.list().find((view) => view.name === name)
      const view = { id: present?.id ?? newId(), name, filter, sort, columns }
      store.views.put(view)
      return ok(view)
    },
    removeView: ({ id }) => {
      store.views.remove(id)
      return ok(null)
    },
  }

  /** Those in force first by decision, then by selector; one that is not known here goes by its id. */
  function policiesFor({ agent }: AgentWrite): AgentDetail['policies'] {
    const policies = policiesOf(store)
    return boundUnder(store, agent).policyIds.map((id) => {
      const policy = policies.find((one) => one.id === id)
      const by = agent.policyIds.includes(id) ? 'decision' : 'selector'
      return { id, title: policy?.title ?? id, by, applies: selectorWords(policy?.selector ?? null) }
    })
  }

  /** What differs from the facts the standing decision was taken on. */
  function sinceDecision({ agent }: AgentWrite) {
    const standing = standingDecision(store.ledger.decisionsOf(agent.id))
    if (standing === null || standing.factsHash === agent.factsHash) return []
    const before = store.ledger.facts(standing.factsHash)
    return before === null ? [] : changedFacts(before, agent)
  }
}
