import type { Connector } from '../connector.ts'
import { calls, quotas } from './calls.ts'
import { classify } from './classify.ts'
import { probe } from './probe.ts'
import { fields, signIn } from './settings.ts'
import { accounts } from './steps/accounts.ts'
import { engines } from './steps/engines.ts'
import { policies } from './steps/policies.ts'
import { projects } from './steps/projects.ts'

/** Google Cloud: the agents of an organisation in all its projects and locations, as whom they act, and who holds keys to that. */
export const googleCloud: Connector = {
  id: 'google-cloud',
  title: 'Google Cloud',
  summary: 'Agents, models and service accounts in all projects of an organisation.',
  category: 'cloud',
  fields,
  signIn,
  calls,
  quotas,
  steps: [projects, policies, accounts, engines],
  probe,
  classify,
}
