import { z } from 'zod'

/** One statement of a policy, as far as it is evaluated. */
export interface Statement {
  readonly allows: boolean
  /** Patterns of actions, as they are written: `s3:Get*`. */
  readonly actions: readonly string[]
  /** Its actions are all but these. */
  readonly allBut: boolean
  /** Holds for every resource. */
  readonly everywhere: boolean
  readonly conditional: boolean
}

const words = z.union([z.string().transform((one) => [one]), z.array(z.string())])

const statementSchema = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: words.optional(),
  NotAction: words.optional(),
  Resource: words.optional(),
  NotResource: words.optional(),
  Condition: z.record(z.string(), z.unknown()).optional(),
})

const documentSchema = z.object({ Statement: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]) })

/** The JSON of a policy; the provider escapes it for addresses. Null when it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('%7B') || text.startsWith('%7b') ? decodeURIComponent(text.replaceAll('+', '%20')) : text)
  } catch {
    return null
  }
}

export interface PolicyRead {
  readonly statements: readonly Statement[]
  /** Something of it could not be read. */
  readonly whole: boolean
}

/** The statements of a policy document; what cannot be read is counted out in sight. */
export function readPolicy(text: string | null | undefined): PolicyRead {
  if (!text) return { statements: [], whole: true }
  const parsed = documentSchema.safeParse(jsonOf(text))
  if (!parsed.success) return { statements: [], whole: false }
  const read = parsed.data.Statement.map((one) => statementSchema.safeParse(one))
  return {
    statements: read.flatMap((one) => (one.success ? [statementOf(one.data)] : [])),
    whole: read.every((one) => one.success),
  }
}

function statementOf({ Effect, Action, NotAction, Resource, Condition }: z.infer<typeof statementSchema>): Statement {
  return {
    allows: Effect === 'Allow',
    actions: Action ?? NotAction ?? [],
    allBut: Action === undefined,
    everywhere: Resource?.includes('*') === true,
    conditional: Condition !== undefined && Object.keys(Condition).length > 0,
  }
}

const trustSchema = z.object({
  Statement: z.array(
    z.object({
      Effect: z.string(),
      Principal: z.union([z.string(), z.record(z.string(), words)]).optional(),
    }),
  ),
})

/** Who may take a role: services, accounts, identity providers, or `*`. */
export function trustedBy(text: string | null | undefined): readonly string[] {
  const parsed = text ? trustSchema.safeParse(jsonOf(text)) : null
  if (parsed?.success !== true) return []
  const all = parsed.data.Statement.flatMap(({ Effect, Principal }) => {
    if (Effect !== 'Allow' || Principal === undefined) return []
    return typeof Principal === 'string' ? [Principal] : Object.values(Principal).flat()
  })
  return [...new Set(all)]
}
