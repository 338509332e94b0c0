import type { Instant } from '../base/time.ts'
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
  | {
      readonly kind: 'accept-risk'
      readonly agents: readonly { readonly agentId: string; readonly agentName: string; readonly factsHash: string }[]
      readonly until: Instant
    }
  | {
      readonly kind: 'policy'
      readonly policyId: string
      readonly title: string
      /** SHA-256 of the policy's canonical form before and after. */
      readonly before: string
      readonly after: string
      readonly says: readonly string[]
    }
  /** A change to who may decide, with which key, under which rule: the entry that would be written. */
  | { readonly kind: 'people'; readonly says: readonly string[]; readonly entryKind: string; readonly entryBody: string }

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
