import { type Bot, type ConnectorUse, identityOfBot } from './copilot.ts'
import type { PowerEnvironment } from './environments.ts'
import type { Flow } from './flows.ts'
import { daysBefore } from './graph-json.ts'
import type { Tenant } from './tenant.ts'

type Json = Readonly<Record<string, unknown>>

/** An environment as its administration lists it. */
export function environmentJson(environment: PowerEnvironment): Json {
  const path = '/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments'
  return {
    id: `${path}/${environment.id}`,
    type: path.slice('/providers/'.length),
    name: environment.id,
    location: 'europe',
    properties: {
      displayName: environment.name,
      environmentSku: environment.sku,
      isDefault: environment.sku === 'Default',
      governanceConfiguration: { protectionLevel: environment.managed ? 'Standard' : 'Basic' },
      states: { management: { id: 'Ready' }, runtime: { id: 'Enabled' } },
      ...(environment.host === null
        ? {}
        : {
            linkedEnvironmentMetadata: {
              resourceId: environment.id.replace(/^Default-/, ''),
              friendlyName: environment.name,
              instanceUrl: `https://${environment.host}/`,
              instanceApiUrl: `https://${environment.host.replace('.crm4.', '.api.crm4.')}`,
              instanceState: 'Ready',
            },
          }),
    },
  }
}

const authentication = { 1: 'None', 2: 'Microsoft Entra', 3: 'Generic OAuth 2.0' } as const

/** An agent as the inventory of the tenant has it: the published version. */
export function agentRow(tenant: Tenant, bot: Bot, environment: PowerEnvironment, quarantined: boolean): Json {
  const identity = identityOfBot(tenant, bot.index)
  const connectors = connectorsOf(bot.tools)
  return {
    id: `/tenants/${tenant.id}/providers/microsoft.copilotstudio/agents/${bot.id}`,
    name: bot.id,
    type: 'microsoft.copilotstudio/agents',
    tenantId: tenant.id,
    location: 'europe',
    properties: {
      displayName: bot.name,
      environmentId: environment.id,
      ownerId: bot.owner.id,
      createdBy: bot.owner.id,
      createdAt: daysBefore(tenant, bot.createdDaysAgo),
      createdIn: 'Copilot Studio',
      lastPublishedAt: bot.published ? daysBefore(tenant, Math.min(20, bot.createdDaysAgo)) : null,
      schemaName: `mer_bot${bot.index}`,
      botId: bot.id,
      ...(identity === null ? {} : { entraAgentId: identity }),
      isQuarantined: quarantined,
      isManaged: false,
      orchestration: bot.orchestration,
      model: bot.model,
      authentication: authentication[bot.authenticationMode],
      channels: bot.channels,
      triggers: Array.from({ length: bot.triggers }, (_unused, index) => ({ name: `trigger ${index + 1}` })),
      isWebSearchEnabledForKnowledge: bot.webSearch,
      sharedWithViewers: { userCount: bot.sharing.users, groupCount: bot.sharing.groups, entireTenant: bot.sharing.everybody },
      sharedWithEditors: { userCount: 1, groupCount: 0 },
      powerPlatformConnectors: connectors,
      capabilitiesCounts: { distinctPowerPlatformConnectors: connectors.length, distinctFlows: 0 },
    },
  }
}

/** A flow as the inventory has it: connectors only, no plain HTTP. */
export function flowRow(tenant: Tenant, flow: Flow, environment: PowerEnvironment): Json {
  const { trigger } = flow
  return {
    id: `/tenants/${tenant.id}/providers/microsoft.powerautomate/flows/${flow.id}`,
    name: flow.id,
    type: flow.forAgents ? 'microsoft.powerautomate/agentflows' : 'microsoft.powerautomate/cloudflows',
    tenantId: tenant.id,
    location: 'europe',
    properties: {
      displayName: flow.name,
      environmentId: environment.id,
      ownerId: flow.owner.id,
      createdBy: flow.owner.id,
      createdAt: daysBefore(tenant, flow.createdDaysAgo),
      lastModifiedAt: daysBefore(tenant, Math.min(30, flow.createdDaysAgo)),
      workflowEntityId: flow.id,
      powerPlatformConnectors: connectorsOf(flow.steps),
      ...(typeof trigger === 'string' ? {} : { trigger: trigger.connector.replace('shared_', ''), triggerOperation: trigger.operation }),
    },
  }
}

function connectorsOf(uses: readonly ConnectorUse[]) {
  return [...Map.groupBy(uses, ({ connector }) => connector)].map(([connectorId, group]) => ({
    connectorId,
    operations: group.map(({ operation }) => ({ operationId: operation, usedAs: 'Tool' })),
  }))
}

