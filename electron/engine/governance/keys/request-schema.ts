import { z } from 'zod'
import { acceptingActions } from '../../../../shared/domain/approval.ts'
import { conflictFields } from '../../../../shared/domain/federation.ts'

const text = z.string().max(100_000)
const instant = z.iso.datetime()

const plannedCall = z.strictObject({
  id: text,
  title: text,
  connectionId: text,
  callId: text,
  method: text,
  path: text,
  params: z.record(z.string(), text),
  body: text.nullable(),
  effect: text,
  reversible: z.boolean(),
  undoTitle: text.nullable(),
})
const manualStep = z.strictObject({ title: text, where: text, how: z.array(text) })

/**
 * What a request may be about. Strict: whatever its hash covers is shown to whoever signs it, so a request that holds more than is
 * shown is none.
 */
const subject = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('revocation'),
    plans: z
      .array(
        z.strictObject({
          revocationId: text,
          agentId: text,
          agentName: text,
          calls: z.array(plannedCall),
          manual: z.array(manualStep),
          hash: text,
        }),
      )
      .min(1),
  }),
  z.strictObject({
    kind: z.literal('accept-risk'),
    action: z.enum(acceptingActions),
    agents: z.array(z.strictObject({ agentId: text, agentName: text, factsHash: text })).min(1),
    until: instant.nullable(),
    conditions: text.nullable(),
    policyId: text.nullable(),
    reason: text,
    control: z.strictObject({ what: text, by: text, ends: instant }).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('conflict'),
    conflict: z.strictObject({
      id: text,
      name: text,
      field: z.enum(conflictFields),
      said: z.array(z.strictObject({ manifest: text, organisation: text, origin: text, agentId: text, value: text, factsHash: text })),
    }),
    stands: z.strictObject({ kind: z.literal('statement'), manifest: text, agentId: text }),
    reason: text,
  }),
  z.strictObject({ kind: z.literal('policy'), policyId: text, title: text, before: text, after: text, says: z.array(text) }),
  z.strictObject({ kind: z.literal('people'), says: z.array(text), entryKind: text, entryBody: text }),
])

/** A request as it arrives in a file from somebody else. */
export const requestSchema = z.strictObject({
  format: z.literal('rollcall-approval-request/1'),
  id: z.string().min(1).max(100),
  subject,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  requestedBy: z.strictObject({ personId: z.string().max(100), name: z.string().max(1_000), keyId: z.string().max(100) }),
  createdAt: instant,
  expiresAt: instant,
  signature: z.string().max(10_000),
})

const answer = {
  requestId: z.string().min(1).max(100),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  at: instant,
  scheme: z.enum(['ed25519', 'sshsig']),
  signature: z.string().min(1).max(10_000),
}

/** An answer as it comes back in a file. */
export const answerSchema = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal('rollcall-approval/1'), ...answer, expiresAt: instant }),
  z.strictObject({ format: z.literal('rollcall-refusal/1'), ...answer, reason: z.string().trim().min(1).max(4_000) }),
])
