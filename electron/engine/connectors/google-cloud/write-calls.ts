import type { CallDeclaration } from '../connector.ts'

// What a confirmed revocation may change, each with the call that takes it back. Source: the provider's discovery documents of
// iam v1, agentidentity v1, aiplatform v1 and apikeys v2; permissions: cloud.google.com/iam/docs/roles-permissions.

const post = { method: 'POST', access: 'write', cost: 1 } as const
const iam = { ...post, host: 'iam.googleapis.com', quota: 'accounts' } as const
const vertex = { ...post, host: '{location}-aiplatform.googleapis.com', quota: 'agents' } as const
const identity = { ...post, host: 'agentidentity.googleapis.com', quota: 'settings' } as const
const keys = { host: 'apikeys.googleapis.com', quota: 'settings', cost: 1, access: 'write' } as const

const place = 'projects/{project}/locations/{location}'
const account = '/v1/projects/{project}/serviceAccounts/{account}'
const provider = `/v1/${place}/authProviders/{provider}`
const apiKey = '/v2/projects/{project}/locations/global/keys/{key}'
const endpoint = `/v1/${place}/endpoints/{endpoint}`

export const writeCalls: readonly CallDeclaration[] = [
  {
    ...iam,
    id: 'disable-account',
    path: `${account}:disable`,
    permissions: ['iam.serviceAccounts.disable'],
    why: 'switch off a service account',
  },
  {
    ...iam,
    id: 'enable-account',
    path: `${account}:enable`,
    permissions: ['iam.serviceAccounts.enable'],
    why: 'switch a service account on again',
  },
  {
    ...iam,
    id: 'disable-account-key',
    path: `${account}/keys/{key}:disable`,
    permissions: ['iam.serviceAccountKeys.disable'],
    why: 'switch off a service account’s key',
  },
  {
    ...iam,
    id: 'enable-account-key',
    path: `${account}/keys/{key}:enable`,
    permissions: ['iam.serviceAccountKeys.enable'],
    why: 'switch a service account’s key on again',
  },
  {
    ...identity,
    id: 'disable-provider',
    path: `${provider}:disable`,
    permissions: ['agentidentity.authProviders.update'],
    why: 'switch off a sign-in of agents to another system',
  },
  {
    ...identity,
    id: 'enable-provider',
    path: `${provider}:enable`,
    permissions: ['agentidentity.authProviders.update'],
    why: 'switch a sign-in of agents on again',
  },
  {
    ...vertex,
    id: 'set-engine-policy',
    path: `/v1/${place}/reasoningEngines/{engine}:setIamPolicy`,
    permissions: ['aiplatform.reasoningEngines.setIamPolicy'],
    why: 'take from an agent’s own policy who may call it, and put it back',
  },
  {
    ...vertex,
    id: 'undeploy-model',
    path: `${endpoint}:undeployModel`,
    permissions: ['aiplatform.endpoints.undeploy'],
    why: 'take a model off an endpoint',
  },
  {
    ...vertex,
    id: 'deploy-model',
    path: `${endpoint}:deployModel`,
    permissions: ['aiplatform.endpoints.deploy'],
    why: 'put a model on an endpoint again',
  },
  { ...keys, id: 'delete-api-key', method: 'DELETE', path: apiKey, permissions: ['apikeys.keys.delete'], why: 'delete an API key' },
  {
    ...keys,
    id: 'undelete-api-key',
    method: 'POST',
    path: `${apiKey}:undelete`,
    permissions: ['apikeys.keys.undelete'],
    why: 'take back a deleted API key',
  },
]
