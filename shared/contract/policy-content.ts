import { z } from 'zod'
import { type PolicyContent, severities } from '../domain/policy.ts'
import { draftApplies, type PolicyDraft } from '../domain/policy-draft.ts'
import { type Selector, selectorFields } from '../domain/selector.ts'

const values = z.array(z.string().min(1).max(200)).min(1).max(500)

/** Which agents a policy applies to by itself. The keys are those of the fields, which the type says and the parser cannot. */
export const policySelector = z
  .object(Object.fromEntries(selectorFields.map(({ id }) => [id, values.optional()])))
  .strict() as unknown as z.ZodType<Selector, Selector>

/** What a person writes and publishes. Its text is checked apart, because that names places. */
export const policyContent = z
  .object({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,79}$/, 'Use small letters, digits and dashes.'),
    title: z.string().trim().min(1).max(120),
    summary: z.string().trim().max(1_000),
    severity: z.enum(severities),
    responseDays: z.number().int().min(0).max(365),
    cedar: z.string().max(250_000),
    selector: policySelector.nullable(),
  })
  .strict() satisfies z.ZodType<PolicyContent, PolicyContent>

/** What is being written: whatever was typed is kept, whether or not it could be published. */
export const policyDraft = z
  .object({
    id: policyContent.shape.id,
    title: z.string().max(1_000),
    summary: z.string().max(10_000),
    severity: z.enum(severities),
    responseDays: z.number().int().min(0).max(365),
    cedar: z.string().max(2_000_000),
    applies: z.enum(draftApplies),
    fields: z
      .object(Object.fromEntries(selectorFields.map(({ id }) => [id, z.array(z.string().max(1_000)).max(5_000).optional()])))
      .strict() as unknown as z.ZodType<Selector, Selector>,
    from: z
      .object({ version: z.number().int().min(1), hash: z.string().max(100) })
      .strict()
      .nullable(),
  })
  .strict() satisfies z.ZodType<PolicyDraft, PolicyDraft>
