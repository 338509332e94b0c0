import type { Connector } from '../connector.ts'
import { calls, quotas } from './calls.ts'
import { classify } from './classify.ts'
import { grants } from './grant.ts'
import { probe } from './probe.ts'
import { fields, signIn } from './settings.ts'
import { accounts } from './steps/accounts.ts'
import { engines } from './steps/engines.ts'
import { policies } from './steps/policies.ts'
import { projects } from './steps/projects.ts'
import { viewerRole } from './viewer-roles.ts'

/** Google Cloud: the agents of an organisation in all its projects and locations, as whom they act, and who holds keys to that. */
export const googleCloud: Connector = {
  id: 'google-cloud',
  title: 'Google Cloud',
  summary: 'Agents, models and service accounts in all projects of an organisation.',
  category: 'cloud',
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
  steps: [projects, policies, accounts, engines],
  probe,
  classify,
}
