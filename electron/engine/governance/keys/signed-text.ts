import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { ApprovalRequest, RequestAnswer } from '../../../../shared/domain/approval.ts'

/** An answer before it is signed. */
export type UnsignedAnswer = RequestAnswer extends infer Each ? (Each extends RequestAnswer ? Omit<Each, 'signature'> : never) : never

/** What the requester's key signs: the whole request. */
export function requestText({
  signature: _,
  ...request
}: ApprovalRequest | (Omit<ApprovalRequest, 'signature'> & { readonly signature?: string })): string {
  return canonicalJson(request)
}

/** What the second key signs: which request, the hash of exactly what it is about, and yes until when, or no and why. */
export function answerText(answer: UnsignedAnswer): string {
  const { format, requestId, hash, keyId, at, scheme } = answer
  const same = { requestId, hash, keyId, at, scheme }
  return format === 'rollcall-approval/1'
    ? canonicalJson({ format, ...same, expiresAt: answer.expiresAt })
    : canonicalJson({ format, ...same, reason: answer.reason })
}
