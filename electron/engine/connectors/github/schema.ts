import { z } from 'zod'

/** The parts of GitHub's replies that are used; everything else is let go at the edge. */

const id = z.union([z.number().int(), z.string().min(1).max(100)]).transform(String)
const text = z.string().max(20_000)
const maybe = text.nullish().catch(null)
/** An instant, from text or from milliseconds as the audit log gives them. */
const moment = z
  .union([z.string(), z.number()])
  .transform((value) => new Date(value))
  .refine((date) => !Number.isNaN(date.getTime()))
  .transform((date) => date.toISOString())
  .nullish()
  .catch(null)
const levels = z.record(z.string().max(100), z.string().max(20)).catch({})
const account = z
  .object({ login: text.min(1), type: maybe })
  .nullish()
  .catch(null)

export const installationSchema = z.object({
  id,
  app_id: id.nullish().catch(null),
  client_id: maybe,
  app_slug: text.min(1),
  repository_selection: z.enum(['all', 'selected']).nullish().catch(null),
  permissions: levels,
  events: z.array(text).catch([]),
  html_url: maybe,
  created_at: moment,
  updated_at: moment,
  suspended_at: moment,
})
export type Installation = z.infer<typeof installationSchema>

export const appSchema = z.object({
  name: maybe,
  slug: maybe,
  description: maybe,
  external_url: maybe,
  html_url: maybe,
  owner: z.object({ login: maybe, slug: maybe, name: maybe }).nullish().catch(null),
})
export type App = z.infer<typeof appSchema>

export const tokenSchema = z.object({
  id,
  owner: account,
  repository_selection: maybe,
  permissions: z.object({ organization: levels.default({}), repository: levels.default({}), other: levels.default({}) }).catch({
    organization: {},
    repository: {},
    other: {},
  }),
  access_granted_at: moment,
  token_id: id.nullish().catch(null),
  token_name: text,
  token_expired: z.boolean().catch(false),
  token_expires_at: moment,
  token_last_used_at: moment,
})
export type Token = z.infer<typeof tokenSchema>

/** The last characters of the token and the fingerprint of a key are in the reply too; they are not taken. */
export const credentialSchema = z.object({
  credential_id: id,
  credential_type: text.catch('credential'),
  login: maybe,
  credential_authorized_at: moment,
  credential_accessed_at: moment,
  authorized_credential_expires_at: moment,
  authorized_credential_note: maybe,
  authorized_credential_title: maybe,
  scopes: z.array(text).nullish().catch(null),
})
export type AuthorizedCredential = z.infer<typeof credentialSchema>

/** Names and dates; GitHub has no call that tells more. */
export const secretSchema = z.object({ name: z.string().min(1).max(200), created_at: moment, updated_at: moment, visibility: maybe })
export type Secret = z.infer<typeof secretSchema>

/** A name that is a step in a path cannot be asked about. */
export const environmentSchema = z.object({
  name: z
    .string()
    .min(1)
    .max(255)
    .refine((name) => name !== '.' && name !== '..'),
})

export const billingSchema = z.object({
  seat_breakdown: z
    .object({ total: z.number().catch(0) })
    .nullish()
    .catch(null),
  seat_management_setting: maybe,
  public_code_suggestions: maybe,
  ide_chat: maybe,
  cli: maybe,
  plan_type: maybe,
})
export type Billing = z.infer<typeof billingSchema>

export const seatSchema = z.object({
  assignee: account,
  created_at: text,
  last_activity_at: moment,
  last_activity_editor: maybe,
  pending_cancellation_date: maybe,
})
export type Seat = z.infer<typeof seatSchema>

export const agentPolicySchema = z.object({ enabled_repositories: z.enum(['all', 'selected', 'none']) })

export const repositorySchema = z.object({
  id,
  name: text.min(1),
  full_name: text.min(1),
  owner: z.object({ login: text.min(1) }),
  archived: z.boolean().catch(false),
  disabled: z.boolean().catch(false),
  private: z.boolean().catch(true),
  visibility: maybe,
  html_url: maybe,
})
export type Repository = z.infer<typeof repositorySchema>

export const treeSchema = z.object({
  truncated: z.boolean().catch(false),
  tree: z.array(z.unknown()).catch([]),
})
export const treeEntrySchema = z.object({
  path: text.min(1),
  type: text,
  sha: z.string().regex(/^[0-9a-f]{40,64}$/),
  size: z.number().nullish().catch(null),
})
export type TreeEntry = z.infer<typeof treeEntrySchema>

export const blobSchema = z.object({ encoding: text, content: z.string() })

export const commitSchema = z.object({
  author: account,
  commit: z
    .object({ author: z.object({ date: moment, name: maybe }).nullish().catch(null) })
    .nullish()
    .catch(null),
})
export const collaboratorSchema = z.object({ login: text.min(1), type: maybe })
export const workflowStateSchema = z.object({ state: text })
export const auditEntrySchema = z.object({
  '@timestamp': moment,
  created_at: moment,
  action: maybe,
  actor: maybe,
  name: maybe,
  integration: maybe,
  application_client_id: maybe,
})
export const accessibleSchema = z.object({ name: text.min(1) })

/** The list in a reply: the reply itself, or its member of that name; null when there is none. */
export function elementsOf(json: unknown, member?: string): readonly unknown[] | null {
  if (member === undefined) return Array.isArray(json) ? json : null
  const parsed = z.record(z.string(), z.unknown()).safeParse(json)
  const value = parsed.success ? parsed.data[member] : undefined
  return Array.isArray(value) ? value : null
}

const totalSchema = z.object({ total_count: z.number().int().nonnegative() })

/** How many there are in all, where the reply tells. */
export function totalOf(json: unknown): number | null {
  const parsed = totalSchema.safeParse(json)
  return parsed.success ? parsed.data.total_count : null
}
