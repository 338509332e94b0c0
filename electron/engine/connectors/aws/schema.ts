import { z } from 'zod'

/** The parts of the provider's replies that are used; everything else is let go at the edge. */

/** Never a key into an object, and never longer than the provider makes them. */
export const id = z.string().min(1).max(2_048)
export const text = z.string().max(20_000).nullish().catch(null)

/** The official client gives dates; what it could not read comes as text or as seconds. */
export const moment = z.union([z.date(), z.string().max(60), z.number()]).transform((value, context) => {
  const date = value instanceof Date ? value : new Date(typeof value === 'number' ? value * 1_000 : value)
  if (!Number.isNaN(date.getTime())) return date.toISOString()
  context.addIssue({ code: 'custom', message: 'no moment' })
  return z.NEVER
})
export const maybe = moment.nullish().catch(null)

export const accountSchema = z.object({
  Id: z.string().regex(/^\d{12}$/),
  Name: text,
  State: text,
  Status: text,
})

export const regionSchema = z.object({ RegionName: z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/), RegionOptStatus: text })

export const credentialsSchema = z.object({
  Credentials: z.object({ AccessKeyId: id, SecretAccessKey: id, SessionToken: z.string().min(1).max(20_000), Expiration: moment }),
})

export const callerSchema = z.object({ Account: z.string().regex(/^\d{12}$/), Arn: id })

export const agentSummarySchema = z.object({
  agentId: id,
  agentName: text,
  agentStatus: text,
  description: text,
  updatedAt: maybe,
  latestAgentVersion: text,
})
export type AgentSummary = z.infer<typeof agentSummarySchema>

export const agentSchema = z.object({
  agent: z.object({
    agentId: id,
    agentArn: id,
    agentName: text,
    agentStatus: text,
    agentResourceRoleArn: text,
    foundationModel: text,
    description: text,
    instruction: text,
    agentCollaboration: text,
    orchestrationType: text,
    createdAt: maybe,
    updatedAt: maybe,
    guardrailConfiguration: z.object({ guardrailIdentifier: text, guardrailVersion: text }).nullish().catch(null),
    memoryConfiguration: z
      .object({ enabledMemoryTypes: z.array(z.string()).nullish().catch(null) })
      .nullish()
      .catch(null),
  }),
})
export type BedrockAgent = z.infer<typeof agentSchema>['agent']

export const aliasSchema = z.object({
  agentAliasId: id,
  agentAliasName: text,
  aliasInvocationState: text,
  routingConfiguration: z
    .array(z.object({ agentVersion: text }))
    .nullish()
    .catch(null),
})
export type Alias = z.infer<typeof aliasSchema>

export const actionGroupSummarySchema = z.object({ actionGroupId: id, actionGroupName: text, actionGroupState: text })

export const actionGroupSchema = z.object({
  agentActionGroup: z.object({
    actionGroupId: id,
    actionGroupName: text,
    actionGroupState: text,
    description: text,
    parentActionSignature: text,
    actionGroupExecutor: z.object({ lambda: text, customControl: text }).nullish().catch(null),
  }),
})
export type ActionGroup = z.infer<typeof actionGroupSchema>['agentActionGroup']

export const collaboratorSchema = z.object({
  collaboratorName: text,
  agentDescriptor: z.object({ aliasArn: text }).nullish().catch(null),
})
export type Collaborator = z.infer<typeof collaboratorSchema>

export const agentKnowledgeSchema = z.object({ knowledgeBaseId: id, knowledgeBaseState: text, description: text })

export const knowledgeBaseSchema = z.object({
  knowledgeBase: z.object({
    knowledgeBaseId: id,
    name: text,
    description: text,
    roleArn: text,
    storageConfiguration: z.object({ type: text }).nullish().catch(null),
  }),
})
export type KnowledgeBase = z.infer<typeof knowledgeBaseSchema>['knowledgeBase']

/** Tags come as an object or as a list of pairs. */
export const tagsSchema = z.object({
  tags: z.record(z.string(), z.string()).nullish().catch(null),
})

/** Tags as some services give them: a list of pairs, under two spellings. */
export const tagPairs = z
  .array(
    z.union([
      z.object({ Key: z.string(), Value: z.string() }).transform(({ Key, Value }) => [Key, Value] as const),
      z.object({ key: z.string(), value: z.string() }).transform(({ key, value }) => [key, value] as const),
    ]),
  )
  .nullish()
  .catch(null)
  .transform((pairs): Readonly<Record<string, string>> => Object.fromEntries(pairs ?? []))
