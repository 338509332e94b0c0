import type { Connector } from '../connector.ts'
import { signIn } from '../microsoft-sign-in-settings.ts'
import { calls, quotas } from './calls.ts'
import { classify } from './classify.ts'
import { grants } from './grant.ts'
import { probe } from './probe.ts'
import { revoke } from './revoke.ts'
import { fields } from './settings.ts'
import { signInActivity } from './steps/activity.ts'
import { environments, policies } from './steps/environments.ts'
import { applicationGrants, applications, delegatedGrants } from './steps/grants.ts'
import { agentInventory, flowInventory } from './steps/inventory.ts'
import { packages } from './steps/packages.ts'
import { organization, users } from './steps/people.ts'
import { agentIdentities, owners, servicePrincipals } from './steps/principals.ts'
import { copilotStudio, flows } from './steps/studio.ts'

const tables = 'Dataverse: '
const platformApi = 'Power Platform API: '
const platform = 'Power Platform: '

function howToGrant(permission: string): string {
  if (permission.startsWith(tables))
    return `Power Platform admin centre, the environment, Settings, Security roles: let the role of the application user ${permission.slice(tables.length)}.`
  if (permission.startsWith(platformApi))
    return `Entra admin centre, App registrations, the application, API permissions, Add a permission, APIs my organization uses, Power Platform API, Delegated permissions: add ${permission.slice(platformApi.length)}, then Grant admin consent; it works for a signed-in administrator only.`
  if (permission.startsWith(platform))
    return `To ${permission.slice(platform.length)}: sign in as a Power Platform administrator, or let one register the application with New-PowerAppManagementApp.`
  return `Entra admin centre, App registrations, the application, API permissions, Add a permission, Microsoft Graph: add ${permission}, then Grant admin consent.`
}

/** Microsoft 365: the directory, its grants, the catalogue of agents, and the low-code studio's environment. */
export const microsoft365: Connector = {
  id: 'microsoft-365',
  title: 'Microsoft 365 and Entra ID',
  summary: 'Applications, agent identities, consents and Copilot agents of one tenant.',
  category: 'saas',
  ownIds: ['entra-app-id', 'entra-agent-id', 'copilot-studio-bot', 'power-automate-flow'],
  neverReads: [
    'mail',
    'files',
    'chats and meetings',
    'values of secrets and certificates',
    'what people asked an agent, and what its topics say',
    'rows of tables',
  ],
  howToGrant,
  fields,
  needs: [['tenantId', 'clientId'], ['export']],
  signIn,
  calls,
  quotas,
  grants,
  // Last use first: its quota of five calls in ten seconds takes longest and costs nothing meanwhile.
  steps: [
    organization,
    signInActivity,
    users,
    applications,
    applicationGrants,
    delegatedGrants,
    packages,
    environments,
    policies,
    agentInventory,
    flowInventory,
    copilotStudio,
    flows,
    agentIdentities,
    servicePrincipals,
    owners,
  ],
  probe,
  classify,
  revoke,
}
