import type { Connector } from '../connector.ts'
import { calls, quotas } from './calls.ts'
import { classify } from './classify.ts'
import { grants } from './grant.ts'
import { probe } from './probe.ts'
import { revoke } from './revoke.ts'
import { fields, signIn } from './settings.ts'
import { accounts } from './steps/accounts.ts'
import { apiKeys } from './steps/api-keys.ts'
import { chats } from './steps/chats.ts'
import { customerApps } from './steps/customer-apps.ts'
import { endpoints } from './steps/endpoints.ts'
import { engines } from './steps/engines.ts'
import { gemini } from './steps/gemini.ts'
import { makers } from './steps/makers.ts'
import { policies } from './steps/policies.ts'
import { projects } from './steps/projects.ts'
import { registry } from './steps/registry.ts'
import { roleUse } from './steps/role-use.ts'
import { signIns } from './steps/sign-ins.ts'
import { use } from './steps/use.ts'
import { viewerRole } from './viewer-roles.ts'

/** Google Cloud: the agents of an organisation in all its projects and locations, as whom they act, and who holds keys to that. */
export const googleCloud: Connector = {
  id: 'google-cloud',
  title: 'Google Cloud',
  summary: 'Agents, models and service accounts in all projects of an organisation.',
  category: 'cloud',
  ownIds: ['gcp-service-account', 'gcp-service-account-key-id', 'gcp-reasoning-engine', 'google-client-id'],
  neverReads: ['prompts and conversations', 'documents', 'log bodies', 'code', 'keys and values of variables'],
  howToGrant: (permission) => {
    const role = viewerRole(permission)
    return `Console, with the organisation chosen: IAM & Admin, Roles, the audit’s role, Edit: add ${permission}.${role === null ? '' : ` Google’s own role ${role} holds it, too.`}`
  },
  fields,
  signIn,
  calls,
  quotas,
  grants,
  steps: [projects, roleUse, policies, accounts, engines, endpoints, chats, customerApps, gemini, registry, apiKeys, signIns, use, makers],
  probe,
  classify,
  revoke,
}
