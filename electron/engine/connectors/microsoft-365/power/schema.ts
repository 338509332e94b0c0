import { z } from 'zod'

// Only what is used, and lenient: a missing or odd value becomes null instead of losing the record.
const text = z.string().nullish().catch(null)
const flag = z.boolean().nullish().catch(null)
const count = z.number().nullish().catch(null)
const texts = z.array(z.string()).catch([])
const id = z.string().min(1).max(500)

export const environmentSchema = z.object({
  name: id,
  properties: z.object({
    displayName: text,
    environmentSku: text,
    governanceConfiguration: z.object({ protectionLevel: text }).nullish().catch(null),
    linkedEnvironmentMetadata: z.object({ instanceUrl: text }).nullish().catch(null),
  }),
})

const policyDefinition = z.object({
  name: id,
  displayName: text,
  environmentType: text,
  environments: z.array(z.object({ name: text })).catch([]),
})
/** Newer replies wrap the definition. */
export const policySchema = z.union([z.object({ policyDefinition }).transform((one) => one.policyDefinition), policyDefinition])

const connector = z.object({
  connectorId: id,
  operations: z.array(z.object({ operationId: id, connectionProvider: text })).catch([]),
})
const shared = z.object({ userCount: count, groupCount: count, entireTenant: flag }).nullish().catch(null)

/** One row of the tenant-wide inventory; agents and flows carry different properties. */
export const resourceRowSchema = z.object({
  name: id,
  type: id,
  properties: z.object({
    displayName: text,
    description: text,
    environmentId: id,
    ownerId: text,
    createdBy: text,
    createdAt: text,
    createdIn: text,
    lastModifiedAt: text,
    lastPublishedAt: text,
    schemaName: text,
    botId: text,
    entraAppId: text,
    entraAgentId: text,
    isQuarantined: flag,
    isManaged: flag,
    orchestration: text,
    model: text,
    authentication: text,
    channels: texts,
    triggers: z.array(z.unknown()).nullish().catch(null),
    isWebSearchEnabledForKnowledge: flag,
    sharedWithViewers: shared,
    sharedWithEditors: shared,
    powerPlatformConnectors: z.array(connector).nullish().catch(null),
    capabilitiesCounts: z.object({ distinctPowerPlatformConnectors: count }).nullish().catch(null),
    workflowEntityId: text,
    trigger: text,
    triggerOperation: text,
  }),
})

export const botSchema = z.object({
  botid: id,
  name: text,
  schemaname: text,
  statecode: count,
  authenticationmode: count,
  accesscontrolpolicy: count,
  publishedon: text,
  createdon: text,
  modifiedon: text,
  owninguser: z.object({ azureactivedirectoryobjectid: text, fullname: text, isdisabled: flag }).nullish().catch(null),
})

export const botComponentSchema = z.object({ _parentbotid_value: text, componenttype: count, name: text, data: text })

export const workflowSchema = z.object({
  workflowid: id,
  name: text,
  description: text,
  statecode: count,
  modernflowtype: count,
  clientdata: text,
  createdon: text,
  modifiedon: text,
  owninguser: z.object({ azureactivedirectoryobjectid: text, fullname: text, isdisabled: flag }).nullish().catch(null),
})

export const connectionReferenceSchema = z.object({ connectionreferencelogicalname: id, connectorid: text })

export const quarantineSchema = z.object({ isBotQuarantined: z.boolean() })

export type ResourceRow = z.infer<typeof resourceRowSchema>
export type ConnectorUse = z.infer<typeof connector>
export type Bot = z.infer<typeof botSchema>
export type BotComponent = z.infer<typeof botComponentSchema>
export type Workflow = z.infer<typeof workflowSchema>
export type Policy = z.infer<typeof policyDefinition>
