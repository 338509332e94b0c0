import { z } from 'zod'
import type { PolicyExport } from '../domain/enforcement.ts'
import type { Policy, PolicyChange, PolicyVersion, Simulation } from '../domain/policy.ts'
import { method } from './method.ts'
import { policyContent } from './policy-content.ts'

const policyId = z.string().min(1).max(100)

/** Policies as versions: checked, compared, simulated, published. A draft is only ever what is given here. */
export const policies = {
  /** The newest first; what ships with the product is the first of a pack. */
  versions: method(z.object({ policyId }).strict())<readonly PolicyVersion[]>(),
  /** What a draft would change against what is in force, or against another version, and whether that permits more. */
  compare: method(z.object({ content: policyContent, against: z.number().int().min(1).nullable().default(null) }).strict())<PolicyChange>(),
  /** Who would be hit or freed, now and at each sealed audit. `everyone`: as if it applied to every agent. */
  simulate: method(
    z
      .object({
        content: policyContent,
        everyone: z.boolean().default(false),
        audits: z.array(z.string().max(200)).max(100).nullable().default(null),
      })
      .strict(),
  )<Simulation>(),
  /** A policy in force handed over to an enforcement point, or to each there is; every statement is marked with what was said of it. */
  export: method(z.object({ policyId, point: z.string().max(100).nullable().default(null) }).strict())<readonly PolicyExport[]>(),
  /** Publishes a draft as a decision; what weakens takes a second key where the rule says so. `judged`: agents that changed by it. */
  publish: method(
    z.object({ content: policyContent, reason: z.string().trim().min(1, 'Publishing a policy needs a reason.').max(4_000) }).strict(),
  )<{ readonly policy: Policy; readonly judged: number }>(),
}
