import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { Agent } from '../../../../shared/domain/agent.ts'
import type { Revocation, RevocationPlan } from '../../../../shared/domain/revocation.ts'
import type { Revoking } from '../governing.ts'
import { draftFor } from './draft.ts'
import { planHash } from './plan-hash.ts'
import { transition } from './transition.ts'

/**
 * Plans a revocation: the exact calls, what else uses this identity, who is affected, what cannot be undone, what must be done
 * by hand. Reads the present state with the scan's credential; writes nothing but the plan.
 */
export async function planRevocation(revoking: Revoking, agentId: string): Promise<Result<Revocation>> {
  const worked = await workOut(revoking, agentId)
  return worked.ok ? ok(keepPlan(revoking, worked.value)) : worked
}

/** Writes a plan down, with its note in the ledger. */
export const keepPlan = (revoking: Revoking, revocation: Revocation): Revocation =>
  transition(revoking, revocation, { kind: 'note', name: 'revocation-planned' })

/** The plan as `planRevocation` makes it, written down nowhere. */
export async function workOut(revoking: Revoking, agentId: string): Promise<Result<Revocation>> {
  const { store, newId, ports } = revoking
  const agent = store.agents.get(agentId)?.agent
  if (agent === undefined)
    return fail('not-found', 'This agent is not in the inventory.', { subject: agentId, next: 'Look it up in the inventory again.' })
  if (agent.gone) {
    return fail('conflict', 'This agent is gone: the last scan did not find it any more.', {
      subject: agentId,
      next: 'Scan again; if it comes back, revoke it then.',
    })
  }
  const draft = await draftFor(revoking, agent)
  if (!draft.ok) return failed(draft.failure)
  const plan: RevocationPlan = {
    id: newId(),
    agentId,
    agentName: agent.name,
    createdAt: ports.clock().toISOString(),
    ...draft.value,
    alsoAffected: alsoAffectedBy(revoking, agent),
    hash: planHash(draft.value.calls),
  }
  return ok({
    id: plan.id,
    plan,
    state: 'planned',
    outcomes: [],
    verifiedAt: null,
    provedAfterMs: null,
    leftOver: [],
    failure: null,
  })
}

/** Who is hit when this agent is switched off. What merely shares its blueprint, its owner or a credential goes on working. */
function alsoAffectedBy({ store }: Revoking, agent: Agent): RevocationPlan['alsoAffected'] {
  const dependents = store.agents.dependents(agent.id)
  const known = new Set([agent.id, ...dependents.map((one) => one.agentId)])
  const reached = agent.relations.flatMap((one) => {
    const why = reachedWords[one.relation]
    if (why === undefined || one.broken === true || (one.agentId !== null && known.has(one.agentId))) return []
    return [{ agentId: one.agentId, name: (one.agentId === null ? null : store.agents.row(one.agentId)?.name) ?? one.to, why }]
  })
  return [...dependents, ...reached]
}

const reachedWords: Readonly<Partial<Record<Agent['relations'][number]['relation'], string>>> = {
  'hands-off-to': 'gets work from this agent',
  'uses-server': 'is a server this agent uses',
  'same-workflow': 'serves the same workflow',
}
