import { z } from 'zod'
import type { DecisionAction } from '../domain/decision.ts'
import {
  type RuleConditions,
  ruleFields,
  ruleFlags,
  type SuggestedAction,
  suggestedActions,
  type TriageRule,
} from '../domain/triage-rule.ts'
import type { Band } from '../domain/vocabulary.ts'
import type { SetBy } from './duty.ts'
import { method, nothing } from './method.ts'

const values = z.array(z.string().min(1).max(200)).min(1).max(500)

const conditions = z
  .object({
    ...Object.fromEntries(ruleFields.map(({ id }) => [id, values.optional()])),
    ...Object.fromEntries(ruleFlags.map(({ id }) => [id, z.boolean().optional()])),
    idleDays: z.number().int().min(1).max(3_650).optional(),
  })
  // The keys are those of the declared fields, which the type says and the parser cannot.
  .strict() as unknown as z.ZodType<RuleConditions, RuleConditions>

/** Rules in their order: the first that holds speaks. */
export const triageRules: z.ZodType<readonly TriageRule[], readonly TriageRule[]> = z
  .array(
    z
      .object({
        id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'Use small letters, digits and dashes.'),
        title: z.string().trim().min(1, 'Every rule needs a title.').max(200),
        on: z.boolean(),
        when: conditions,
        suggest: z.enum(suggestedActions),
        because: z.string().trim().min(1, 'Every rule says why it suggests that.').max(500),
      })
      .strict(),
  )
  .max(200)
  .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'Two rules have the same id.')

export interface RulesInForce {
  readonly rules: readonly TriageRule[]
  /** Null: as they ship. */
  readonly set: SetBy | null
}

/** What a list of rules would suggest for what waits now. */
export interface RulesTrial {
  readonly waiting: number
  /** Of them looked at: the first of the queue. */
  readonly tried: number
  /** Of those tried, how many an owner spoke of, which outweighs every rule; and of how many no rule speaks. */
  readonly byOwners: number
  readonly silent: number
  /** By rule: for how many it would speak, and for how many it holds; an earlier one speaks for the rest. */
  readonly rules: readonly { readonly id: string; readonly speaks: number; readonly holds: number }[]
  /** Those of which something else would be suggested than now. */
  readonly moved: readonly {
    readonly id: string
    readonly name: string
    readonly band: Band
    readonly before: DecisionAction | null
    readonly after: SuggestedAction | null
    readonly ruleId: string | null
  }[]
  readonly movedCount: number
}

/** Triage rules: what to think of an agent at first sight. They suggest, and never decide. */
export const triage = {
  rules: method(nothing)<RulesInForce>(),
  /** Tries a list of rules on what waits now. Changes nothing. */
  tryRules: method(z.object({ rules: triageRules }).strict())<RulesTrial>(),
  /** Replaces the rules, as a signed entry of the ledger. */
  setRules: method(
    z.object({ rules: triageRules, reason: z.string().trim().min(1, 'A change needs a reason.').max(4_000) }).strict(),
  )<RulesInForce>(),
}
