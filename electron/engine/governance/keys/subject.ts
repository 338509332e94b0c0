import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { ApprovalSubject } from '../../../../shared/domain/approval.ts'
import type { RevocationPlan } from '../../../../shared/domain/revocation.ts'

/** SHA-256 over all of what is asked for: whoever signs works it out alone, from what they read. */
export function subjectHash(subject: ApprovalSubject): string {
  return sha256(canonicalJson(subject))
}

/** One plan, or the plans of a batch in their order. */
export function revocationSubject(plans: readonly RevocationPlan[]): ApprovalSubject {
  return {
    kind: 'revocation',
    plans: plans.map(({ id, agentId, agentName, calls, manual, hash }) => ({ revocationId: id, agentId, agentName, calls, manual, hash })),
  }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
