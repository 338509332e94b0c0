import { z } from 'zod'

// Only what is used, and lenient: a missing or odd value becomes null instead of losing the record.
const text = z.string().nullish().catch(null)
const flag = z.boolean().nullish().catch(null)
const id = z.string().min(1).max(500)

export const userSchema = z.object({
  id,
  primaryEmail: text,
  name: z.object({ fullName: text }).nullish().catch(null),
  suspended: flag,
  archived: flag,
  organizations: z.array(z.object({ department: text, primary: flag })).catch([]),
})

export const tokenSchema = z.object({
  clientId: id,
  displayText: text,
  scopes: z.array(z.string()).catch([]),
  nativeApp: flag,
})

const plainParameter = z.object({ name: z.string(), value: text, multiValue: z.array(z.string()).nullish().catch(null) })
const message = z.object({ parameter: z.array(plainParameter).catch([]) })
const parameterSchema = plainParameter.extend({
  messageValue: message.nullish().catch(null),
  multiMessageValue: z.array(message).nullish().catch(null),
})

export const eventSchema = z.object({
  id: z.object({ time: z.string(), customerId: text }),
  actor: z.object({ email: text, profileId: text }).nullish().catch(null),
  events: z.array(z.object({ name: z.string(), parameters: z.array(parameterSchema).catch([]) })).catch([]),
})

export type User = z.infer<typeof userSchema>
export type Token = z.infer<typeof tokenSchema>
export type LogEvent = z.infer<typeof eventSchema>

export interface ParsedPage<T> {
  readonly items: readonly T[]
  readonly keptAside: number
  readonly next: string | null
}

/**
 * One page of a list whose elements stand under `member`; a list that is empty may lack the member altogether. A bad element is
 * counted and kept aside, the rest lives. Null: it is no page at all.
 */
export function parsePage<T>(json: unknown, member: string, element: z.ZodType<T>): ParsedPage<T> | null {
  const whole = z.looseObject({ nextPageToken: z.string().nullish().catch(null) }).safeParse(json)
  if (!whole.success) return null
  const listed = Object.hasOwn(whole.data, member) ? whole.data[member] : []
  if (!Array.isArray(listed)) return null
  const items = listed.flatMap((candidate: unknown) => {
    const parsed = element.safeParse(candidate)
    return parsed.success ? [parsed.data] : []
  })
  return { items, keptAside: listed.length - items.length, next: whole.data.nextPageToken || null }
}

/** The values of one parameter of an event: a single one, several, or a list in one text. */
export const valuesOf = (event: LogEvent['events'][number], name: string): readonly string[] => valuesIn(event.parameters, name)

/** The messages under one parameter, each as a reader of its own parameters. */
export function messagesOf(event: LogEvent['events'][number], name: string): readonly ((inner: string) => readonly string[])[] {
  const found = event.parameters.find((parameter) => parameter.name === name)
  const messages = found?.multiMessageValue ?? (found?.messageValue ? [found.messageValue] : [])
  return messages.map(
    ({ parameter }) =>
      (inner) =>
        valuesIn(parameter, inner),
  )
}

function valuesIn(parameters: readonly z.infer<typeof plainParameter>[], name: string): readonly string[] {
  const found = parameters.find((parameter) => parameter.name === name)
  if (found?.multiValue) return found.multiValue
  return (found?.value ?? '').split(/[\s,]+/).filter(Boolean)
}
