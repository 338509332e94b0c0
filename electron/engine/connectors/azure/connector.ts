import type { Connector } from '../connector.ts'
import { signIn } from '../microsoft-sign-in-settings.ts'
import { calls, quotas } from './calls.ts'
import { classify } from './classify.ts'
import { grants, isDataAction } from './grant.ts'
import { probe } from './probe.ts'
import { revoke } from './revoke.ts'
import { fields } from './settings.ts'
import { accounts } from './steps/accounts.ts'
import { changes, runs } from './steps/activity.ts'
import { agents } from './steps/agents.ts'
import { applications } from './steps/applications.ts'
import { bots } from './steps/bots.ts'
import { logicApps, standardLogicApps } from './steps/logic-apps.ts'
import { roles } from './steps/roles.ts'

/** One tenant's subscriptions: accounts and models, Foundry agents, bots, logic apps with AI, and what their identities may do. */
export const azure: Connector = {
  id: 'azure',
  title: 'Microsoft Azure',
  summary: 'Azure OpenAI and Foundry accounts, their agents, bots and logic apps with AI, in every subscription of one tenant.',
  category: 'cloud',
  neverReads: [
    'keys of accounts and connections',
    'conversations, prompts and answers',
    'files and indexes that agents search',
    'inputs and outputs of runs',
    'text of instructions: only its hash',
  ],
  howToGrant: (permission) =>
    isDataAction(permission)
      ? `Azure portal, the management group or subscription, Access control (IAM), Add custom role, JSON: add ${permission} to dataActions, then assign the role to the application.`
      : `Azure portal, the management group or subscription, Access control (IAM), Add custom role, JSON: add ${permission} to actions (for reading, the built-in role Reader holds it), then assign the role to the application.`,
  grants,
  fields,
  signIn,
  calls,
  quotas,
  steps: [accounts, agents, applications, bots, logicApps, standardLogicApps, roles, runs, changes],
  probe,
  classify,
  revoke,
}
