import { z } from 'zod'
import { id, moment, text } from './schema.ts'

/** The parts of an event that are used: who, what to which thing, and whether it was done. Addresses and programs are let go. */

const issuer = z.object({ arn: text, type: text, userName: text }).nullish().catch(null)

const identitySchema = z.object({
  type: text,
  arn: text,
  userName: text,
  accountId: text,
  invokedBy: text,
  sessionContext: z.object({ sessionIssuer: issuer }).nullish().catch(null),
})
export type EventIdentity = z.infer<typeof identitySchema>

const record = z.record(z.string(), z.unknown()).nullish().catch(null)

const detailSchema = z.object({
  userIdentity: identitySchema,
  errorCode: text,
  requestParameters: record,
  responseElements: record,
})

/** The event itself comes as a text within the list. */
const detail = z
  .string()
  .max(1_000_000)
  .transform((told, context) => {
    const parsed = detailSchema.safeParse(jsonOf(told))
    if (parsed.success) return parsed.data
    context.addIssue({ code: 'custom', message: 'no event' })
    return z.NEVER
  })

export const eventSchema = z.object({ EventName: id, EventSource: id, EventTime: moment, CloudTrailEvent: detail })
export type CloudEvent = z.infer<typeof eventSchema>

function jsonOf(told: string): unknown {
  try {
    return JSON.parse(told)
  } catch {
    return null
  }
}
