import { type Cloud, projectId, type StoredAgent } from './cloud.ts'
import { systemData } from './records.ts'

// Published agents, after the description of the 2025-10-01-preview resources.

export const applicationName = ({ plan }: StoredAgent): string => `${plan.name}-app`
export const applicationId = (agent: StoredAgent): string => `${projectId(agent.account)}/applications/${applicationName(agent)}`

const applicationEnabled = (cloud: Cloud, agent: StoredAgent): boolean => cloud.stateOf(`application ${applicationId(agent)}`, true)
const deploymentRunning = (cloud: Cloud, agent: StoredAgent): boolean => cloud.stateOf(`deployment ${applicationId(agent)}`, true)

export function applicationRecord(cloud: Cloud, agent: StoredAgent) {
  const { plan, account, maker, identity, owner } = agent
  return {
    id: applicationId(agent),
    name: `${account.plan.name}/main/${applicationName(agent)}`,
    type: 'Microsoft.CognitiveServices/accounts/projects/applications',
    systemData: systemData(cloud, maker, plan.ageDays),
    properties: {
      displayName: plan.published?.name ?? plan.name,
      description: plan.description ?? '',
      baseUrl: `https://${account.plan.name}.services.ai.azure.com/api/projects/main/applications/${applicationName(agent)}`,
      agents: [{ agentId: plan.name, agentName: plan.name }],
      authorizationPolicy: { type: plan.published?.policy ?? 'Default' },
      trafficRoutingPolicy: { protocol: 'FixedRatio', rules: [] },
      isEnabled: applicationEnabled(cloud, agent),
      provisioningState: 'Succeeded',
      tags: owner === null ? {} : { owner: owner.mail },
      ...(identity === null
        ? {}
        : {
            defaultInstanceIdentity: {
              kind: 'AgentInstance',
              type: 'System',
              clientId: identity.clientId,
              principalId: identity.principalId,
              tenantId: cloud.directory.tenantId,
            },
          }),
    },
  }
}

export const agentDeploymentRecord = (cloud: Cloud, agent: StoredAgent) => ({
  id: `${applicationId(agent)}/agentDeployments/live`,
  name: `${agent.account.plan.name}/main/${applicationName(agent)}/live`,
  type: 'Microsoft.CognitiveServices/accounts/projects/applications/agentDeployments',
  systemData: systemData(cloud, agent.maker, agent.plan.ageDays),
  properties: {
    deploymentType: 'Managed',
    displayName: 'live',
    state: deploymentRunning(cloud, agent) ? 'Running' : 'Stopped',
    provisioningState: 'Succeeded',
    protocols: [{ protocol: 'Responses', version: '1.0' }],
    agents: [{ agentName: agent.plan.name, agentVersion: '3' }],
  },
})
