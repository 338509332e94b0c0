import type { Power } from '../../../../shared/domain/observation.ts'
import type { Action, ResourceClass, Sensitivity } from '../../../../shared/domain/vocabulary.ts'

type Row = readonly [name: string, id: string, sensitivity: Sensitivity, resource: ResourceClass, ...actions: readonly Action[]]

/**
 * Built-in roles by the provider's own ids: a custom role may carry any name. Source: the list of built-in roles in the provider's
 * documentation on role-based access control, 2026-11. A role that is not here is shown as a gap.
 */
const rows: readonly Row[] = [
  ['Owner', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'restricted', 'infrastructure', 'administer', 'write', 'delete', 'read'],
  ['Contributor', 'b24988ac-6180-42a0-ab88-20f7382dd24c', 'restricted', 'infrastructure', 'write', 'delete', 'read'],
  ['Reader', 'acdd72a7-3385-48ef-bd42-f606fba81ae7', 'internal', 'infrastructure', 'read'],
  ['User Access Administrator', '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'restricted', 'identity', 'administer'],
  ['Role Based Access Control Administrator', 'f58310d9-a9f6-439a-9e8d-f62e7b41a168', 'restricted', 'identity', 'administer'],
  ['Cognitive Services OpenAI User', '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd', 'internal', 'model', 'invoke'],
  ['Cognitive Services OpenAI Contributor', 'a001fd3d-188f-4b5d-821b-7da978bf7442', 'confidential', 'model', 'administer', 'invoke'],
  ['Cognitive Services User', 'a97b65f3-24c7-4388-baec-2e87135dc908', 'confidential', 'model', 'invoke', 'read'],
  ['Cognitive Services Contributor', '25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68', 'confidential', 'model', 'administer', 'write'],
  ['Azure AI User', '53ca6127-db72-4b80-b1b0-d745d6d5456d', 'confidential', 'agent', 'write', 'invoke', 'read'],
  ['Azure AI Developer', '64702f94-c441-49e6-a78b-ef80e0188fee', 'confidential', 'agent', 'write', 'invoke', 'read'],
  ['Azure AI Project Manager', 'eadc314b-1a2d-4efa-be10-5d325db5065e', 'confidential', 'agent', 'administer', 'write', 'invoke'],
  ['Azure AI Account Owner', 'e47c6f54-e4a2-4754-9501-8e0985b135e1', 'confidential', 'agent', 'administer', 'write'],
  ['Storage Blob Data Owner', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b', 'confidential', 'files', 'administer', 'write', 'delete', 'read'],
  ['Storage Blob Data Contributor', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe', 'confidential', 'files', 'write', 'delete', 'read'],
  ['Storage Blob Data Reader', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1', 'confidential', 'files', 'read'],
  ['Storage Queue Data Contributor', '974c5e8b-45b9-4653-ba55-5f855dd0fb88', 'internal', 'automation', 'write', 'read'],
  ['Storage Table Data Contributor', '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', 'confidential', 'database', 'write', 'delete', 'read'],
  ['Search Index Data Reader', '1407120a-92aa-4202-b7e9-c0e197c71c8f', 'confidential', 'knowledge', 'read'],
  ['Search Index Data Contributor', '8ebe5a00-799e-43f5-93ac-243d3dce84a7', 'confidential', 'knowledge', 'write', 'delete', 'read'],
  ['Search Service Contributor', '7ca78c08-252a-4471-8644-bb5ff32d4ba0', 'internal', 'knowledge', 'administer'],
  ['Key Vault Secrets User', '4633458b-17de-408a-b874-0445c86b69e6', 'restricted', 'security', 'read'],
  ['Key Vault Secrets Officer', 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7', 'restricted', 'security', 'write', 'delete', 'read'],
  ['Key Vault Administrator', '00482a5a-887f-4fb3-b363-3b7fe8e74483', 'restricted', 'security', 'administer', 'write', 'delete', 'read'],
  ['Logic App Contributor', '87a39d53-fc1b-424a-814c-f7e04687dc9e', 'confidential', 'automation', 'write', 'delete', 'read'],
  ['Website Contributor', 'de139f84-1756-47ae-9be6-808fbbe84772', 'confidential', 'application', 'write', 'delete', 'read'],
  ['Virtual Machine Contributor', '9980e02c-c2be-4d73-94e8-173b1dc7cf3c', 'confidential', 'infrastructure', 'write', 'delete'],
  ['SQL DB Contributor', '9b7fa17d-e63e-47b0-bb0a-15c516ac86ec', 'confidential', 'database', 'administer', 'write'],
  ['Monitoring Reader', '43d0d8ad-25c7-4714-9337-8ba259a9fe05', 'internal', 'audit-log', 'read'],
  ['Log Analytics Reader', '73c42c96-874c-492b-b04d-ab87d138a893', 'confidential', 'audit-log', 'read'],
  ['Azure Service Bus Data Sender', '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39', 'internal', 'automation', 'send'],
  ['Azure Service Bus Data Receiver', '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0', 'internal', 'automation', 'receive'],
  ['AcrPull', '7f951dda-4ed3-4680-a7ca-43fe172d538d', 'internal', 'code', 'read'],
]

/** By the provider's own name, which is what a grant carries where the id is known. */
export const rolePowers: Readonly<Record<string, readonly Power[]>> = Object.fromEntries(
  rows.map(([name, _id, sensitivity, resource, ...actions]) => [name, actions.map((action) => ({ action, resource, sensitivity }))]),
)

const namesById = new Map(rows.map(([name, id]) => [id, name]))

/** The built-in role with this id; null for custom roles and unlisted ones. */
export const builtInRole = (id: string): string | null => namesById.get(id.toLowerCase()) ?? null

/** Roles by which their holder can make or change agents. */
export const makesAgents: ReadonlySet<string> = new Set(
  rows.flatMap(([name, _id, , resource, ...actions]) => (resource === 'agent' && actions.includes('write') ? [name] : [])),
)
