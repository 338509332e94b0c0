import type { StaffMember } from '../people.ts'
import type { Cloud, StoredAccount, Subscription } from './cloud.ts'

// The shapes of the management interface, after the types of the provider's own libraries: arm-cognitiveservices 8.1,
// arm-botservice 4.0, arm-logic 8.2, arm-appservice, and the description of the 2025-10-01-preview resources.

const dayMs = 86_400_000
const ago = ({ now }: Pick<Cloud, 'now'>, days: number): string => new Date(now - days * dayMs).toISOString()

const systemData = (cloud: Cloud, maker: StaffMember, ageDays: number) => ({
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

interface AccountState {
  readonly disableLocalAuth: boolean
  readonly publicNetworkAccess: 'Enabled' | 'Disabled'
}

const accountState = (cloud: Cloud, { id, plan }: StoredAccount): AccountState =>
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
