import { z } from 'zod'
import type { Failure } from '../base/failure.ts'
import type { AgentRow } from '../domain/agent.ts'
import { type Decision, type DecisionAction, decisionActions, type LedgerVerification } from '../domain/decision.ts'
import type { Policy } from '../domain/policy.ts'
import type { Revocation, RevocationBatch } from '../domain/revocation.ts'
import type { DueDate } from '../domain/service-level.ts'
import { method, nothing } from './method.ts'

const reason = z.string().trim().min(1, 'A decision needs a reason.').max(4_000)

export interface TriageItem {
  readonly row: AgentRow
  readonly why: string
  /** When it is due; null: it does not wait because of its state. */
  readonly due: DueDate | null
  /** A suggestion never decides. `ruleId` null: it comes from what its owner said. */
  readonly suggestion: { readonly action: DecisionAction; readonly because: string; readonly ruleId: string | null } | null
}

/** What came of one decision on many agents, each for itself. */
export interface DecidedEach {
  readonly taken: readonly Decision[]
  /** What could not be decided, and why; `agentName` null: no such agent. */
  readonly left: readonly { readonly agentId: string; readonly agentName: string | null; readonly failure: Failure }[]
}

/** One decision, on one or several agents. */
export const decisionArguments = z
  .object({
    agentIds: z.array(z.string()).min(1).max(1_000),
    action: z.enum(decisionActions),
    reason,
    until: z.string().nullable().default(null),
    conditions: z.string().max(4_000).nullable().default(null),
    policyId: z.string().nullable().default(null),
    owner: z.string().max(320).nullable().default(null),
    /** Of an exception; `ends` null: as long as the exception. */
    control: z
      .object({ what: z.string().max(4_000), by: z.string().max(320), ends: z.string().nullable().default(null) })
      .strict()
      .nullable()
      .default(null),
    dryRun: z.boolean().default(false),
  })
  .strict()

export const governance = {
  triage: method(z.object({ limit: z.number().int().min(1).max(5_000).default(100) }).strict())<{
    readonly items: readonly TriageItem[]
    readonly total: number
  }>(),
  /**
   * Takes one decision on each agent, in one transaction: all or none. Revocation goes through `planRevocation`. `dryRun` checks
   * everything and writes nothing; the answer is empty then.
   */
  decide: method(decisionArguments)<readonly Decision[]>(),
  /** As `decide`, but each agent for itself: what cannot be decided is left, with the reason, and the others are taken. */
  decideEach: method(decisionArguments)<DecidedEach>(),
  decisions: method(z.object({ limit: z.number().int().min(1).max(1_000).default(200) }).strict())<readonly Decision[]>(),
  /**
   * The exact calls, without making one. Not kept, it stands nowhere until it is rehearsed, run or asked a second key for: who only looks
   * plans nothing.
   */
  planRevocation: method(z.object({ agentId: z.string(), keep: z.boolean().default(true) }).strict())<Revocation>(),
  /** `dryRun` checks every call of the plan without writing. Executing needs the plan's hash: what was shown is what runs. */
  runRevocation: method(
    z
      .object({
        revocationId: z.string(),
        dryRun: z.boolean().default(true),
        planHash: z.string(),
        reason,
        /** Wider credentials for this run only; never stored. */
        secrets: z.record(z.string(), z.record(z.string(), z.string())).default({}),
      })
      .strict(),
  )<Revocation>(),
  /** Plans the revocation of several agents under one confirmation; those that cannot be planned are left out, with the reason. */
  planBatch: method(z.object({ agentIds: z.array(z.string()).min(1).max(1_000) }).strict())<RevocationBatch>(),
  /** Runs it in order and stops at the first surprise; asked again, it goes on. `skip`: revocations that are passed over. */
  runBatch: method(
    z
      .object({
        batchId: z.string(),
        dryRun: z.boolean().default(true),
        hash: z.string(),
        reason: z.string().max(4_000),
        secrets: z.record(z.string(), z.record(z.string(), z.string())).default({}),
        skip: z.array(z.string()).max(1_000).default([]),
      })
      .strict(),
  )<RevocationBatch>(),
  /** A batch with its revocations, in their order. */
  batch: method(z.object({ batchId: z.string() }).strict())<{
    readonly batch: RevocationBatch
    readonly revocations: readonly Revocation[]
  }>(),
  batches: method(nothing)<readonly RevocationBatch[]>(),
  verifyRevocation: method(z.object({ revocationId: z.string() }).strict())<Revocation>(),
  undoRevocation: method(z.object({ revocationId: z.string(), reason }).strict())<Revocation>(),
  revocation: method(z.object({ revocationId: z.string() }).strict())<Revocation>(),
  revocations: method(z.object({ agentId: z.string().nullable().default(null) }).strict())<readonly Revocation[]>(),
  /** Those in force. */
  policies: method(nothing)<readonly Policy[]>(),
  verifyLedger: method(nothing)<LedgerVerification>(),
}
