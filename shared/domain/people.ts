import type { Instant } from '../base/time.ts'

/** What somebody may do here: leads decide, delegates decide for their business units, auditors read, owners answer for agents. */
export const roles = ['lead', 'delegate', 'auditor', 'owner'] as const
export type Role = (typeof roles)[number]

/** Somebody who takes part in governance, as the ledger says. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Of a delegate: where they may decide. */
  readonly businessUnits: readonly string[]
  readonly addedAt: Instant
  readonly retiredAt: Instant | null
}

/** Where a private key lives: the key store of this device, that of another one, or hardware that never gives it out. */
export const keyHomes = ['this-device', 'other-device', 'hardware'] as const
export type KeyHome = (typeof keyHomes)[number]

/** A person's public key. `keyId` is made from it. */
export interface PersonKey {
  readonly keyId: string
  /** Base64 of the 32 bytes of an Ed25519 key. */
  readonly publicKey: string
  readonly personId: string
  readonly home: KeyHome
  readonly label: string
  readonly addedAt: Instant
  readonly retiredAt: Instant | null
}

/** What takes two people with a key each, and how much one confirmation may cover. Kept in the ledger. */
export interface TwoKeyRule {
  readonly revoke: boolean
  readonly acceptCritical: boolean
  readonly weakenPolicy: boolean
  /** Agents that one batch may revoke at most. */
  readonly batchCap: number
}

/** Everybody, their keys and the rule, as the ledger says. */
export interface People {
  readonly people: readonly Person[]
  readonly keys: readonly PersonKey[]
  readonly rule: TwoKeyRule
}
