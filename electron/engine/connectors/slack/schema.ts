import { z } from 'zod'

// Only what is used, and lenient: a missing or odd value becomes null instead of losing the record.
const text = z.string().nullish().catch(null)
const flag = z.boolean().nullish().catch(null)
const id = z.string().min(1).max(200)
/** Unix seconds, as a number or as a text. */
const seconds = z
  .union([z.number(), z.string()])
  .nullish()
  .catch(null)
  .transform((value) => instantOf(value))

function instantOf(value: number | string | null | undefined): string | null {
  const at = value === null || value === undefined || value === '' ? Number.NaN : Number(value) * 1_000
  return Number.isFinite(at) && at > 0 && at < 8.64e15 ? new Date(at).toISOString() : null
}

export const homeSchema = z.object({ team_id: text, enterprise_id: text, user_id: text, team: text, user: text })
export const teamSchema = z.object({ id, name: text })

export const memberSchema = z.object({
  id,
  name: text,
  real_name: text,
  deleted: flag,
  is_bot: flag,
  profile: z.object({ email: text, real_name: text, title: text }).nullish().catch(null),
})

export const logSchema = z.object({
  app_id: text,
  app_type: text,
  service_id: text,
  service_type: text,
  user_id: text,
  user_name: text,
  change_type: z.string(),
  date: seconds,
  scope: text,
})

const appSchema = z.object({
  id,
  name: text,
  description: text,
  app_homepage_url: text,
  is_internal: flag,
  is_app_directory_approved: flag,
})

const scopeSchema = z.object({ name: z.string(), token_type: text })
const actorSchema = z.object({ actor_id: text, actor_type: text }).nullish().catch(null)

export const resolvedSchema = z.object({
  app: appSchema,
  scopes: z.array(scopeSchema).nullish().catch(null),
  date_updated: seconds,
  last_resolved_by: actorSchema,
})

export const requestSchema = z.object({
  app: appSchema,
  scopes: z.array(scopeSchema).nullish().catch(null),
  user: z.object({ id, name: text }).nullish().catch(null),
  date_created: seconds,
})

export const workflowSchema = z.object({
  id,
  title: text,
  app_id: text,
  is_published: flag,
  collaborators: z.array(z.string()).nullish().catch(null),
  last_updated_by: text,
})

/** `created` is in microseconds. */
export const activitySchema = z.object({ app_id: id, created: z.number() })

export const auditSchema = z.object({
  id,
  actor: z
    .object({ user: z.object({ id: text, name: text }).nullish().catch(null) })
    .nullish()
    .catch(null),
  entity: z
    .object({ app: z.object({ id: text }).nullish().catch(null) })
    .nullish()
    .catch(null),
})

export type AuditEntry = z.infer<typeof auditSchema>
export type Log = z.infer<typeof logSchema>
export type App = z.infer<typeof appSchema>
export type Resolved = z.infer<typeof resolvedSchema>
export type Request = z.infer<typeof requestSchema>
export type Workflow = z.infer<typeof workflowSchema>
export type Member = z.infer<typeof memberSchema>

export interface Kept<T> {
  readonly items: readonly T[]
  readonly keptAside: number
}

/** The elements under a member of a reply; a bad one is counted and kept aside, the rest lives. Null: there is no such list. */
export function elements<T>(json: unknown, member: string, element: z.ZodType<T>): Kept<T> | null {
  const whole = z.looseObject({}).safeParse(json)
  const listed = whole.success && Object.hasOwn(whole.data, member) ? whole.data[member] : null
  if (!Array.isArray(listed)) return null
  const items = listed.flatMap((candidate: unknown) => {
    const parsed = element.safeParse(candidate)
    return parsed.success ? [parsed.data] : []
  })
  return { items, keptAside: listed.length - items.length }
}
