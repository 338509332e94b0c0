import type { Revocation, RevocationPlan } from '../../../../shared/domain/revocation.ts'
import type { Revoking } from '../governing.ts'
import { approvalsOf, requesterOf } from '../keys/standing.ts'
import { revocationSubject, subjectHash } from '../keys/subject.ts'
import { peopleOf } from '../people/people-of.ts'
import type { RevocationEvent, RevocationFacts } from './guards.ts'
import { planHash } from './plan-hash.ts'

/** Gathers what decides whether something may be done with a revocation. `together`: the plans confirmed as one, this one among them. */
export function factsOf(
  revoking: Revoking,
  { plan, state }: Revocation,
  asked: { readonly event: RevocationEvent; readonly shownHash: string; readonly together: readonly RevocationPlan[] },
): RevocationFacts {
  return {
    event: asked.event,
    state,
    now: revoking.ports.clock().toISOString(),
    planHash: plan.hash,
    callsHash: planHash(plan.calls),
    shownHash: asked.shownHash,
    plannedAt: plan.createdAt,
    batchSize: asked.together.length,
    rule: peopleOf(revoking.store).rule,
    requesterId: requesterOf(revoking),
    approvalHash: subjectHash(revocationSubject(asked.together)),
    approvals: approvalsOf(revoking),
  }
}
