import type { Failure } from '../../../../shared/base/failure.ts'
import type { Approval, ApprovalSubject, Refusal } from '../../../../shared/domain/approval.ts'
import type { Recording } from '../governing.ts'
import { peopleOf } from '../people/people-of.ts'
import { personOfKey } from '../people/project-people.ts'
import { type GivenApproval, withoutSecondKey } from './second-key.ts'
import { spentRequests } from './spent.ts'
import { subjectHash } from './subject.ts'

/** The approvals that stand in the ledger, as far as they count. */
export function approvalsOf({ store }: Pick<Recording, 'store'>): readonly GivenApproval[] {
  const people = peopleOf(store)
  const spent = spentRequests({ store })
  const refused = new Set(
    store.ledger.ofKinds(['approval-refused']).map(({ body }) => (JSON.parse(body) as { readonly refusal: Refusal }).refusal.requestId),
  )
  return store.ledger.ofKinds(['approval-given']).map(({ body }) => {
    const { approval, personId } = JSON.parse(body) as { readonly approval: Approval; readonly personId: string }
    return {
      hash: approval.hash,
      personId,
      expiresAt: approval.expiresAt,
      retired: personOfKey(people, approval.keyId)?.id !== personId,
      onThisDevice: people.keys.find(({ keyId }) => keyId === approval.keyId)?.home === 'this-device',
      ended: spent.has(approval.requestId) || refused.has(approval.requestId),
    }
  })
}

/** Who holds this device's key; null: nobody who is known here. */
export function requesterOf({ store, signer }: Pick<Recording, 'store' | 'signer'>): string | null {
  return personOfKey(peopleOf(store), signer.keyId)?.id ?? null
}

/** Whether the second key is missing for what this says; null: it is there. What it allowed is followed by `spendApproval`. */
export function withoutApproval(recording: Recording, subject: ApprovalSubject): Failure | null {
  return withoutSecondKey({
    now: recording.ports.clock().toISOString(),
    requesterId: requesterOf(recording),
    approvalHash: subjectHash(subject),
    approvals: approvalsOf(recording),
  })
}