export function botJson(tenant: Tenant, bot: Bot): Json {
  return {
    botid: bot.id,
    name: bot.name,
    schemaname: `mer_bot${bot.index}`,
    statecode: 0,
    statuscode: 1,
    authenticationmode: bot.authenticationMode,
    accesscontrolpolicy: bot.accessControl,
    publishedon: bot.published ? daysBefore(tenant, Math.min(20, bot.createdDaysAgo)) : null,
    runtimeprovider: 0,
    createdon: daysBefore(tenant, bot.createdDaysAgo),
    modifiedon: daysBefore(tenant, Math.min(15, bot.createdDaysAgo)),
  }
}

/** The parts of an agent: its text and model, knowledge, tools, triggers, and a topic that nobody needs to read. */
export function componentsOf(bot: Bot): readonly Json[] {
  const component = (componenttype: number, name: string, data: string) => ({ name, componenttype, data })
  const parts = [
    component(9, 'Greeting', 'kind: AdaptiveDialog\nbeginDialog:\n  kind: OnConversationStart\n'),
    component(
      15,
      bot.name,
      `kind: GptComponentMetadata\ninstructions: |-\n  Answer for ${bot.index}. Be brief.\ngptCapabilities:\n  webBrowsing: ${bot.webSearch}\naISettings:\n  model:\n    modelNameHint: ${bot.model}\n`,
    ),
    ...bot.knowledge.map(({ name, site, open }) =>
      component(
        16,
        name,
        `kind: KnowledgeSourceConfiguration\nsource:\n  kind: ${open ? 'PublicSiteSearchSource' : 'SharePointSearchSource'}\n  site: ${site}\n`,
      ),
    ),
    ...bot.tools.map(({ connector, operation }) =>
      component(
        9,
        operation,
        `kind: TaskDialog\nmodelDisplayName: ${operation}\naction:\n  kind: InvokeConnectorTaskAction\n  connectionReference: ${referenceOf(bot, connector)}\n  connectionProperties:\n    mode: ${bot.asMaker ? 'Maker' : 'Invoker'}\n  operationId: ${operation}\n`,
      ),
    ),
    ...Array.from({ length: bot.triggers }, (_unused, index) =>
      component(17, `trigger ${index + 1}`, 'kind: ExternalTriggerConfiguration\n'),
    ),
  ]
  return parts.map((part, index) => ({
    ...part,
    botcomponentid: `${bot.id.slice(0, -2)}${index.toString(16).padStart(2, '0')}`,
    _parentbotid_value: bot.id,
  }))
}

export const referenceOf = (bot: Pick<Bot, 'index'>, connector: string): string => `mer_bot${bot.index}.${connector}.${bot.index}`

/** A flow as its environment's table of processes has it, with its definition in `clientdata`. */
export function workflowJson(tenant: Tenant, flow: Flow): Json {
  const host = ({ connector, operation }: ConnectorUse) => ({
    apiId: `/providers/Microsoft.PowerApps/apis/${connector}`,
    connectionName: connector,
    operationId: operation,
  })
  const { trigger } = flow
  const start =
    trigger === 'recurrence'
      ? { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 1 } }
      : trigger === 'request'
        ? { type: 'Request', kind: 'Skills', inputs: { schema: {} } }
        : { type: 'OpenApiConnectionNotification', inputs: { host: host(trigger), parameters: {} } }
  const steps = flow.steps.map((step, index) => [
    `Step_${index + 1}`,
    { type: 'OpenApiConnection', inputs: { host: host(step), parameters: {} } },
  ])
  const actions = Object.fromEntries([
    ...steps,
    ...(flow.http === null ? [] : [['Ask', { type: 'Http', inputs: { method: 'POST', uri: flow.http, body: {} } }]]),
    ...(flow.handlesFailure
      ? [['Tell_somebody', { type: 'Compose', inputs: 'failed', runAfter: { Step_1: ['Failed', 'TimedOut'] } }]]
      : []),
  ])
  const connectors = [...new Set([...(typeof trigger === 'string' ? [] : [trigger]), ...flow.steps].map(({ connector }) => connector))]
  return {
    workflowid: flow.id,
    name: flow.name,
    description: null,
    category: 5,
    type: 1,
    statecode: flow.on ? 1 : 0,
    statuscode: flow.on ? 2 : 1,
    modernflowtype: flow.forAgents ? 1 : 0,
    createdon: daysBefore(tenant, flow.createdDaysAgo),
    modifiedon: daysBefore(tenant, Math.min(30, flow.createdDaysAgo)),
    clientdata: JSON.stringify({
      schemaVersion: '1.0.0.0',
      properties: {
        connectionReferences: Object.fromEntries(
          connectors.map((connector) => [connector, { runtimeSource: 'embedded', connection: {}, api: { name: connector } }]),
        ),
        definition: { triggers: { start }, actions },
      },
    }),
  }
}
