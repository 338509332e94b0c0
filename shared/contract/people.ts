import { z } from 'zod'
import type { ApprovalRequest, RequestAnswer, RequestState } from '../domain/approval.ts'
import type { SubjectWords } from '../domain/approval-words.ts'
import type { People } from '../domain/people.ts'
import { resolutionArguments } from './audits.ts'
import { decisionArguments } from './governance.ts'
import { method, nothing } from './method.ts'
import { peopleChange } from './people-change.ts'
import { policyContent } from './policy-content.ts'

/** Something that a second key can be asked to agree to. */
const asked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('revocation'), id: z.string().max(100) }).strict(),
  z.object({ kind: z.literal('batch'), id: z.string().max(100) }).strict(),
  z.object({ kind: z.literal('decision'), decision: decisionArguments }).strict(),
  z.object({ kind: z.literal('conflict'), said: resolutionArguments }).strict(),
  z.object({ kind: z.literal('policy'), content: policyContent }).strict(),
  z.object({ kind: z.literal('policy-withdrawal'), policyId: z.string().max(100) }).strict(),
  z.object({ kind: z.literal('people'), change: peopleChange }).strict(),
])

const verdict = z.discriminatedUnion('agrees', [
  z.object({ agrees: z.literal(true) }).strict(),
  z.object({ agrees: z.literal(false), reason: z.string().trim().min(1, 'Say why not.').max(4_000) }).strict(),
])

/** What an answer is signed with. None of it is kept. */
const signing = z.discriminatedUnion('kind', [
  /** This device's own key: for requests of other workspaces. */
  z.object({ kind: z.literal('this-device') }).strict(),
  /** A file as `rollcall key new` makes it, as text. */
  z.object({ kind: z.literal('key-file'), pem: z.string().max(20_000), passphrase: z.string().max(1_000).nullable() }).strict(),
  /** A key file of OpenSSH as text: of a hardware token, which then waits for a touch, or the public half of one its agent holds. */
  z.object({ kind: z.literal('openssh'), key: z.string().max(20_000), publicKey: z.string().max(2_000) }).strict(),
])

const requestText = z.string().max(8 * 1024 * 1024)

export interface AskedApproval {
  readonly request: ApprovalRequest
  readonly says: SubjectWords
  readonly state: RequestState
  /** Names of those who agreed, or of who refused. */
  readonly by: readonly string[]
  readonly refusedBecause: string | null
  /** Until when what was signed counts, or the request can be answered. */
  readonly until: string
}

/** Who takes part, with which keys; and what a second key agrees to. */
export const people = {
  /** `keyId` and `publicKey`: of this device; `me`: whose it is, null while nobody was added. */
  list: method(nothing)<People & { readonly keyId: string; readonly publicKey: string; readonly me: string | null }>(),
  /** Writes the change into the ledger; while two keys are asked for anything, this takes two as well. */
  change: method(z.object({ change: peopleChange }).strict())<People>(),
  /** Whether a line is a public key, and which: as `rollcall key new` prints it, or as OpenSSH keeps it in a .pub file. */
  readKey: method(z.object({ text: z.string().max(2_000) }).strict())<{
    readonly keyId: string
    readonly publicKey: string
    readonly hardware: boolean
  }>(),
  /** The request leaves as a file, for the device of the other person. */
  ask: method(z.object({ for: asked }).strict())<ApprovalRequest>(),
  /** Writes a request that was made as the file that goes to the other person. */
  saveRequest: method(z.object({ requestId: z.string().max(100), path: z.string().max(4_096) }).strict())<null>(),
  /** Takes the answer in; `text` is the file. */
  take: method(z.object({ text: z.string().max(20_000) }).strict())<RequestAnswer>(),
  /** What was asked, newest first. */
  approvals: method(nothing)<readonly AskedApproval[]>(),
  /** On the device of the second key: what a request asks. `from`: the public key of who asks, received another way; null: their name is only a claim. */
  read: method(z.object({ text: requestText, from: z.string().max(200).nullable() }).strict())<{
    readonly request: ApprovalRequest
    readonly says: SubjectWords
    readonly vouched: boolean
  }>(),
  /** Answers a request with a key and writes the answer where `path` says; null: it is only returned. */
  answer: method(
    z
      .object({ text: requestText, from: z.string().max(200).nullable(), verdict, with: signing, path: z.string().max(4_096).nullable() })
      .strict(),
  )<RequestAnswer>(),
}
