import { z } from 'zod'
import { keep } from '../keep.ts'

/** The parts of the provider's replies that are used; everything else is let go at the edge. Times are RFC 3339. */

const id = z.string().min(1).max(400)
const text = z.string().max(20_000).nullish().catch(null)
const moment = z
  .string()
  .refine((value) => !Number.isNaN(Date.parse(value)))
  .transform((value) => new Date(value).toISOString())
  .nullish()
  .catch(null)
const object = <T extends z.ZodRawShape>(shape: T) => z.object(shape).nullish().catch(null)

// Whether there is more is never guessed: a list whose end cannot be read is no list.
const listSchema = z.object({
  data: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  last_id: z.string().nullish(),
  next_page: z.string().nullish(),
})

/** One page of a list; null when it is none. `lost`: more is promised, and no place to go on from. */
export function parseList(
  value: unknown,
  by: 'after_id' | 'page',
): { readonly data: readonly unknown[]; readonly next: string | null; readonly lost: boolean } | null {
  const parsed = listSchema.safeParse(value)
  if (!parsed.success) return null
  const { data, has_more, last_id, next_page } = parsed.data
  if (by === 'page') return { data, next: next_page || null, lost: has_more === true && !next_page }
  const next = has_more === true ? last_id || null : null
  return { data, next, lost: has_more === true && next === null }
}

export const organizationSchema = z.object({ id, name: text })

export const userSchema = z.object({ id, name: text, email: text, role: text })
export type User = z.infer<typeof userSchema>

export const workspaceSchema = z.object({ id, name: text, archived_at: moment })
export type Workspace = z.infer<typeof workspaceSchema>

export const keySchema = z.object({
  id,
  name: text,
  status: z.string().max(40),
  created_at: moment,
  expires_at: moment,
  created_by: object({ id, type: text }),
  principal: object({ type: text, user_id: text, service_account_id: text }),
  scope: object({ type: text, workspace_id: text }),
  /** Both ends of the key; it tells which one is ours, and is not kept. */
  partial_key_hint: text,
  /** Before keys had a scope. */
  workspace_id: text,
})
export type ApiKey = z.infer<typeof keySchema>

export const accountSchema = z.object({
  id,
  name: text,
  description: text,
  organization_role: text,
  created_at: moment,
  updated_at: moment,
  archived_at: moment,
  created_by_actor_id: text,
})
export type ServiceAccount = z.infer<typeof accountSchema>

/** What a rule asks of the token of outside; an expression is only noted to be there. */
export const federationRuleSchema = z.object({
  id,
  name: text,
  description: text,
  issuer_id: text,
  issuer_name: text,
  match: z
    .object({
      subject_prefix: text,
      audience: text,
      claims: z.record(z.string(), z.string()).nullish().catch(null),
      condition: text,
    })
    .nullish()
    .catch(null),
  oauth_scope: text,
  target: z.object({ service_account_id: id }),
  token_lifetime_seconds: z.number().nullish().catch(null),
  applies_to_all_workspaces: z.boolean().nullish().catch(null),
  created_at: moment,
  updated_at: moment,
  archived_at: moment,
  created_by_actor_id: text,
})
export type FederationRule = z.infer<typeof federationRuleSchema>

const count = z.number().nonnegative().nullish().catch(null)
export const usageBucketSchema = z.object({ starting_at: z.string().datetime({ offset: true }), results: z.array(z.unknown()) })
export const usageSchema = z.object({
  api_key_id: text,
  model: text,
  uncached_input_tokens: count,
  cache_read_input_tokens: count,
  cache_creation: object({ ephemeral_1h_input_tokens: count, ephemeral_5m_input_tokens: count }),
  output_tokens: count,
})

export const costBucketSchema = z.object({ results: z.array(z.unknown()) })
/** `amount` is a decimal string in cents. */
export const costSchema = z.object({
  amount: z.coerce.number().refine(Number.isFinite),
  currency: z.string().max(10).catch('USD'),
  workspace_id: text,
})

export const activitySchema = z.object({
  type: z.string().max(200),
  created_at: moment,
  admin_api_key_id: id,
  scopes: z.array(z.string().max(200)).max(200).nullish().catch(null),
  actor: object({ type: text, user_id: text, email_address: text }),
})
export type AdminKeyActivity = z.infer<typeof activitySchema>

const policy = object({ type: text })
const toolConfig = z.object({ name: text, enabled: z.boolean().nullish().catch(null), permission_policy: policy })
export const toolsetSchema = z.object({
  type: z.string().max(100),
  name: text,
  mcp_server_name: text,
  configs: z.array(toolConfig.nullable().catch(null)).nullish().catch(null),
  default_config: object({ enabled: z.boolean().nullish().catch(null), permission_policy: policy }),
})
export type Toolset = z.infer<typeof toolsetSchema>

export const agentSchema = z.object({
  id,
  name: text,
  description: text,
  system: z.string().nullish().catch(null),
  model: object({ id: text, inference_geo: text }),
  tools: z.array(z.unknown()).catch([]),
  mcp_servers: z.array(z.unknown()).catch([]),
  execution_identity: object({ type: text, role_arn: text }),
  version: z.number().nullish().catch(null),
  created_at: moment,
  updated_at: moment,
  archived_at: moment,
})
export type ManagedAgent = z.infer<typeof agentSchema>

export const serverSchema = z.object({ name: z.string().max(300), url: z.string().max(4_000) })

export const deploymentSchema = z.object({
  id,
  name: text,
  status: text,
  agent: z.object({ id }),
  schedule: object({ type: text, expression: text, timezone: text }),
  vault_ids: z.array(z.string().max(400)).catch([]),
  archived_at: moment,
})
export type Deployment = z.infer<typeof deploymentSchema>

const sessionSchema = z.object({ id, status: text, updated_at: moment })

/** The newest sessions of a list; null when it is none. */
export function parseSessions(value: unknown): readonly z.infer<typeof sessionSchema>[] | null {
  const parsed = listSchema.safeParse(value)
  return parsed.success ? keep(sessionSchema, parsed.data.data).kept : null
}
