import { z } from 'zod'

/** The parts of the provider's replies that are used; everything else is let go at the edge. Times are Unix seconds. */

const id = z.string().min(1).max(400)
const text = z.string().max(20_000).nullish().catch(null)
const moment = z
  .number()
  .refine((seconds) => Number.isFinite(seconds) && Math.abs(seconds) < 1e11)
  .transform((seconds) => new Date(seconds * 1_000).toISOString())
  .nullish()
  .catch(null)

const listSchema = z.object({
  data: z.array(z.unknown()),
  // Whether there is more is never guessed: a list whose end cannot be read is no list.
  has_more: z.boolean().nullish(),
  last_id: z.string().max(1_000).nullish().catch(null),
})

/** One page of a list; null when it is none. `lost`: more is promised, and no place to go on from. */
export function parseList(
  value: unknown,
): { readonly data: readonly unknown[]; readonly next: string | null; readonly lost: boolean } | null {
  const parsed = listSchema.safeParse(value)
  if (!parsed.success) return null
  const { data, has_more, last_id } = parsed.data
  if (has_more !== true) return { data, next: null, lost: false }
  const last = z.object({ id }).safeParse(data.at(-1))
  const next = last_id ?? (last.success ? last.data.id : null)
  return { data, next, lost: next === null }
}

export const projectSchema = z.object({ id, name: text, status: text, created_at: moment, archived_at: moment })
export type Project = z.infer<typeof projectSchema>

const ownerUser = z.object({ id, name: text, email: text, role: text })
const ownerAccount = z.object({ id, name: text, role: text })

export const keySchema = z.object({
  id,
  name: text,
  created_at: moment,
  last_used_at: moment,
  owner: z
    .object({ type: text, user: ownerUser.nullish().catch(null), service_account: ownerAccount.nullish().catch(null) })
    .nullish()
    .catch(null),
  owner_project_access: text,
})
export type ProjectKey = z.infer<typeof keySchema>

export const adminKeySchema = z.object({
  id,
  name: text,
  redacted_value: text,
  created_at: moment,
  last_used_at: moment,
  expires_at: moment,
  owner: z
    .object({ id: id.nullish().catch(null), name: text, type: text })
    .nullish()
    .catch(null),
})
export type AdminKey = z.infer<typeof adminKeySchema>

export const accountSchema = z.object({ id, name: text, role: text, created_at: moment })
export type ServiceAccount = z.infer<typeof accountSchema>

export const userSchema = z.object({
  id,
  name: text,
  email: text,
  is_service_account: z.boolean().nullish().catch(null),
  user: z
    .object({ enabled: z.boolean().nullish().catch(null), banned: z.boolean().nullish().catch(null), name: text, email: text })
    .nullish()
    .catch(null),
})
export type User = z.infer<typeof userSchema>

/** One page of daily buckets. */
export const bucketsSchema = z.object({
  data: z.array(z.object({ start_time: moment, results: z.array(z.unknown()) })),
  next_page: z.string().nullish(),
})

export const costSchema = z.object({
  amount: z.object({ value: z.coerce.number().refine(Number.isFinite), currency: z.string().max(10).catch('usd') }),
  project_id: text,
  api_key_id: text,
})

export const usageSchema = z.object({
  num_model_requests: z.number().nonnegative().refine(Number.isFinite),
  api_key_id: text,
  project_id: text,
  model: text,
})

const actorUser = z
  .object({ id: id.nullish().catch(null), email: text })
  .nullish()
  .catch(null)
export const auditSchema = z.object({
  type: z.string().max(200),
  project: z.object({ id }).nullish().catch(null),
  actor: z
    .object({
      session: z.object({ user: actorUser }).nullish().catch(null),
      api_key: z.object({ user: actorUser }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  'service_account.created': z.object({ id }).nullish().catch(null),
  'api_key.created': z.object({ id }).nullish().catch(null),
})
export type AuditEvent = z.infer<typeof auditSchema>

export const assistantSchema = z.object({
  id,
  name: text,
  description: text,
  model: text,
  instructions: z.string().nullish().catch(null),
  created_at: moment,
  tools: z.array(z.unknown()).catch([]),
})
export type Assistant = z.infer<typeof assistantSchema>

export const spendLimitSchema = z.object({
  threshold_amount: z.number(),
  currency: z.string().max(10).catch('USD'),
  interval: z.string().max(20).catch('month'),
  enforcement: z.object({ status: text }).nullish().catch(null),
})
