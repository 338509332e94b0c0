/** What the audit's application may read: Reader’s actions for these types, and one data action. */
export const readActions: readonly string[] = [
  'Microsoft.Resources/subscriptions/read',
  'Microsoft.Authorization/roleAssignments/read',
  'Microsoft.CognitiveServices/accounts/read',
  'Microsoft.CognitiveServices/accounts/deployments/read',
  'Microsoft.CognitiveServices/accounts/projects/read',
  'Microsoft.CognitiveServices/accounts/projects/connections/read',
  'Microsoft.CognitiveServices/accounts/projects/applications/read',
  'Microsoft.CognitiveServices/accounts/projects/applications/agentDeployments/read',
  'Microsoft.CognitiveServices/accounts/AIServices/agents/read',
  'Microsoft.BotService/botServices/read',
  'Microsoft.Logic/workflows/read',
  'Microsoft.Logic/workflows/runs/read',
  'Microsoft.Web/sites/read',
  'Microsoft.Web/sites/workflows/read',
  'Microsoft.Insights/eventtypes/values/read',
]

export const writeActions: readonly string[] = [
  'Microsoft.CognitiveServices/accounts/write',
  'Microsoft.CognitiveServices/accounts/projects/applications/disable/action',
  'Microsoft.CognitiveServices/accounts/projects/applications/enable/action',
  'Microsoft.CognitiveServices/accounts/projects/applications/agentDeployments/stop/action',
  'Microsoft.CognitiveServices/accounts/projects/applications/agentDeployments/start/action',
  'Microsoft.CognitiveServices/accounts/AIServices/agents/write',
  'Microsoft.BotService/botServices/write',
  'Microsoft.Logic/workflows/disable/action',
  'Microsoft.Logic/workflows/enable/action',
]
