import type { Approval, ApprovalRequest, Refusal, RequestState } from '../../../../shared/domain/approval.ts'
import type { Recording } from '../governing.ts'
import { peopleOf } from '../people/people-of.ts'
import { personOfKey } from '../people/project-people.ts'
import { requestsOf } from './request-approval.ts'
import { spentRequests } from './spent.ts'

/** A request with what became of it. */
export interface Asked {
  readonly request: ApprovalRequest
  readonly state: RequestState
  /** Names of those who agreed, or of who refused. */
  readonly by: readonly string[]
  /** Why it was refused. */
  readonly refusedBecause: string | null
  /** Until when what was signed counts, or the request can be answered. */
  readonly until: string
}

/** What was asked of a second key, newest first, as the ledger and the revocations say. */
export function askedOf({ store, ports }: Pick<Recording, 'store' | 'ports'>): readonly Asked[] {
  const people = peopleOf(store)
  const now = ports.clock().toISOString()
  const spent = spentRequests({ store })
  const nameOf = (personId: string) => people.people.find(({ id }) => id === personId)?.name ?? personId
  const given = bodiesOf<{ readonly approval: Approval; readonly personId: string }>(store, 'approval-given')
  const refused = bodiesOf<{ readonly refusal: Refusal; readonly personId: string }>(store, 'approval-refused')
  const stillActive = ({ approval: { keyId }, personId }: (typeof given)[number]) => personOfKey(people, keyId)?.id === personId
  return requestsOf({ store }).map((request) => {
    const yes = given.filter(({ approval }) => approval.requestId === request.id)
    const no = refused.find(({ refusal }) => refusal.requestId === request.id)
    const counting = yes.filter((one) => one.approval.expiresAt > now && stillActive(one))
    // Of two requests for the same thing only the one that somebody agreed to was used.
    const used = yes.length > 0 && (spent.has(request.id) || wasRun(store, request))
    const state = used
      ? 'used'
      : no !== undefined
        ? 'refused'
        : counting.length > 0
          ? 'signed'
          : request.expiresAt <= now
            ? 'expired'
            : 'open'
    return {
      request,
      state,
      by: (state === 'refused' && no !== undefined ? [no.personId] : yes.map(({ personId }) => personId)).map(nameOf),
      refusedBecause: no?.refusal.reason ?? null,
      until: state === 'signed' ? (counting.at(-1)?.approval.expiresAt ?? request.expiresAt) : request.expiresAt,
    }
  })
}

/** Whether calls of the plans it was about were made. */
function wasRun(store: Recording['store'], { subject }: ApprovalRequest): boolean {
  if (subject.kind !== 'revocation') return false
  return subject.plans.some(({ revocationId }) => {
    const state = store.revocations.get(revocationId)?.state ?? 'planned'
    return state !== 'planned' && state !== 'dry-run'
  })
}

function bodiesOf<T>({ ledger }: Recording['store'], kind: string): readonly T[] {
  return ledger.ofKinds([kind]).map(({ body }) => JSON.parse(body) as T)
}
