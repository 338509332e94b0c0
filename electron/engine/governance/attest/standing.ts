import type { Instant } from '../../../../shared/base/time.ts'
import type { Asked, AskedState, AttestationRequest } from '../../../../shared/domain/attestation.ts'
import type { Store } from '../../store/store.ts'

/** What was asked and how it stands, newest first. */
export function askedOf({ attestations }: Pick<Store, 'attestations'>, agentId: string | null, now: Instant): readonly Asked[] {
  return attestations.requests(agentId).map((request) => {
    const last = attestations.ofRequest(request.id).at(-1)
    const { id, owner, createdAt, dueAt, expiresAt } = request
    return {
      id,
      owner,
      state: stateOf(request, last !== undefined, now),
      createdAt,
      dueAt,
      expiresAt,
      agents: request.agents.map(({ agentId: each, name }) => ({ agentId: each, name })),
      answer: last === undefined ? null : { by: last.by, answeredAt: last.answeredAt, takenAt: last.takenAt },
    }
  })
}

function stateOf({ dueAt, expiresAt }: AttestationRequest, answered: boolean, now: Instant): AskedState {
  if (answered) return 'answered'
  if (now > expiresAt) return 'expired'
  return now > dueAt ? 'overdue' : 'asked'
}
