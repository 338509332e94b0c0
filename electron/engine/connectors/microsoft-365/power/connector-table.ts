import type { Power } from '../../../../../shared/domain/observation.ts'
import type { Action, ResourceClass, Sensitivity } from '../../../../../shared/domain/vocabulary.ts'

/** What the operations of some connectors can do at most. `inbound`: what comes in may be written by strangers. */
export interface ConnectorGroup {
  readonly powers: readonly Power[]
  readonly inbound?: true
  /** It calls a model, or an agent: using it is a sign of AI. */
  readonly ai?: true
  /** Connector ids without `shared_`, separated by blanks. */
  readonly connectors: string
}

const can = (resource: ResourceClass, sensitivity: Sensitivity, ...actions: readonly Action[]): readonly Power[] =>
  actions.map((action) => ({ action, resource, sensitivity }))

/**
 * Connector → what it can do. Ids as the provider's connector reference and published flow definitions name them, 2026-11. A connector
 * that is not here, above all one that somebody made for one environment, is a visible gap (`resource unknown`). An operation
 * narrows the powers, see `connector-powers.ts`.
 */
export const connectorGroups: readonly ConnectorGroup[] = [
  {
    powers: can('mail', 'confidential', 'read', 'send', 'write', 'delete'),
    inbound: true,
    connectors: 'office365 gmail outlook',
  },
  { powers: can('mail', 'internal', 'send'), connectors: 'sendmail sendgrid smtp mailchimp' },
  { powers: can('chat', 'confidential', 'read', 'send', 'write', 'delete'), connectors: 'teams slack' },
  { powers: can('chat', 'internal', 'read', 'send'), inbound: true, connectors: 'twilio telegrambot' },
  {
    powers: can('files', 'confidential', 'read', 'write', 'delete'),
    connectors: 'onedriveforbusiness onedrive googledrive dropbox box azureblob azurefile ftp sftpwithssh filesystem',
  },
  {
    powers: can('sites', 'confidential', 'read', 'write', 'delete'),
    connectors: 'sharepointonline',
  },
  {
    powers: can('files', 'confidential', 'read', 'write'),
    connectors: 'excelonlinebusiness excelonline wordonlinebusiness googlesheet',
  },
  {
    powers: can('database', 'confidential', 'read', 'write', 'delete'),
    connectors:
      'commondataserviceforapps commondataservice sql azuretables documentdb postgresql mysql oracle snowflake databricks kusto azuresqldw',
  },
  { powers: can('crm', 'confidential', 'read', 'write', 'delete'), connectors: 'dynamicscrmonline salesforce hubspotcrm' },
  { powers: can('crm', 'confidential', 'read', 'write', 'send'), inbound: true, connectors: 'zendesk freshdesk service-now' },
  {
    powers: can('finance', 'confidential', 'read', 'write', 'delete'),
    connectors: 'dynamicssmbsaas dynamicsax fin_and_ops_apps sapodata saperp quickbooks xero',
  },
  { powers: can('finance', 'confidential', 'read', 'pay'), connectors: 'stripe' },
  { powers: can('hr', 'restricted', 'read', 'write'), connectors: 'workdaysoap workday successfactors bamboohr' },
  { powers: can('directory', 'internal', 'read'), connectors: 'office365users office365groups' },
  { powers: can('directory', 'restricted', 'read', 'write', 'administer'), connectors: 'azuread okta' },
  { powers: can('tasks', 'internal', 'read', 'write', 'delete'), connectors: 'planner todo trello asana jira visualstudioteamservices' },
  { powers: can('code', 'confidential', 'read', 'write'), inbound: true, connectors: 'github gitlab' },
  { powers: can('notes', 'internal', 'read', 'write'), connectors: 'onenote confluence notion' },
  { powers: can('calendar', 'confidential', 'read', 'write', 'delete'), connectors: 'googlecalendar' },
  { powers: can('meetings', 'confidential', 'read', 'write'), connectors: 'zoom webex' },
  { powers: can('tasks', 'internal', 'read', 'write', 'send'), connectors: 'approvals' },
  { powers: can('web', 'unknown', 'receive', 'read'), inbound: true, connectors: 'microsoftforms typeform' },
  { powers: can('web', 'public', 'read'), inbound: true, connectors: 'rss bingsearch msnweather bingmaps' },
  { powers: can('web', 'unknown', 'read', 'send'), inbound: true, connectors: 'webcontents webcontentsv2 http sendhttp' },
  { powers: can('social', 'public', 'read', 'send'), inbound: true, connectors: 'twitter linkedinv2 facebook youtube' },
  { powers: can('automation', 'confidential', 'read', 'write', 'execute'), connectors: 'flowmanagement logicflows powerappsforadmins' },
  {
    powers: can('infrastructure', 'restricted', 'read', 'write', 'execute', 'administer'),
    connectors: 'powerplatformforadmins powerplatformadminv2 arm',
  },
  {
    powers: can('infrastructure', 'confidential', 'read', 'send', 'execute'),
    connectors: 'servicebus eventhubs azurequeues azureautomation azurefunctions',
  },
  { powers: can('security', 'restricted', 'read'), connectors: 'keyvault' },
  // A robot that types and clicks on a machine.
  { powers: can('shell', 'restricted', 'execute'), connectors: 'uiflow' },
  { powers: can('browser', 'restricted', 'execute'), ai: true, connectors: 'computeroperator' },
  { powers: can('analytics', 'confidential', 'read', 'execute'), connectors: 'powerbi' },
  { powers: can('knowledge', 'confidential', 'read'), connectors: 'azureaisearch' },
  {
    powers: can('media', 'internal', 'read'),
    connectors: 'cognitiveservicestextanalytics microsofttranslator formrecognizer computervision',
  },
  { powers: can('model', 'unknown', 'invoke'), ai: true, connectors: 'aibuilder azureopenai openai anthropic' },
  { powers: can('agent', 'unknown', 'execute'), ai: true, connectors: 'microsoftcopilotstudio' },
]
