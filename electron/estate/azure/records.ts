import type { StaffMember } from '../people.ts'
import { type Cloud, projectId, projectName, type StoredAccount, type StoredBot, type StoredLogicApp, type Subscription } from './cloud.ts'
import { connectionParameters, definitionOf } from './drawings.ts'

// The shapes of the management interface, after the types of the provider's own libraries: arm-cognitiveservices 8.1,
// arm-botservice 4.0, arm-logic 8.2, arm-appservice, and the description of the 2025-10-01-preview resources.

const dayMs = 86_400_000
export const ago = ({ now }: Pick<Cloud, 'now'>, days: number): string => new Date(now - days * dayMs).toISOString()

export const systemData = (cloud: Cloud, maker: StaffMember, ageDays: number) => ({
  createdBy: maker.mail,
  createdByType: 'User',
  createdAt: ago(cloud, ageDays),
  lastModifiedBy: maker.mail,
  lastModifiedByType: 'User',
  lastModifiedAt: ago(cloud, Math.floor(ageDays / 3)),
})

export const subscriptionRecord = ({ directory }: Cloud, { id, name }: Subscription) => ({
  id: `/subscriptions/${id}`,
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionId: id,
  tenantId: directory.tenantId,
  displayName: name,
  state: 'Enabled',
  subscriptionPolicies: { locationPlacementId: 'Public_2014-09-01', quotaId: 'EnterpriseAgreement_2014-09-01', spendingLimit: 'Off' },
})

export interface AccountState {
  readonly disableLocalAuth: boolean
  readonly publicNetworkAccess: 'Enabled' | 'Disabled'
}

export const accountState = (cloud: Cloud, { id, plan }: StoredAccount): AccountState =>
  cloud.stateOf(`account ${id}`, { disableLocalAuth: !plan.keys, publicNetworkAccess: 'Enabled' })

export function accountRecord(cloud: Cloud, account: StoredAccount) {
  const { plan, id, maker, owner } = account
  const host = plan.kind === 'OpenAI' ? 'openai.azure.com' : 'cognitiveservices.azure.com'
  return {
    id,
    name: plan.name,
    type: 'Microsoft.CognitiveServices/accounts',
    etag: '"0b00a5f1-0000-0d00-0000-000000000000"',
    location: plan.location,
    kind: plan.kind,
    sku: { name: 'S0' },
    tags: { costcenter: `CC-${plan.unit.length}00`, ...(owner === null ? {} : { owner: owner.mail }) },
    identity: { type: 'SystemAssigned', tenantId: cloud.directory.tenantId, principalId: account.principalId },
    systemData: systemData(cloud, maker, plan.ageDays),
    properties: {
      endpoint: `https://${plan.name}.${host}/`,
      endpoints: { 'AI Foundry API': `https://${plan.name}.services.ai.azure.com/` },
      provisioningState: 'Succeeded',
      internalId: account.principalId.replaceAll('-', ''),
      dateCreated: ago(cloud, plan.ageDays),
      customSubDomainName: plan.name,
      networkAcls: { defaultAction: plan.open ? 'Allow' : 'Deny', virtualNetworkRules: [], ipRules: [] },
      privateEndpointConnections: [],
      allowProjectManagement: plan.kind === 'AIServices',
      isMigrated: false,
      ...accountState(cloud, account),
    },
  }
}

export const deploymentRecord = (cloud: Cloud, account: StoredAccount, index: number) => {
  const [name = '', model = '', version = ''] = account.plan.models[index] ?? []
  return {
    id: `${account.id}/deployments/${name}`,
    name,
    type: 'Microsoft.CognitiveServices/accounts/deployments',
    sku: { name: 'GlobalStandard', capacity: 50 },
    etag: '"1c00"',
    systemData: systemData(cloud, account.maker, account.plan.ageDays),
    properties: {
      model: { format: model.startsWith('mistral') ? 'Mistral AI' : 'OpenAI', name: model, version },
      versionUpgradeOption: 'OnceNewDefaultVersionAvailable',
      currentCapacity: 50,
      capabilities: { chatCompletion: 'true' },
      raiPolicyName: 'Microsoft.DefaultV2',
      provisioningState: 'Succeeded',
      rateLimits: [{ key: 'request', renewalPeriod: 60, count: 50 }],
    },
  }
}

export const projectRecord = (cloud: Cloud, account: StoredAccount) => ({
  id: projectId(account),
  name: `${account.plan.name}/${projectName}`,
  type: 'Microsoft.CognitiveServices/accounts/projects',
  location: account.plan.location,
  tags: {},
  identity: { type: 'SystemAssigned', tenantId: cloud.directory.tenantId, principalId: account.projectPrincipalId },
  systemData: systemData(cloud, account.maker, account.plan.ageDays),
  properties: {
    provisioningState: 'Succeeded',
    displayName: `${account.plan.unit} agents`,
    description: '',
    isDefault: true,
    endpoints: { 'AI Foundry API': `https://${account.plan.name}.services.ai.azure.com/api/projects/${projectName}` },
  },
})

