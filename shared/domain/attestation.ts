import type { Instant } from '../base/time.ts'

/** What an owner can say of an agent they are asked about. */
export const neededWords = ['yes', 'no', 'not-mine'] as const
export type Needed = (typeof neededWords)[number]

/** One agent as it is put to its owner: enough to know which one is meant, nothing that is not theirs to know. */
export interface AskedAgent {
  readonly agentId: string
  readonly name: string
  readonly platform: string
  readonly where: string
  readonly purpose: string | null
  /** In words, the strongest first. */
  readonly can: readonly string[]
  readonly lastActive: Instant | null
  readonly factsHash: string
}

/** A question to one owner about their agents, signed by the workspace; it leaves as a form. */
export interface AttestationRequest {
  readonly format: 'rollcall-attestation-request/1'
  readonly id: string
  /** Which ledger asks. */
  readonly workspace: string
  readonly organisation: string
  readonly owner: string
  readonly askedBy: { readonly name: string; readonly keyId: string; readonly publicKey: string }
  readonly note: string | null
  readonly createdAt: Instant
  readonly dueAt: Instant
  readonly expiresAt: Instant
  readonly agents: readonly AskedAgent[]
  /** Base64 Ed25519 over the SHA-256 of everything else in canonical form. */
  readonly signature: string
}

export interface AgentAnswer {
  readonly agentId: string
  readonly needed: Needed
  readonly purpose: string
  readonly data: string
  readonly deputy: string
}

/** What comes back: the question as it was put, and what somebody said to it. Nobody signs it: it is what a file says. */
export interface AttestationAnswer {
  readonly format: 'rollcall-attestation-answer/1'
  readonly request: AttestationRequest
  readonly by: string
  readonly answeredAt: Instant
  readonly answers: readonly AgentAnswer[]
}

/** What somebody said of one agent, as the ledger holds it. Evidence, never a decision. */
export interface Attestation {
  readonly requestId: string
  readonly agentId: string
  /** The ledger's entry. */
  readonly seq: number
  readonly takenAt: Instant
  readonly answeredAt: Instant
  /** Who was asked, and who says they answered. */
  readonly owner: string
  readonly by: string
  readonly needed: Needed
  readonly purpose: string | null
  readonly data: string | null
  readonly deputy: string | null
  /** The facts the question was about. */
  readonly factsHash: string
}

export type AskedState = 'asked' | 'answered' | 'overdue' | 'expired'

/** A question and how it stands. */
export interface Asked {
  readonly id: string
  readonly owner: string
  readonly state: AskedState
  readonly createdAt: Instant
  readonly dueAt: Instant
  readonly expiresAt: Instant
  readonly agents: readonly { readonly agentId: string; readonly name: string }[]
  readonly answer: { readonly by: string; readonly answeredAt: Instant; readonly takenAt: Instant } | null
}
