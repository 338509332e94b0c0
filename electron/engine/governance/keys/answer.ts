import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ApprovalRequest, RequestAnswer } from '../../../../shared/domain/approval.ts'
import { isSignedBy, keyIdOf, publicKeyFrom, type Signer } from '../ledger/sign.ts'
import { requestSchema } from './request-schema.ts'
import { answerText, requestText, type UnsignedAnswer } from './signed-text.ts'
import { sha256, subjectHash } from './subject.ts'

/** How long an approval counts, once given. */
export const approvalValidMs = 24 * 60 * 60 * 1_000
/** Plans are long; a request that is longer than this is nobody's. */
const longestRequest = 8 * 1024 * 1024

/**
 * Reads a request on the device of the second key. Its hash is worked out from what it says, never taken from it. `requester`: the
 * public key of who asks, where it is known here; without it the name in the request is only a claim, and that is said.
 */
export function readRequest(
  text: string,
  requester: string | null,
  now: Date,
): Result<{ readonly request: ApprovalRequest; readonly vouched: boolean }> {
  const next = 'Ask for the request again.'
  if (text.length > longestRequest) return fail('invalid-input', 'This file is far too long to be a request.', { next })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return fail('invalid-input', 'This file is no request: it is not JSON.', { next })
  }
  const parsed = requestSchema.safeParse(json)
  if (!parsed.success)
    return fail('invalid-input', 'This file is no request for an approval.', {
      subject: parsed.error.issues[0]?.path.join('.') ?? '',
      next,
    })
  const request: ApprovalRequest = parsed.data
  if (subjectHash(request.subject) !== request.hash)
    return fail('conflict', 'The request was changed after it was made: what it says is not what its hash stands for.', { next })
  if (Date.parse(request.expiresAt) <= now.getTime()) return fail('conflict', 'This request has run out.', { next })
  if (requester === null) return ok({ request, vouched: false })
  const key = publicKeyFrom(requester)
  if (key === null || keyIdOf(requester) !== request.requestedBy.keyId || !isSignedBy(key, sha256(requestText(request)), request.signature))
    return fail('conflict', 'The request is not signed by the person it names.', { next })
  return ok({ request, vouched: true })
}

/** Yes, or no and why. */
export type Verdict = { readonly agrees: true } | { readonly agrees: false; readonly reason: string }

/** An answer that still has to be signed: by `answer`, or by OpenSSH over its `answerText`. */
export function unsignedAnswer(
  { id, hash, expiresAt }: ApprovalRequest,
  verdict: Verdict,
  { keyId, scheme }: Pick<RequestAnswer, 'keyId' | 'scheme'>,
  now: Date,
): UnsignedAnswer {
  const same = { requestId: id, hash, keyId, at: now.toISOString(), scheme }
  if (!verdict.agrees) return { format: 'rollcall-refusal/1', ...same, reason: verdict.reason.trim() }
  const until = Math.min(now.getTime() + approvalValidMs, Date.parse(expiresAt))
  return { format: 'rollcall-approval/1', ...same, expiresAt: new Date(until).toISOString() }
}

/** Answers a request with a key of one's own. */
export function answer(request: ApprovalRequest, verdict: Verdict, signer: Signer, now: Date): RequestAnswer {
  const unsigned = unsignedAnswer(request, verdict, { keyId: signer.keyId, scheme: 'ed25519' }, now)
  return { ...unsigned, signature: signer.sign(sha256(answerText(unsigned))) }
}
