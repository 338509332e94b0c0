import type { Power } from '../../../../shared/domain/observation.ts'
import type { ResourceClass, Sensitivity } from '../../../../shared/domain/vocabulary.ts'

/** A ready connector of logic apps that calls a model or an agent; `sure` false: its publisher is not the vendor, or it does more. */
export interface ModelConnector {
  readonly vendor: string
  readonly sure: boolean
}

/**
 * Connectors by the last part of their id. Sources: the connector reference of the provider's documentation and the service providers
 * of the Standard plan, 2026-11. `sure` false only suggests.
 */
export const modelConnectors: Readonly<Record<string, ModelConnector>> = {
  azureopenai: { vendor: 'Microsoft', sure: true },
  openai: { vendor: 'Microsoft', sure: true },
  azureagentservice: { vendor: 'Microsoft', sure: true },
  azureaifoundryagentservice: { vendor: 'Microsoft', sure: true },
  azureaifoundry: { vendor: 'Microsoft', sure: true },
  azureaifoundryinference: { vendor: 'Microsoft', sure: true },
  agent: { vendor: 'Microsoft', sure: true },
  openaiip: { vendor: 'OpenAI', sure: true },
  openaigptip: { vendor: 'OpenAI', sure: true },
  anthropic: { vendor: 'Anthropic', sure: true },
  anthropicip: { vendor: 'Anthropic', sure: true },
  cohereip: { vendor: 'Cohere', sure: true },
  perplexityaiip: { vendor: 'Perplexity', sure: true },
  mistralip: { vendor: 'Mistral AI', sure: true },
  huggingfaceip: { vendor: 'Hugging Face', sure: true },
  microsoftcopilotstudio: { vendor: 'Microsoft', sure: true },
  aibuilder: { vendor: 'Microsoft', sure: false },
  cognitiveservicestextanalytics: { vendor: 'Microsoft', sure: false },
}

interface System {
  readonly resource: ResourceClass
  readonly sensitivity: Sensitivity
  /** To write into it is to send: somebody else gets it. */
  readonly sends?: true
  /** Strangers can write into it. */
  readonly strangers?: true
}

/** What stands behind the connectors that are used most. Any other is unknown and shown as such. */
const systems: Readonly<Record<string, System>> = {
  office365: { resource: 'mail', sensitivity: 'confidential', sends: true, strangers: true },
  outlook: { resource: 'mail', sensitivity: 'confidential', sends: true, strangers: true },
  gmail: { resource: 'mail', sensitivity: 'confidential', sends: true, strangers: true },
  smtp: { resource: 'mail', sensitivity: 'confidential', sends: true },
  sendgrid: { resource: 'mail', sensitivity: 'confidential', sends: true },
  teams: { resource: 'chat', sensitivity: 'confidential', sends: true },
  slack: { resource: 'chat', sensitivity: 'confidential', sends: true },
  sharepointonline: { resource: 'sites', sensitivity: 'confidential' },
  onedriveforbusiness: { resource: 'files', sensitivity: 'confidential' },
  azureblob: { resource: 'files', sensitivity: 'confidential' },
  azurefile: { resource: 'files', sensitivity: 'confidential' },
  ftp: { resource: 'files', sensitivity: 'confidential' },
  sftpwithssh: { resource: 'files', sensitivity: 'confidential' },
  sql: { resource: 'database', sensitivity: 'confidential' },
  documentdb: { resource: 'database', sensitivity: 'confidential' },
  azuretables: { resource: 'database', sensitivity: 'confidential' },
  azureaisearch: { resource: 'knowledge', sensitivity: 'internal' },
  commondataservice: { resource: 'crm', sensitivity: 'confidential' },
  dynamicscrmonline: { resource: 'crm', sensitivity: 'confidential' },
  salesforce: { resource: 'crm', sensitivity: 'confidential' },
  approvals: { resource: 'tasks', sensitivity: 'internal' },
  servicenow: { resource: 'tasks', sensitivity: 'internal' },
  'service-now': { resource: 'tasks', sensitivity: 'internal' },
  jira: { resource: 'tasks', sensitivity: 'internal' },
  github: { resource: 'code', sensitivity: 'internal' },
  servicebus: { resource: 'automation', sensitivity: 'internal' },
  eventhubs: { resource: 'automation', sensitivity: 'internal' },
  keyvault: { resource: 'security', sensitivity: 'restricted' },
  sap: { resource: 'finance', sensitivity: 'restricted' },
  twitter: { resource: 'social', sensitivity: 'public', sends: true, strangers: true },
  rss: { resource: 'web', sensitivity: 'public', strangers: true },
}

const unknownPower: Power = { action: 'execute', resource: 'unknown', sensitivity: 'unknown' }

/** What an action may do through a connector, by its verb: connectors are interfaces over http. */
export function connectorPowers(connector: string, method: string | null): readonly Power[] {
  const system = Object.hasOwn(systems, connector) ? systems[connector] : undefined
  if (system === undefined) return [unknownPower]
  const { resource, sensitivity, sends } = system
  const verb = method?.toLowerCase() ?? 'get'
  if (verb === 'get') return [{ action: 'read', resource, sensitivity }]
  if (verb === 'delete') return [{ action: 'delete', resource, sensitivity }]
  return [{ action: sends ? 'send' : 'write', resource, sensitivity }]
}

export const strangersWriteTo = (connector: string): boolean => Object.hasOwn(systems, connector) && systems[connector]?.strangers === true
