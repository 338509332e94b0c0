import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import { type AgentAnswer, type Attestation, type AttestationAnswer, neededWords } from '../../../../shared/domain/attestation.ts'
import type { Deciding } from '../governing.ts'
import { originOf } from '../ledger/checkpoint.ts'
import { appendEntry } from '../ledger/entries.ts'
import { isSignedBy, publicKeyFrom } from '../ledger/sign.ts'
import { mayDecide } from '../people/may-decide.ts'
import { peopleOf } from '../people/people-of.ts'
import { requestHash } from './request-hash.ts'

const words = z.string().max(2_000)
const instant = z.iso.datetime()
const id = z.string().min(1).max(100)

const requestSchema = z
  .object({
    format: z.literal('rollcall-attestation-request/1'),
    id,
    workspace: z.string().max(500),
    organisation: z.string().max(1_000),
    owner: z.string().max(2_000),
    askedBy: z.object({ name: z.string().max(2_000), keyId: id, publicKey: z.string().max(100) }).strict(),
    note: words.nullable(),
    createdAt: instant,
    dueAt: instant,
    expiresAt: instant,
    agents: z
      .array(
        z
          .object({
            agentId: id,
            name: z.string(),
            platform: z.string(),
            where: z.string(),
            purpose: z.string().nullable(),
            can: z.array(z.string()).max(50),
            lastActive: z.string().nullable(),
            factsHash: z.string().max(100),
          })
          .strict(),
      )
      .min(1)
      .max(1_000),
    signature: z.string().max(200),
  })
  .strict()

const answerSchema = z
  .object({
    format: z.literal('rollcall-attestation-answer/1'),
    request: requestSchema,
    by: z.string().trim().min(1).max(200),
    answeredAt: instant,
    answers: z
      .array(z.object({ agentId: id, needed: z.enum(neededWords), purpose: words, data: words, deputy: z.string().max(200) }).strict())
      .min(1)
      .max(1_000),
  })
  .strict()

/** A clock that runs ahead by this much is believed. */
const clockSkewMs = 5 * 60 * 1_000

const next = 'Ask the owner again, or for the file as the form saved it.'

/**
 * Takes in what an owner said: it must answer a question of this workspace, as it was put and signed, in time, about every agent that
 * was asked about, and be newer than what is known. Stands in the ledger afterwards as what somebody said; it decides nothing.
 */
export function takeAnswer(deciding: Deciding, text: string): Result<readonly Attestation[]> {
  const { store, signer, ports } = deciding
  const read = parse(text)
  if (!read.ok) return read
  const answer = read.value
  const { request } = answer
  const first = store.ledger.entries(0, 1)[0]
  if (first === undefined || request.workspace !== originOf(first))
    return fail('conflict', 'This answer is for another workspace: the question was not asked here.', {
      subject: request.organisation,
      next: 'Take it in where the question was asked.',
    })
  const asked = store.attestations.request(request.id)
  if (asked === null) return fail('not-found', 'This workspace never asked this question.', { subject: request.id, next })
  if (requestHash(asked) !== requestHash(request))
    return fail('conflict', 'The question in this file is not the one that was asked: it was changed on the way.', {
      subject: request.id,
      next,
    })
  const key = publicKeyFrom(asked.askedBy.publicKey)
  if (key === null || !isSignedBy(key, requestHash(asked), request.signature))
    return fail('conflict', 'The question is not signed by the key that asked it.', { subject: asked.askedBy.keyId, next })
  const now = ports.clock()
  const said = Date.parse(answer.answeredAt)
  if (said > now.getTime() + clockSkewMs || said < Date.parse(asked.createdAt) - clockSkewMs)
    return fail('conflict', 'The time of this answer cannot be right: it lies before the question, or ahead of now.', {
      subject: answer.answeredAt,
      next: 'Check the clock of the computer on which it was answered, and of this one.',
    })
  if (Math.max(said, now.getTime()) > Date.parse(asked.expiresAt))
    return fail('conflict', 'This question has run out: its answer is taken no longer.', { subject: asked.expiresAt, next })
  const missing = asked.agents.find(({ agentId }) => answer.answers.filter((one) => one.agentId === agentId).length !== 1)
  if (missing !== undefined || answer.answers.length !== asked.agents.length)
    return fail('invalid-input', 'The answer does not speak once of each agent that was asked about.', {
      subject: missing?.agentId ?? request.id,
      next,
    })
  const people = peopleOf(store)
  for (const { agentId } of asked.agents) {
    const agent = store.agents.get(agentId)?.agent
    const refused = agent === undefined ? null : mayDecide(people, signer.keyId, agent)
    if (refused !== null) return failed(refused)
    const known = store.attestations.latest(agentId)
    if (known === null || known.answeredAt < answer.answeredAt) continue
    return known.requestId === request.id && known.answeredAt === answer.answeredAt
      ? fail('conflict', 'This answer was taken in before.', { subject: request.id })
      : fail('conflict', 'A newer answer about this agent was taken in before.', { subject: agentId, next: 'Nothing has to be done.' })
  }
  return ok(store.transaction(() => record(deciding, answer)))
}

function record(deciding: Deciding, { request, by, answeredAt, answers }: AttestationAnswer): readonly Attestation[] {
  const { store, signer, ports } = deciding
  const takenAt = ports.clock().toISOString()
  const hash = createHash('sha256').update(canonicalJson({ by, answeredAt, answers }), 'utf8').digest('hex')
  const body = { actor: ports.actor, requestId: request.id, owner: request.owner, by, answeredAt, answers, hash }
  const { seq } = appendEntry(store.ledger, signer, { at: takenAt, kind: 'attestation-given', body })
  const facts = new Map(request.agents.map(({ agentId, factsHash }) => [agentId, factsHash]))
  const taken = answers.map((one) => attestationOf(one, { ...request, by, answeredAt, takenAt, seq }, facts.get(one.agentId) ?? ''))
  for (const one of taken) store.attestations.put(one)
  deciding.assess(
    taken.map(({ agentId }) => agentId).filter((agentId) => store.agents.exists(agentId)),
    null,
  )
  return taken
}

function attestationOf(
  { agentId, needed, purpose, data, deputy }: AgentAnswer,
  said: { readonly id: string; readonly owner: string; readonly by: string; readonly answeredAt: string; takenAt: string; seq: number },
  factsHash: string,
): Attestation {
  const { id: requestId, owner, by, answeredAt, takenAt, seq } = said
  const filled = (text: string) => (text.trim() === '' ? null : text.trim())
  return {
    requestId,
    agentId,
    seq,
    takenAt,
    answeredAt,
    owner,
    by,
    needed,
    purpose: filled(purpose),
    data: filled(data),
    deputy: filled(deputy),
    factsHash,
  }
}

function parse(text: string): Result<AttestationAnswer> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return fail('invalid-input', 'This file is no answer: it is not JSON.', {
      next: 'Take in the file that the form saved, not the form itself.',
    })
  }
  const parsed = answerSchema.safeParse(json)
  if (parsed.success) return ok({ ...parsed.data, answeredAt: new Date(parsed.data.answeredAt).toISOString() })
  const isRequest = typeof json === 'object' && json !== null && 'format' in json && json.format === 'rollcall-attestation-request/1'
  return fail('invalid-input', isRequest ? 'This is the question, not its answer.' : 'This file is no answer of an owner.', {
    subject: parsed.error.issues[0]?.path.join('.') ?? '',
    next,
  })
}
