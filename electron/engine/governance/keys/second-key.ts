import { type Failure, failure } from '../../../../shared/base/failure.ts'
import type { Instant } from '../../../../shared/base/time.ts'
import { secondKeySubject } from '../../../../shared/domain/approval.ts'

/** An approval as far as it counts: given by a known key over one hash, until a moment. */
export interface GivenApproval {
  readonly hash: string
  readonly personId: string
  readonly expiresAt: Instant
  /** The key, or its person, is not active any more. */
  readonly retired: boolean
  /** Its private half lies in the key store of this very device. */
  readonly onThisDevice: boolean
  /** Its request was refused by somebody, or what it allowed was done: an approval of a decision counts once. */
  readonly ended: boolean
}

/** What is asked for, by whom, and which approvals there are. */
export interface SecondKeyFacts {
  readonly now: Instant
  /** Who asks for it; null: nobody who is known here. */
  readonly requesterId: string | null
  /** What an approval must be over. */
  readonly approvalHash: string
  readonly approvals: readonly GivenApproval[]
}

/** What makes an approval count under the two-key rule; each of them must hold of one and the same approval. */
export interface ApprovalRule {
  readonly id: string
  readonly counts: (approval: GivenApproval, facts: SecondKeyFacts) => boolean
  /** What is said when no approval passes this rule. */
  readonly otherwise: string
}

export const approvalRules: readonly ApprovalRule[] = [
  {
    id: 'another-person',
    counts: ({ personId }, { requesterId }) => personId !== requesterId,
    otherwise: 'This needs a second key, of another person, and there is none yet.',
  },
  {
    id: 'another-device',
    counts: ({ onThisDevice }) => !onThisDevice,
    otherwise: 'The second key lies on this device; whoever has the device has both.',
  },
  {
    id: 'exactly-this',
    counts: ({ hash }, { approvalHash }) => hash === approvalHash,
    otherwise: 'The second key agreed to other calls than these.',
  },
  {
    id: 'not-ended',
    counts: ({ ended }) => !ended,
    otherwise: 'What the second key agreed to was done already, or was refused since: it has to be asked again.',
  },
  { id: 'active', counts: ({ retired }) => !retired, otherwise: 'The second key is not active any more.' },
  { id: 'in-time', counts: ({ expiresAt }, { now }) => now < expiresAt, otherwise: 'The second key’s approval has run out.' },
]

/** Whether another person's active key, elsewhere, has not agreed to exactly this; null: it has. */
export function withoutSecondKey(facts: SecondKeyFacts, rules: readonly ApprovalRule[] = approvalRules): Failure | null {
  if (facts.requesterId === null)
    return failure('permission-missing', 'Two keys are needed, and the key of this device belongs to nobody who is known here.', {
      subject: secondKeySubject,
      next: 'Add yourself under People.',
    })
  let left = facts.approvals
  for (const { counts, otherwise } of rules) {
    left = left.filter((approval) => counts(approval, facts))
    if (left.length === 0)
      return failure('permission-missing', otherwise, {
        subject: secondKeySubject,
        next: 'Export the request, and have another person sign it with a key of their own.',
      })
  }
  return left.length === 0 ? failure('permission-missing', 'This needs a second key, and there is none.') : null
}
