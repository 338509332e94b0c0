import { z } from 'zod'
import type { Approval, ApprovalRequest } from '../domain/approval.ts'
import type { People } from '../domain/people.ts'
import { method, nothing } from './method.ts'
import { peopleChange } from './people-change.ts'

/** Something that a second key can be asked to agree to. */
const asked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('revocation'), id: z.string().max(100) }).strict(),
  z.object({ kind: z.literal('batch'), id: z.string().max(100) }).strict(),
  z.object({ kind: z.literal('accept-risk'), agentIds: z.array(z.string()).min(1).max(1_000), until: z.string() }).strict(),
  z.object({ kind: z.literal('people'), change: peopleChange }).strict(),
])

export interface AskedApproval {
  readonly request: ApprovalRequest
  readonly state: 'open' | 'given' | 'expired'
  /** Names of those who agreed. */
  readonly by: readonly string[]
}

/** Who takes part, with which keys; and what a second key agrees to. */
export const people = {
  /** `keyId` and `publicKey`: of this device; `me`: whose it is, null while nobody was added. */
  list: method(nothing)<People & { readonly keyId: string; readonly publicKey: string; readonly me: string | null }>(),
  /** Writes the change into the ledger; while two keys are asked for anything, this takes two as well. */
  change: method(z.object({ change: peopleChange }).strict())<People>(),
  /** The request leaves as a file, for the device of the other person. */
  ask: method(z.object({ for: asked }).strict())<ApprovalRequest>(),
  /** Takes the answer in; `text` is the file. */
  take: method(z.object({ text: z.string().max(20_000) }).strict())<Approval>(),
  /** What was asked, newest first. */
  approvals: method(nothing)<readonly AskedApproval[]>(),
}