/** Two connections in every project: one by a key, one by signing in. What they sign in with is in no list. */
export const connectionRecords = (cloud: Cloud, account: StoredAccount) =>
  [
    { name: 'crm-key', category: 'RemoteTool', authType: 'CustomKeys', target: 'https://crm.meridian.example/mcp', ageDays: 410 },
    { name: 'sharepoint', category: 'Sharepoint', authType: 'AAD', target: 'https://meridian.sharepoint.example', ageDays: 90 },
  ].map(({ name, ageDays, ...properties }) => ({
    id: `${projectId(account)}/connections/${name}`,
    name,
    type: 'Microsoft.CognitiveServices/accounts/projects/connections',
    systemData: systemData(cloud, account.maker, Math.min(ageDays, account.plan.ageDays)),
    properties: { ...properties, group: 'AzureAI', isSharedToAll: true, metadata: {}, useWorkspaceManagedIdentity: false },
  }))

export interface BotState {
  readonly publicNetworkAccess: 'Enabled' | 'Disabled'
  readonly disableLocalAuth: boolean
}

export const botState = (cloud: Cloud, { id }: StoredBot): BotState =>
  cloud.stateOf(`bot ${id}`, { publicNetworkAccess: 'Enabled', disableLocalAuth: false })

export const botRecord = (cloud: Cloud, bot: StoredBot) => ({
  id: bot.id,
  name: bot.plan.name,
  type: 'Microsoft.BotService/botServices',
  location: 'global',
  kind: 'azurebot',
  sku: { name: 'S1', tier: 'Standard' },
  etag: '"0000"',
  tags: bot.owner === null ? {} : { Owner: bot.owner.mail },
  systemData: systemData(cloud, bot.maker, bot.plan.ageDays),
  properties: {
    displayName: bot.plan.title,
    description: null,
    iconUrl: '',
    endpoint: bot.plan.endpoint,
    endpointVersion: '3.0',
    msaAppType: 'SingleTenant',
    msaAppId: bot.appId,
    msaAppTenantId: cloud.directory.tenantId,
    configuredChannels: bot.plan.channels,
    enabledChannels: bot.plan.channels,
    isDeveloperAppInsightsApiKeySet: false,
    isStreamingSupported: false,
    isCmekEnabled: false,
    luisAppIds: [],
    provisioningState: 'Succeeded',
    ...botState(cloud, bot),
  },
})

const workflowState = (cloud: Cloud, { id }: StoredLogicApp): 'Enabled' | 'Disabled' => cloud.stateOf(`workflow ${id}`, 'Enabled')

const location = 'westeurope'
const tagsOf = ({ owner, plan }: StoredLogicApp) => ({
  ...(owner === null ? {} : { owner: owner.mail }),
  ...(plan.description === null ? {} : { description: plan.description }),
})

export const workflowRecord = (cloud: Cloud, app: StoredLogicApp) => ({
  id: app.id,
  name: app.plan.name,
  type: 'Microsoft.Logic/workflows',
  location,
  tags: tagsOf(app),
  identity: { type: 'SystemAssigned', principalId: app.principalId, tenantId: cloud.directory.tenantId },
  properties: {
    provisioningState: 'Succeeded',
    createdTime: ago(cloud, app.plan.ageDays),
    changedTime: ago(cloud, Math.floor(app.plan.ageDays / 4)),
    state: workflowState(cloud, app),
    version: '08584',
    accessEndpoint: `https://prod-01.westeurope.logic.azure.com:443/workflows/${app.principalId.replaceAll('-', '')}`,
    definition: definitionOf(app.plan.drawing),
    parameters: connectionParameters(app.subscription.id, location),
    endpointsConfiguration: { workflow: {}, connector: {} },
  },
})

export const siteRecord = (cloud: Cloud, app: StoredLogicApp) => ({
  id: app.id,
  name: `${app.plan.name}-app`,
  type: 'Microsoft.Web/sites',
  kind: 'functionapp,workflowapp',
  location: 'West Europe',
  tags: tagsOf(app),
  identity: { type: 'SystemAssigned', principalId: app.principalId, tenantId: cloud.directory.tenantId },
  properties: { state: 'Running', enabled: true, hostNames: [`${app.plan.name}-app.azurewebsites.net`], httpsOnly: true },
})

/** A workflow of a site, without or with its files. */
export const siteWorkflowRecord = (app: StoredLogicApp, files: boolean) => ({
  id: `${app.id}/workflows/${app.plan.name}`,
  name: `${app.plan.name}-app/${app.plan.name}`,
  type: 'Microsoft.Web/sites/workflows',
  kind: app.plan.drawing === 'chat-agent' ? 'Agent' : 'Stateful',
  location: 'West Europe',
  properties: {
    flowState: 'Enabled',
    health: { state: 'Healthy' },
    ...(files ? { files: { 'workflow.json': { definition: definitionOf(app.plan.drawing), kind: 'Stateful' } } } : {}),
  },
})
