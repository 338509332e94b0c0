import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ApprovalRequest, ApprovalSubject } from '../../../../shared/domain/approval.ts'
import type { Recording } from '../governing.ts'
import { appendEntry } from '../ledger/entries.ts'
import { peopleOf } from '../people/people-of.ts'
import { personOfKey } from '../people/project-people.ts'
import { requestText } from './signed-text.ts'
import { sha256, subjectHash } from './subject.ts'

/** How long a question may be answered. */
const requestValidMs = 7 * 24 * 60 * 60 * 1_000

/**
 * Asks for a second key: the request is signed by this device's key, stands in the ledger, and leaves as a file. Fails with
 * `permission-missing` where the key of this device belongs to nobody who is known here.
 */
export function requestApproval(
  recording: Recording & { readonly newId: () => string },
  subject: ApprovalSubject,
): Result<ApprovalRequest> {
  const { store, signer, ports, newId } = recording
  const person = personOfKey(peopleOf(store), signer.keyId)
  if (person === null)
    return fail('permission-missing', 'The key of this device belongs to nobody who is known here, so nobody can be asked in its name.', {
      next: 'Add yourself under People.',
    })
  const now = ports.clock()
  const unsigned = {
    format: 'rollcall-approval-request/1',
    id: newId(),
    subject,
    hash: subjectHash(subject),
    requestedBy: { personId: person.id, name: person.name, keyId: signer.keyId },
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + requestValidMs).toISOString(),
  } as const
  const request: ApprovalRequest = { ...unsigned, signature: signer.sign(sha256(requestText(unsigned))) }
  appendEntry(store.ledger, signer, { at: request.createdAt, kind: 'approval-requested', body: { request } })
  return ok(request)
}

/** The requests that stand in the ledger, newest first. */
export function requestsOf({ store }: Pick<Recording, 'store'>): readonly ApprovalRequest[] {
  return store.ledger
    .ofKinds(['approval-requested'])
    .map(({ body }) => (JSON.parse(body) as { readonly request: ApprovalRequest }).request)
    .reverse()
}

export function requestOf(recording: Pick<Recording, 'store'>, id: string): Result<ApprovalRequest> {
  const found = requestsOf(recording).find((one) => one.id === id)
  return found === undefined
    ? failed({ code: 'not-found', message: 'There is no such request.', subject: id, next: 'Ask for the approval again.' })
    : ok(found)
}
