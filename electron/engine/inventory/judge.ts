import { connectorOf } from '../connectors/registry.ts'
import { factsHash } from '../governance/facts.ts'
import { boundUnder, policiesOf, stillBinding } from '../governance/policies/policies-of.ts'
import { canAct, projectStatus } from '../governance/status.ts'
import { evaluate } from '../policy/evaluate.ts'
import { scoreAgent } from '../risk/score.ts'
import type { Store } from '../store/store.ts'
import type { Judgement } from './assess.ts'

/** Binds the engine's judges: facts and status from governance, violations from policy, score from risk. */
export function judge(store: Store, clock: () => Date): Judgement {
  return {
    classifierOf: (provider) => connectorOf(provider)?.classify ?? null,
    factsHash,
    status: (agent, hash, decisions) => {
      const standing = projectStatus(decisions, {
        factsHash: hash,
        now: clock().toISOString(),
        gone: agent.gone,
        lastSeen: agent.lastSeen,
        canAct: canAct(agent),
      })
      return { ...standing, policyIds: stillBinding(store, standing.policyIds, () => decisions) }
    },
    violations: (agent) => evaluate(boundUnder(store, agent), policiesOf(store)),
    score: (agent, violations) => scoreAgent(boundUnder(store, agent), { now: clock(), violations, agentExists: store.agents.exists }),
  }
}
