import type { Failure } from '../base/failure.ts'
import type { Instant } from '../base/time.ts'
import type { CompensatingControl, DecisionAction } from './decision.ts'
import type { ConflictResolution, Stands } from './federation.ts'
import type { ManualStep, PlannedCall } from './revocation.ts'

/** What a second key is asked to agree to, whole: whoever holds it can work out its hash alone. */
export type ApprovalSubject =
  | {
      readonly kind: 'revocation'
      /** One plan, or the plans of a batch in their order. */
      readonly plans: readonly {
        readonly revocationId: string
        readonly agentId: string
        readonly agentName: string
        readonly calls: readonly PlannedCall[]
        readonly manual: readonly ManualStep[]
        readonly hash: string
      }[]
    }
  /** A decision that lets agents of critical risk go on: exactly as it would be written. */
  | {
      readonly kind: 'accept-risk'
      readonly action: AcceptingAction
      readonly agents: readonly { readonly agentId: string; readonly agentName: string; readonly factsHash: string }[]
      readonly until: Instant | null
      readonly conditions: string | null
      readonly policyId: string | null
      readonly reason: string
      /** Absent where none was named. */
      readonly control?: CompensatingControl
    }
  /** A word on a conflict of handed-in bundles that lets an agent of critical risk go on: exactly as it would be written. */
  | {
      readonly kind: 'conflict'
      readonly conflict: ConflictResolution['conflict']
      readonly stands: Extract<Stands, { readonly kind: 'statement' }>
      readonly reason: string
    }
  | {
      readonly kind: 'policy'
      readonly policyId: string
      readonly title: string
      /** SHA-256 of the policy's canonical form before and after; empty: there is none. */
      readonly before: string
      readonly after: string
      readonly says: readonly string[]
    }
  /** A change to who may decide, with which key, under which rule: the entry that would be written. */
  | { readonly kind: 'people'; readonly says: readonly string[]; readonly entryKind: string; readonly entryBody: string }

/** What lets an agent of critical risk go on: accepting it by another name is accepting it. */
export const acceptingActions = ['accept-risk', 'approve', 'policy', 'not-ai'] as const satisfies readonly DecisionAction[]
export type AcceptingAction = (typeof acceptingActions)[number]

/** The subject of failures that a second key would cure. */
export const secondKeySubject = 'second-key'

/** Whether a second key is what is missing, and not the right to decide. */
export const lacksSecondKey = ({ code, subject }: Failure): boolean => code === 'permission-missing' && subject === secondKeySubject

/** A question that leaves as a file and is answered on another device. */
export interface ApprovalRequest {
  readonly format: 'rollcall-approval-request/1'
  readonly id: string
  readonly subject: ApprovalSubject
  /** SHA-256 of the canonical subject. */
  readonly hash: string
  readonly requestedBy: { readonly personId: string; readonly name: string; readonly keyId: string }
  readonly createdAt: Instant
  readonly expiresAt: Instant
  /** Base64 Ed25519 of the requester's key over the SHA-256 of everything above. */
  readonly signature: string
}

/** The answer: a key's signature over the request and the hash of exactly what it agrees to. */
export interface Approval {
  readonly format: 'rollcall-approval/1'
  readonly requestId: string
  readonly hash: string
  readonly keyId: string
  readonly at: Instant
  readonly expiresAt: Instant
  /** `ed25519`: over the SHA-256 of everything above. `sshsig`: as `ssh-keygen -Y sign` makes it, over the same text. */
  readonly scheme: 'ed25519' | 'sshsig'
  readonly signature: string
}

/** The other answer: a key's signature over why not. It ends the request. */
export interface Refusal {
  readonly format: 'rollcall-refusal/1'
  readonly requestId: string
  readonly hash: string
  readonly keyId: string
  readonly at: Instant
  readonly reason: string
  readonly scheme: Approval['scheme']
  readonly signature: string
}

export type RequestAnswer = Approval | Refusal

/**
 * How a request stands. `open`: nobody has answered, or what was agreed to ran out in time to be asked for again; `signed`: another key
 * agrees, and it counts now; `refused`: another lead said no; `expired`: too late to answer; `used`: what it allowed was done.
 */
export type RequestState = 'open' | 'signed' | 'refused' | 'expired' | 'used'
