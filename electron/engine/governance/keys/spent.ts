import type { ApprovalSubject } from '../../../../shared/domain/approval.ts'
import type { Recording } from '../governing.ts'
import { appendEntry } from '../ledger/entries.ts'
import { requestsOf } from './request-approval.ts'
import { subjectHash } from './subject.ts'

interface Spent {
  readonly hash: string
  readonly requestIds: readonly string[]
}

/**
 * Writes down that what a second key agreed to was done: an approval of a decision, a policy or a change of people counts once. Belongs
 * into the transaction of what it allowed. A revocation needs no such word: its own states let it run once.
 */
export function spendApproval(recording: Recording, subject: ApprovalSubject): void {
  const hash = subjectHash(subject)
  const requestIds = requestsOf(recording).flatMap((request) => (request.hash === hash ? [request.id] : []))
  if (requestIds.length === 0) return
  const body: Spent = { hash, requestIds }
  appendEntry(recording.store.ledger, recording.signer, { at: recording.ports.clock().toISOString(), kind: 'approval-used', body })
}

/** The requests whose approvals were used up. */
export function spentRequests({ store }: Pick<Recording, 'store'>): ReadonlySet<string> {
  return new Set(store.ledger.ofKinds(['approval-used']).flatMap(({ body }) => (JSON.parse(body) as Spent).requestIds))
}
