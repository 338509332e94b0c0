import type { Connector } from '../connector.ts'
import { calls, quotas } from './calls.ts'
import { classify } from './classify.ts'
import { grants } from './grant.ts'
import { probe } from './probe.ts'
import { revoke } from './revoke.ts'
import { fields, signIn } from './settings.ts'
import { signInActivity } from './steps/activity.ts'
import { copilotStudio, packages } from './steps/copilot.ts'
import { applicationGrants, applications, delegatedGrants } from './steps/grants.ts'
import { organization, users } from './steps/people.ts'
import { agentIdentities, owners, servicePrincipals } from './steps/principals.ts'

/** Microsoft 365: the directory, its grants, the catalogue of agents, and the low-code studio's environment. */
export const microsoft365: Connector = {
  id: 'microsoft-365',
  title: 'Microsoft 365 and Entra ID',
  summary: 'Applications, agent identities, consents and Copilot agents of one tenant.',
  category: 'saas',
  ownIds: ['entra-app-id', 'entra-agent-id', 'copilot-studio-bot'],
  neverReads: ['mail', 'files', 'chats and meetings', 'values of secrets and certificates', 'what people asked an agent'],
  howToGrant: (permission) =>
    permission.startsWith('Dataverse: ')
      ? `Power Platform admin centre, the environment, Settings, Security roles: let the role of the application user ${permission.slice('Dataverse: '.length)}.`
      : `Entra admin centre, App registrations, the application, API permissions, Add a permission, Microsoft Graph: add ${permission}, then Grant admin consent.`,
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
    copilotStudio,
    agentIdentities,
    servicePrincipals,
    owners,
  ],
  probe,
  classify,
  revoke,
}
