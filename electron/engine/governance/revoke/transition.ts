import type { Decision } from '../../../../shared/domain/decision.ts'
import type { Revocation } from '../../../../shared/domain/revocation.ts'
import { takeOne } from '../decide.ts'
import type { Deciding } from '../governing.ts'
import { appendEntry } from '../ledger/entries.ts'
import { systemActor } from '../sweep.ts'

/** What a transition leaves in the ledger: a decision about the agent, or a plain note. */
export type Trace =
  | { readonly kind: 'decision'; readonly action: Decision['action']; readonly reason: string; readonly byPerson: boolean }
  | { readonly kind: 'note'; readonly name: string }

/** Keeps a revocation's new state together with its trace and, for a decision, the agent's new assessment: all or none. */
export function transition(deciding: Deciding, revocation: Revocation, trace: Trace): Revocation {
  const { store, ports, signer } = deciding
  return store.transaction(() => {
    const at = ports.clock().toISOString()
    const { id, plan, state } = revocation
    store.revocations.put(revocation)
    if (trace.kind === 'note') {
      const body = { revocationId: id, agentId: plan.agentId, agentName: plan.agentName, planHash: plan.hash, state, actor: ports.actor }
      appendEntry(store.ledger, signer, { at, kind: trace.name, body })
      return revocation
    }
    const agent = store.agents.get(plan.agentId)?.agent
    if (agent === undefined) return revocation
    const content = { reason: trace.reason, until: null, conditions: null, policyId: null, owner: null, revocationId: id }
    takeOne(deciding, agent, trace.action, trace.byPerson ? content : { ...content, actor: systemActor }, at)
    deciding.assess([agent.id], null)
    return revocation
  })
}
