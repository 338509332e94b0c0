import { z } from 'zod'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { Approval } from '../../../../shared/domain/approval.ts'
import type { Recording } from '../governing.ts'
import { appendEntry } from '../ledger/entries.ts'
import { isSignedBy, publicKeyFrom } from '../ledger/sign.ts'
import { peopleOf } from '../people/people-of.ts'
import { personOfKey } from '../people/project-people.ts'
import { approvalValidMs } from './answer.ts'
import { requestOf } from './request-approval.ts'
import { approvalText } from './signed-text.ts'
import { isSshSignature } from './ssh-signature.ts'
import { sha256 } from './subject.ts'

const approvalSchema = z
  .object({
    format: z.literal('rollcall-approval/1'),
    requestId: z.string().min(1).max(100),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    keyId: z.string().regex(/^[0-9a-f]{16}$/),
    at: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    scheme: z.enum(['ed25519', 'sshsig']),
    signature: z.string().min(1).max(10_000),
  })
  .strict()

/** A clock that runs ahead by this much is believed. */
const clockSkewMs = 5 * 60 * 1_000

/**
 * Takes an approval from a file: it must answer a request of this workspace, agree to what was asked, be signed by a key that is
 * enrolled here, by another person than asked, and still count. Stands in the ledger afterwards.
 */
export function takeApproval(recording: Recording, text: string): Result<Approval> {
  const { store, signer, ports } = recording
  const next = 'Ask the other person to sign the request again.'
  const parsed = parse(text)
  if (parsed === null) return fail('invalid-input', 'This file is no approval.', { next })
  const request = requestOf(recording, parsed.requestId)
  if (!request.ok) return request
  if (parsed.hash !== request.value.hash)
    return fail('conflict', 'The approval is of something else than was asked for.', { subject: parsed.requestId, next })
  const people = peopleOf(store)
  const key = people.keys.find(({ keyId }) => keyId === parsed.keyId)
  const person = personOfKey(people, parsed.keyId)
  if (key === undefined || person === null)
    return fail('permission-missing', 'The approval is signed with a key that belongs to nobody who is known here.', {
      subject: parsed.keyId,
      next: 'Enrol the key first.',
    })
  if (person.role !== 'lead')
    return fail('permission-missing', `${person.name} is no governance lead here, and only leads hold the second key.`, {
      subject: parsed.keyId,
    })
  if (person.id === request.value.requestedBy.personId)
    return fail('permission-missing', 'Who asks cannot agree: the second key must be another person’s.', { subject: parsed.keyId, next })
  if (!isSigned(parsed, key.publicKey))
    return fail('conflict', 'The signature is not this key’s over this approval.', { subject: parsed.keyId, next })
  const now = ports.clock().getTime()
  const at = Date.parse(parsed.at)
  const until = Date.parse(parsed.expiresAt)
  if (at > now + clockSkewMs || until <= now || until > at + approvalValidMs)
    return fail('conflict', 'The approval does not count now: it has run out, or its time cannot be right.', {
      subject: parsed.expiresAt,
      next,
    })
  appendEntry(store.ledger, signer, {
    at: ports.clock().toISOString(),
    kind: 'approval-given',
    body: { approval: parsed, personId: person.id },
  })
  return ok(parsed)
}

function isSigned(approval: Approval, publicKey: string): boolean {
  const key = publicKeyFrom(publicKey)
  if (key === null) return false
  const text = approvalText(approval)
  switch (approval.scheme) {
    case 'ed25519':
      return isSignedBy(key, sha256(text), approval.signature)
    case 'sshsig':
      return isSshSignature(approval.signature, text, key, Buffer.from(publicKey, 'base64'))
  }
}

function parse(text: string): Approval | null {
  if (text.length > 20_000) return null
  try {
    const parsed = approvalSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
