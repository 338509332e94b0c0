import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { Approval, ApprovalRequest } from '../../../../shared/domain/approval.ts'

/** What the requester's key signs: the whole request. */
export function requestText({
  signature: _,
  ...request
}: ApprovalRequest | (Omit<ApprovalRequest, 'signature'> & { readonly signature?: string })): string {
  return canonicalJson(request)
}

/** What the second key signs: which request, and the hash of exactly what it agrees to. */
export function approvalText({ format, requestId, hash, keyId, at, expiresAt, scheme }: Omit<Approval, 'signature'>): string {
  return canonicalJson({ format, requestId, hash, keyId, at, expiresAt, scheme })
}
