import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ApprovalRequest, RequestAnswer } from '../../../../shared/domain/approval.ts'
import type { Recording } from '../governing.ts'
import { appendEntry } from '../ledger/entries.ts'
import { isSignedBy, publicKeyFrom } from '../ledger/sign.ts'
import { peopleOf } from '../people/people-of.ts'
import { personOfKey } from '../people/project-people.ts'
import { approvalValidMs } from './answer.ts'
import { requestOf } from './request-approval.ts'
import { answerSchema } from './request-schema.ts'
import { answerText } from './signed-text.ts'
import { isSshSignature } from './ssh-signature.ts'
import { sha256 } from './subject.ts'

/** A clock that runs ahead by this much is believed. */
const clockSkewMs = 5 * 60 * 1_000

/**
 * Takes an answer from a file: it must be to a request of this workspace, over what was asked, signed by a key that is enrolled here,
 * by another lead than asked, and an approval must still count. Stands in the ledger afterwards.
 */
export function takeAnswer(recording: Recording, text: string): Result<RequestAnswer> {
  const { store, signer, ports } = recording
  const next = 'Ask the other person to sign the request again.'
  const parsed = parse(text)
  if (parsed === null) return fail('invalid-input', 'This file is no approval and no refusal.', { next })
  const request = requestOf(recording, parsed.requestId)
  if (!request.ok) return request
  if (parsed.hash !== request.value.hash)
    return fail('conflict', 'The answer is to something else than was asked for.', { subject: parsed.requestId, next })
  const people = peopleOf(store)
  const key = people.keys.find(({ keyId }) => keyId === parsed.keyId)
  const person = personOfKey(people, parsed.keyId)
  if (key === undefined || person === null)
    return fail('permission-missing', 'The answer is signed with a key that belongs to nobody who is known here.', {
      subject: parsed.keyId,
      next: 'Enrol the key first.',
    })
  if (person.role !== 'lead')
    return fail('permission-missing', `${person.name} is no governance lead here, and only leads hold the second key.`, {
      subject: parsed.keyId,
      next: 'Ask a governance lead.',
    })
  if (person.id === request.value.requestedBy.personId)
    return fail('permission-missing', 'Who asks cannot answer: the second key must be another person’s.', { subject: parsed.keyId, next })
  if (!isSigned(parsed, key.publicKey))
    return fail('conflict', 'The signature is not this key’s over this answer.', { subject: parsed.keyId, next })
  if (!countsNow(parsed, request.value, ports.clock().getTime()))
    return fail('conflict', 'The answer does not count now: it has run out, or its time cannot be right.', { subject: parsed.at, next })
  const at = ports.clock().toISOString()
  appendEntry(
    store.ledger,
    signer,
    parsed.format === 'rollcall-approval/1'
      ? { at, kind: 'approval-given', body: { approval: parsed, personId: person.id } }
      : { at, kind: 'approval-refused', body: { refusal: parsed, personId: person.id } },
  )
  return ok(parsed)
}

function countsNow(parsed: RequestAnswer, request: ApprovalRequest, now: number): boolean {
  const at = Date.parse(parsed.at)
  if (at > now + clockSkewMs) return false
  if (parsed.format === 'rollcall-refusal/1') return at >= Date.parse(request.createdAt) - clockSkewMs
  const until = Date.parse(parsed.expiresAt)
  return until > now && until <= at + approvalValidMs && until <= Date.parse(request.expiresAt)
}

function isSigned(parsed: RequestAnswer, publicKey: string): boolean {
  const key = publicKeyFrom(publicKey)
  if (key === null) return false
  const text = answerText(parsed)
  switch (parsed.scheme) {
    case 'ed25519':
      return isSignedBy(key, sha256(text), parsed.signature)
    case 'sshsig':
      return isSshSignature(parsed.signature, text, key, Buffer.from(publicKey, 'base64'))
  }
}

function parse(text: string): RequestAnswer | null {
  if (text.length > 20_000) return null
  try {
    const parsed = answerSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
