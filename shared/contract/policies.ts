import { z } from 'zod'
import type { PolicyExport } from '../domain/enforcement.ts'
import type {
  CandidatePage,
  Policy,
  PolicyChange,
  PolicyProblem,
  PolicyReach,
  PolicyStanding,
  PolicyVersion,
  PolicyViolations,
  PolicyWithdrawal,
  Simulation,
  TrialProgress,
} from '../domain/policy.ts'
import type { KeptDraft } from '../domain/policy-draft.ts'
import { agentFilter } from './agents.ts'
import { method, nothing } from './method.ts'
import { policyContent, policyDraft, policySelector } from './policy-content.ts'

const policyId = z.string().min(1).max(100)
const trialId = z.string().min(1).max(100)

/** Policies as versions: checked, compared, simulated, published. A draft is what is given here; one that is kept counts no more than that. */
export const policies = {
  /** Whom each policy in force binds and what is against it; and what was withdrawn. `agents`: that are there at all. */
  standing: method(nothing)<{
    readonly agents: number
    readonly policies: readonly PolicyStanding[]
    readonly withdrawn: readonly PolicyWithdrawal[]
  }>(),
  /** What is wrong with a text, in its order; those of severity `error` keep it from being published. */
  check: method(z.object({ cedar: z.string().max(250_000) }).strict())<readonly PolicyProblem[]>(),
  /** Whom a policy applies to with this selector; `policyId` null: nobody is under it by a decision. */
  reach: method(z.object({ selector: policySelector.nullable(), policyId: policyId.nullable().default(null) }).strict())<PolicyReach>(),
  /** Agents that may be brought under a policy by hand, by name, with how each is bound: by a decision, or by this selector. */
  candidates: method(
    z
      .object({
        policyId,
        selector: policySelector.nullable(),
        filter: agentFilter.default({}),
        after: z.string().nullable().default(null),
        limit: z.number().int().min(1).max(200).default(50),
      })
      .strict(),
  )<CandidatePage>(),
  /** What is against a policy as it is in force, agent by agent. */
  violations: method(
    z
      .object({ policyId, after: z.string().max(40).nullable().default(null), limit: z.number().int().min(1).max(500).default(100) })
      .strict(),
  )<PolicyViolations>(),
  /** The newest first; what ships with the product is the first of a pack. */
  versions: method(z.object({ policyId }).strict())<readonly PolicyVersion[]>(),
  /** What a draft would change against what is in force, or against another version, and whether that permits more. */
  compare: method(z.object({ content: policyContent, against: z.number().int().min(1).nullable().default(null) }).strict())<PolicyChange>(),
  /** Everything that is being written and was not published, with who wrote it last. */
  drafts: method(nothing)<readonly KeptDraft[]>(),
  /** Keeps what is being written of a policy, durably, in the place of what was kept before. */
  keepDraft: method(z.object({ draft: policyDraft }).strict())<KeptDraft>(),
  /** Forgets it. */
  dropDraft: method(z.object({ policyId }).strict())<null>(),
  /**
   * Who would be hit or freed, now and at each sealed audit. `everyone`: as if it applied to every agent. `trialId`: by which its progress is
   * asked and it is cancelled; it then ends well, with what it had looked at.
   */
  simulate: method(
    z
      .object({
        content: policyContent,
        everyone: z.boolean().default(false),
        audits: z.array(z.string().max(200)).max(100).nullable().default(null),
        trialId: trialId.nullable().default(null),
      })
      .strict(),
  )<Simulation>(),
  /** How far a trial has come; null: none of that id is under way. */
  trial: method(z.object({ trialId }).strict())<TrialProgress | null>(),
  /** Stops a trial; whether there was one. */
  cancelTrial: method(z.object({ trialId }).strict())<boolean>(),
  /** A policy in force handed over to an enforcement point, or to each there is; every statement is marked with what was said of it. */
  export: method(z.object({ policyId, point: z.string().max(100).nullable().default(null) }).strict())<readonly PolicyExport[]>(),
  /** Writes what one enforcement point takes over as a file. */
  saveExport: method(z.object({ policyId, point: z.string().max(100), path: z.string().max(4_096) }).strict())<null>(),
  /** Publishes a draft as a decision, and forgets the kept one where it says the same; what weakens takes a second key where the rule says so. `judged`: agents that changed by it. */
  publish: method(
    z.object({ content: policyContent, reason: z.string().trim().min(1, 'Publishing a policy needs a reason.').max(4_000) }).strict(),
  )<{ readonly policy: Policy; readonly judged: number }>(),
  /** Takes a policy out of force, as a decision; it weakens. `lapsed`: decisions that brought agents under it and end with it. */
  withdraw: method(z.object({ policyId, reason: z.string().trim().min(1, 'Withdrawing a policy needs a reason.').max(4_000) }).strict())<{
    readonly withdrawal: PolicyWithdrawal
    readonly lapsed: number
    readonly judged: number
  }>(),
}
