import { z } from 'zod'

// Only what is used, and lenient: a missing or odd value becomes null instead of losing the record.
const text = z.string().nullish().catch(null)
const flag = z.boolean().nullish().catch(null)
const texts = z.array(z.string()).catch([])
const id = z.string().min(1).max(2_000)
const tags = z.record(z.string(), z.unknown()).catch({})

const systemData = z
  .object({ createdBy: text, createdByType: text, createdAt: text, lastModifiedBy: text, lastModifiedByType: text, lastModifiedAt: text })
  .nullish()
  .catch(null)
export type SystemData = z.infer<typeof systemData>

const identity = z
  .object({
    principalId: text,
    userAssignedIdentities: z
      .record(z.string(), z.object({ principalId: text, clientId: text }).catch({}))
      .nullish()
      .catch(null),
  })
  .nullish()
  .catch(null)
export type ManagedIdentity = z.infer<typeof identity>

const resource = { id, name: id, location: text, tags, systemData, identity }

export const accountSchema = z.object({
  ...resource,
  kind: text,
  properties: z
    .object({
      customSubDomainName: text,
      endpoint: text,
      dateCreated: text,
      disableLocalAuth: flag,
      publicNetworkAccess: text,
      allowProjectManagement: flag,
      networkAcls: z.object({ defaultAction: text }).nullish().catch(null),
    })
    .catch({}),
})
export type Account = z.infer<typeof accountSchema>

export const deploymentSchema = z.object({
  name: id,
  properties: z
    .object({
      model: z.object({ format: text, name: text, version: text, publisher: text }).nullish().catch(null),
      raiPolicyName: text,
      currentCapacity: z.number().nullish().catch(null),
    })
    .catch({ model: null, raiPolicyName: null, currentCapacity: null }),
})
export type Deployment = z.infer<typeof deploymentSchema>

export const projectSchema = z.object({
  ...resource,
  properties: z.object({ displayName: text, description: text, isDefault: flag }).catch({}),
})
export type Project = z.infer<typeof projectSchema>

/** Of a connection only that it is there, with what, and how it signs in. What it signs in with is not in this list, and not asked for. */
export const connectionSchema = z.object({
  id,
  name: id,
  systemData,
  properties: z.object({ category: text, authType: text, target: text, isSharedToAll: flag, expiryTime: text }).catch({}),
})
export type Connection = z.infer<typeof connectionSchema>

const agentIdentity = z
  .object({ principal_id: z.string().min(1), client_id: text })
  .nullish()
  .catch(null)

export const agentSchema = z.object({
  id,
  name: id,
  versions: z.object({
    latest: z.object({
      version: z.union([z.string(), z.number()]).nullish().catch(null),
      description: text,
      created_at: z.union([z.number(), z.string()]).nullish().catch(null),
      status: text,
      metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
      definition: z.object({
        kind: z.string(),
        model: text,
        instructions: text,
        workflow: text,
        otel_agent_id: text,
        tools: z.array(z.unknown()).nullish().catch(null),
        rai_config: z.object({ rai_policy_name: text }).nullish().catch(null),
      }),
    }),
  }),
  instance_identity: agentIdentity,
  blueprint: agentIdentity,
  agent_endpoint: z
    .object({ protocols: texts, authorization_schemes: z.array(z.object({ type: z.string() })).catch([]) })
    .nullish()
    .catch(null),
})
export type Agent = z.infer<typeof agentSchema>

export const routineSchema = z.object({
  name: id,
  enabled: flag,
  triggers: z.record(z.string(), z.object({ type: z.string(), cron_expression: text, owner: text, repository: text })).catch({}),
  action: z.object({ type: text, agent_name: text, agent_endpoint_id: text }).nullish().catch(null),
})
export type Routine = z.infer<typeof routineSchema>

const assigned = z.object({ kind: text, clientId: text, principalId: text }).nullish().catch(null)

export const applicationSchema = z.object({
  id,
  name: id,
  systemData,
  properties: z.object({
    displayName: text,
    description: text,
    baseUrl: text,
    isEnabled: flag,
    agents: z.array(z.object({ agentId: text, agentName: text })).catch([]),
    authorizationPolicy: z.object({ type: text }).nullish().catch(null),
    agentIdentityBlueprint: assigned,
    defaultInstanceIdentity: assigned,
    tags,
  }),
})
export type Application = z.infer<typeof applicationSchema>

export const agentDeploymentSchema = z.object({
  id,
  name: id,
  properties: z.object({
    state: text,
    deploymentType: text,
    protocols: z.array(z.object({ protocol: text })).catch([]),
    agents: z.array(z.object({ agentName: text, agentVersion: text })).catch([]),
  }),
})
export type AgentDeployment = z.infer<typeof agentDeploymentSchema>

export const botSchema = z.object({
  ...resource,
  kind: text,
  properties: z.object({
    displayName: text,
    description: text,
    endpoint: text,
    msaAppId: text,
    msaAppType: text,
    enabledChannels: texts,
    publicNetworkAccess: text,
    disableLocalAuth: flag,
    isDeveloperAppInsightsApiKeySet: flag,
  }),
})
export type Bot = z.infer<typeof botSchema>

export const workflowSchema = z.object({
  ...resource,
  properties: z.object({
    state: text,
    createdTime: text,
    changedTime: text,
    accessEndpoint: text,
    accessControl: z.unknown().optional(),
    definition: z.unknown().optional(),
    parameters: z.unknown().optional(),
  }),
})
export type Workflow = z.infer<typeof workflowSchema>

export const siteSchema = z.object({ ...resource, kind: text, properties: z.object({ state: text }).catch({}) })
export type Site = z.infer<typeof siteSchema>

export const siteWorkflowSchema = z.object({
  name: id,
  properties: z.object({ files: z.record(z.string(), z.unknown()).nullish().catch(null), flowState: text }).catch({}),
})
export type SiteWorkflow = z.infer<typeof siteWorkflowSchema>

export const runSchema = z.object({ name: id, properties: z.object({ startTime: text, status: text }) })

/** A provider's moment, as text or in seconds, in our one form; null when it cannot be read. */
export function instant(moment: string | number | null | undefined): string | null {
  const at = typeof moment === 'number' ? moment * 1_000 : moment ? Date.parse(moment) : Number.NaN
  return Number.isFinite(at) && Math.abs(at) < 8.64e15 ? new Date(at).toISOString() : null
}
