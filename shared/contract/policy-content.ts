import { z } from 'zod'
import { type PolicyContent, severities } from '../domain/policy.ts'
import { selectorFields } from '../domain/selector.ts'

const values = z.array(z.string().min(1).max(200)).min(1).max(500)

const selector = z.object(Object.fromEntries(selectorFields.map(({ id }) => [id, values.optional()]))).strict()

/** What a person writes and publishes. Its text is checked apart, because that names places. */
export const policyContent = z
  .object({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,79}$/, 'Use small letters, digits and dashes.'),
    title: z.string().trim().min(1).max(120),
    summary: z.string().trim().max(1_000),
    severity: z.enum(severities),
    responseDays: z.number().int().min(0).max(365),
    cedar: z.string().max(250_000),
    selector: selector.nullable(),
    // The keys of a selector are those of its fields, which the type says and the parser cannot.
  })
  .strict() as unknown as z.ZodType<PolicyContent, PolicyContent>
