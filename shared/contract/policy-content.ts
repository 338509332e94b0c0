import { z } from 'zod'
import { type PolicyContent, severities } from '../domain/policy.ts'
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
