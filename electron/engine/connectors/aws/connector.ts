import type { Connector } from '../connector.ts'
import { calls } from './calls.ts'
import { classify } from './classify.ts'
import { grants } from './grant.ts'
import { probe } from './probe.ts'
import { quotas } from './quotas.ts'
import { fields, signIn } from './settings.ts'
import { agents } from './steps/agents.ts'
import { accounts, regions } from './steps/organization.ts'

/** An organisation on Amazon Web Services: many accounts and regions, read through one role in each account. */
export const aws: Connector = {
  id: 'aws',
  title: 'Amazon Web Services',
  summary: 'Agents, models, functions and identities in every account and region of an organisation, and what they may do.',
  category: 'cloud',
  ownIds: ['aws-arn', 'aws-role-arn'],
  neverReads: ['function code', 'values of environment variables and secrets', 'documents', 'prompts and answers', 'log bodies'],
  howToGrant: (permission) => `IAM: allow ${permission} in the policy of the reading role; the guide has the whole policy to paste.`,
  grants,
  fields,
  signIn,
  calls,
  quotas,
  steps: [accounts, regions, agents],
  probe,
  classify,
}
