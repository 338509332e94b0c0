import { z } from 'zod'
import { keep } from '../keep.ts'
import { isObject } from './record.ts'

/** The parts of n8n's replies and exports that are used; everything else is let go at the edge. */

const text = z.string()
const id = z.union([z.string().min(1).max(400), z.number().transform(String)])
const moment = z
  .string()
  .refine((value) => !Number.isNaN(Date.parse(value)))
  .transform((value) => new Date(value).toISOString())
  .nullish()
  .catch(null)
const flag = z.boolean().catch(false)

const nodeSchema = z.object({
  name: text
    .default('')
    .catch('')
    .transform((name) => name.slice(0, 2_000)),
  type: text.min(1).max(300),
  disabled: flag.default(false),
  parameters: z
    .unknown()
    .optional()
    .transform((value) => (isObject(value) ? value : {})),
  credentials: z
    .unknown()
    .optional()
    .transform((value) => (isObject(value) ? value : {})),
  retryOnFail: flag.default(false),
  continueOnFail: flag.default(false),
  onError: text.optional().catch(undefined),
})
export type WorkflowNode = z.infer<typeof nodeSchema>

const sharedSchema = z.object({
  role: text.catch(''),
  projectId: text.nullish().catch(null),
  project: z
    .object({ id: text.nullish().catch(null), name: text.nullish().catch(null), type: text.nullish().catch(null) })
    .nullish()
    .catch(null),
})
export type Shared = z.infer<typeof sharedSchema>

const workflowSchema = z.object({
  id: id.nullish().catch(null),
  name: text.nullish().catch(null),
  description: text.nullish().catch(null),
  active: z.boolean().nullish().catch(null),
  activeVersionId: text.nullish().catch(null),
  isArchived: flag.default(false),
  createdAt: moment,
  updatedAt: moment,
  nodes: z.array(z.unknown()),
  connections: z.unknown().optional(),
  settings: z.unknown().optional(),
  shared: z.array(z.unknown()).catch([]),
  tags: z.array(z.unknown()).catch([]),
})

export type Workflow = Omit<z.infer<typeof workflowSchema>, 'nodes' | 'shared'> & {
  readonly nodes: readonly WorkflowNode[]
  readonly shared: readonly Shared[]
}

/** A workflow, with how many of its nodes could not be read; null when it is none. */
export function parseWorkflow(value: unknown): { readonly workflow: Workflow; readonly keptAside: number } | null {
  const parsed = workflowSchema.safeParse(value)
  if (!parsed.success) return null
  const nodes = keep(nodeSchema, parsed.data.nodes)
  return {
    workflow: { ...parsed.data, nodes: nodes.kept, shared: keep(sharedSchema, parsed.data.shared).kept },
    keptAside: nodes.keptAside,
  }
}

const pageSchema = z.object({ data: z.array(z.unknown()), nextCursor: text.nullish().catch(null) })

/** One page of a list call; null when it is none. */
export function parsePage(value: unknown): { readonly data: readonly unknown[]; readonly nextCursor: string | null } | null {
  const parsed = pageSchema.safeParse(value)
  return parsed.success ? { data: parsed.data.data, nextCursor: parsed.data.nextCursor || null } : null
}

export const credentialSchema = z.object({
  id,
  name: text.catch(''),
  type: text.min(1).max(200),
  createdAt: moment,
  updatedAt: moment,
})
export type CredentialRecord = z.infer<typeof credentialSchema>

export const userSchema = z.object({
  id,
  email: text.nullish().catch(null),
  firstName: text.nullish().catch(null),
  lastName: text.nullish().catch(null),
  isPending: flag.default(false),
  role: text.nullish().catch(null),
})
export type UserRecord = z.infer<typeof userSchema>

export const projectSchema = z.object({
  id,
  name: text.catch(''),
  type: text.nullish().catch(null),
  creatorId: text.nullish().catch(null),
})
export type ProjectRecord = z.infer<typeof projectSchema>

export const executionSchema = z.object({
  id,
  workflowId: id.nullish().catch(null),
  mode: text.nullish().catch(null),
  status: text.nullish().catch(null),
  startedAt: moment,
  stoppedAt: moment,
})
export type ExecutionRecord = z.infer<typeof executionSchema>

export const discoverSchema = z.object({
  data: z.object({ scopes: z.array(text).catch([]), resources: z.unknown().optional() }),
})
