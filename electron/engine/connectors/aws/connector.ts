import type { Connector } from '../connector.ts'
import { calls } from './calls.ts'
import { classify } from './classify.ts'
import { grants } from './grant.ts'
import { probe } from './probe.ts'
import { quotas } from './quotas.ts'
import { revoke } from './revoke.ts'
import { fields, signIn } from './settings.ts'
import { agents } from './steps/agents.ts'
import { assistants } from './steps/assistants.ts'
import { changes, identityChanges } from './steps/changes.ts'
import { endpoints } from './steps/endpoints.ts'
import { flows } from './steps/flows.ts'
import { functions } from './steps/functions.ts'
import { gateways } from './steps/gateways.ts'
import { harnesses } from './steps/harnesses.ts'
import { modelCalls } from './steps/model-calls.ts'
import { accounts, regions } from './steps/organization.ts'
import { principals } from './steps/principals.ts'
import { runtimes } from './steps/runtimes.ts'
import { keyProviders, oauthProviders, workloadIdentities } from './steps/workload-identities.ts'

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
  steps: [
    accounts,
    regions,
    agents,
    flows,
    runtimes,
    gateways,
    harnesses,
    workloadIdentities,
    oauthProviders,
    keyProviders,
    assistants,
    endpoints,
    functions,
    principals,
    changes,
    identityChanges,
    modelCalls,
  ],
  probe,
  classify,
  revoke,
}
