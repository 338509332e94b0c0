import { z } from 'zod'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { Approval, ApprovalRequest } from '../../../../shared/domain/approval.ts'
import { isSignedBy, keyIdOf, publicKeyFrom, type Signer } from '../ledger/sign.ts'
import { approvalText, requestText } from './signed-text.ts'
import { sha256, subjectHash } from './subject.ts'

/** How long an approval counts, once given. */
export const approvalValidMs = 24 * 60 * 60 * 1_000
/** Plans are long; a request that is longer than this is nobody's. */
const longestRequest = 8 * 1024 * 1024

const requestSchema = z.object({
  format: z.literal('rollcall-approval-request/1'),
  id: z.string().min(1).max(100),
  subject: z.looseObject({ kind: z.enum(['revocation', 'accept-risk', 'policy', 'people']) }),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  requestedBy: z.object({ personId: z.string(), name: z.string(), keyId: z.string() }),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  signature: z.string(),
})

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
  const request = json as ApprovalRequest
  if (subjectHash(request.subject) !== request.hash)
    return fail('conflict', 'The request was changed after it was made: what it says is not what its hash stands for.', { next })
  if (Date.parse(request.expiresAt) <= now.getTime()) return fail('conflict', 'This request has run out.', { next })
  if (requester === null) return ok({ request, vouched: false })
  const key = publicKeyFrom(requester)
  if (key === null || keyIdOf(requester) !== request.requestedBy.keyId || !isSignedBy(key, sha256(requestText(request)), request.signature))
    return fail('conflict', 'The request is not signed by the person it names.', { next })
  return ok({ request, vouched: true })
}

/** Agrees to a request with a key of one's own. */
export function approve(request: ApprovalRequest, signer: Signer, now: Date): Approval {
  const unsigned = unsignedApproval(request, signer.keyId, 'ed25519', now)
  return { ...unsigned, signature: signer.sign(sha256(approvalText(unsigned))) }
}

/** As `approve`, with a key that OpenSSH holds, e.g. on a hardware token: `sign` gives the armoured signature over the text. */
export function approveBySsh(request: ApprovalRequest, publicKey: string, now: Date, sign: (text: string) => string): Approval {
  const unsigned = unsignedApproval(request, keyIdOf(publicKey), 'sshsig', now)
  return { ...unsigned, signature: sign(approvalText(unsigned)) }
}

function unsignedApproval(request: ApprovalRequest, keyId: string, scheme: Approval['scheme'], now: Date): Omit<Approval, 'signature'> {
  const until = Math.min(now.getTime() + approvalValidMs, Date.parse(request.expiresAt))
  return {
    format: 'rollcall-approval/1',
    requestId: request.id,
    hash: request.hash,
    keyId,
    at: now.toISOString(),
    expiresAt: new Date(until).toISOString(),
    scheme,
  }
}
