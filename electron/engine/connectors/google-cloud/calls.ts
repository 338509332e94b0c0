import type { CallDeclaration, Quota } from '../connector.ts'
import { tokenCall } from '../google-sign-in.ts'
import { writeCalls } from './write-calls.ts'

/** Published limits; where a service publishes none for reading its settings, the pace adapts. Counted for the project that pays. */
export const quotas: readonly Quota[] = [
  { id: 'inventory', units: 400, perMs: 60_000, concurrency: 4, source: 'https://cloud.google.com/asset-inventory/docs/quota' },
  { id: 'agents', units: 600, perMs: 60_000, concurrency: 8, source: 'https://cloud.google.com/vertex-ai/docs/quotas' },
  { id: 'log', units: 60, perMs: 60_000, concurrency: 1, source: 'https://cloud.google.com/logging/quotas' },
  { id: 'accounts', units: 6_000, perMs: 60_000, concurrency: 4, source: 'https://cloud.google.com/iam/quotas' },
  { id: 'settings', units: null, perMs: 1_000, concurrency: 4, source: 'not published: adapts' },
]

const read = { method: 'GET', access: 'read', quota: 'settings', cost: 1 } as const
const inventory = { ...read, host: 'cloudasset.googleapis.com', quota: 'inventory' } as const
const registry = { ...read, host: 'agentregistry.googleapis.com' } as const
const vertex = { host: '{location}-aiplatform.googleapis.com', quota: 'agents', cost: 1 } as const
const identity = { ...read, host: 'agentidentity.googleapis.com' } as const
const ces = { ...read, host: 'ces.googleapis.com' } as const
const iam = { host: 'iam.googleapis.com', quota: 'accounts', cost: 1 } as const
const keys = { host: 'apikeys.googleapis.com', quota: 'settings', cost: 1 } as const
const recommender = { ...read, host: 'recommender.googleapis.com', permissions: ['recommender.iamPolicyInsights.list'] } as const
const analyzer = { ...read, host: 'policyanalyzer.googleapis.com' } as const

const place = 'projects/{project}/locations/{location}'
const engine = `/v1/${place}/reasoningEngines/{engine}`
const endpoint = `/v1/${place}/endpoints/{endpoint}`
const account = '/v1/projects/{project}/serviceAccounts/{account}'
const provider = `/v1/${place}/authProviders/{provider}`
const apiKey = '/v2/projects/{project}/locations/global/keys/{key}'
const assistants = `/v1alpha/${place}/collections/{collection}/engines/{engine}/assistants`
const insights = 'locations/global/insightTypes/google.iam.policy.Insight/insights'
const lastUse = '/v1/projects/{project}/locations/global/activityTypes'

/** A service with a host for each location and one more for `global`: the same call, declared for both. */
const everywhere = (api: string, call: CallDeclaration): readonly CallDeclaration[] => [
  { ...call, host: `{location}-${api}` },
  { ...call, id: `${call.id}-global`, host: api },
]

/** Every call this connector may make. The gate lets nothing else out, and the permission list is made from it. */
export const calls: readonly CallDeclaration[] = [
  tokenCall,
  {
    ...inventory,
    id: 'resources',
    path: '/v1/{container}/{scope}:searchAllResources',
    permissions: ['cloudasset.assets.searchAllResources'],
    why: 'see which projects there are, what is in them, and the service accounts with the age of their keys',
  },
  {
    ...inventory,
    id: 'policies',
    path: '/v1/{container}/{scope}:searchAllIamPolicies',
    permissions: ['cloudasset.assets.searchAllIamPolicies'],
    why: 'see what service accounts and agents may do, and who owns a project',
  },
  {
    id: 'held-permissions',
    method: 'POST',
    access: 'read',
    host: 'cloudresourcemanager.googleapis.com',
    path: '/v3/{container}/{scope}:testIamPermissions',
    permissions: [],
    quota: 'settings',
    cost: 1,
    readsByPost: 'the provider says by POST which of the named permissions are held; nothing changes',
    why: 'say before a scan which permissions are there',
  },
  {
    ...registry,
    id: 'registry-locations',
    path: '/v1/projects/{project}/locations',
    permissions: ['agentregistry.locations.list'],
    why: 'see where agents can be registered',
  },
  {
    ...registry,
    id: 'registry-agents',
    path: `/v1/${place}/agents`,
    permissions: ['agentregistry.agents.list'],
    why: 'see the registered agents',
  },
  {
    ...registry,
    id: 'registry-servers',
    path: `/v1/${place}/mcpServers`,
    permissions: ['agentregistry.mcpServers.list'],
    why: 'see the registered MCP servers and their tools',
  },
  {
    ...registry,
    id: 'registry-endpoints',
    path: `/v1/${place}/endpoints`,
    permissions: ['agentregistry.endpoints.list'],
    why: 'see the registered endpoints',
  },
  {
    ...registry,
    id: 'registry-bindings',
    path: `/v1/${place}/bindings`,
    permissions: ['agentregistry.bindings.list'],
    why: 'see which agent uses which server',
  },
  {
    ...read,
    ...vertex,
    id: 'engines',
    path: `/v1/${place}/reasoningEngines`,
    permissions: ['aiplatform.reasoningEngines.list'],
    why: 'see the agents that run on Agent Engine',
  },
  {
    ...vertex,
    id: 'engine-policy',
    method: 'POST',
    access: 'read',
    path: `${engine}:getIamPolicy`,
    permissions: ['aiplatform.reasoningEngines.getIamPolicy'],
    readsByPost: 'the provider reads this policy by POST; the body is empty',
    why: 'see who may call an agent',
  },
  {
    ...read,
    ...vertex,
    id: 'endpoints',
    path: `/v1/${place}/endpoints`,
    permissions: ['aiplatform.endpoints.list'],
    why: 'see which models are deployed, and whether their calls are logged',
  },
  {
    ...read,
    ...vertex,
    id: 'endpoint',
    path: endpoint,
    permissions: ['aiplatform.endpoints.get'],
    why: 'read an endpoint before and after a change',
  },
  ...everywhere('dialogflow.googleapis.com', {
    ...read,
    id: 'cx-agents',
    path: `/v3/${place}/agents`,
    permissions: ['dialogflow.agents.list'],
    why: 'see conversational agents',
  }),
  ...everywhere('dialogflow.googleapis.com', {
    ...read,
    id: 'cx-playbooks',
    path: `/v3/${place}/agents/{agent}/playbooks`,
    permissions: ['dialogflow.playbooks.list'],
    why: 'see which model a conversational agent follows its instructions with',
  }),
  ...everywhere('dialogflow.googleapis.com', {
    ...read,
    id: 'cx-tools',
    path: `/v3/${place}/agents/{agent}/tools`,
    permissions: ['dialogflow.tools.list'],
    why: 'see what a conversational agent can do',
  }),
  ...everywhere('dialogflow.googleapis.com', {
    ...read,
    id: 'cx-webhooks',
    path: `/v3/${place}/agents/{agent}/webhooks`,
    permissions: ['dialogflow.webhooks.list'],
    why: 'see where a conversational agent sends what it was told',
  }),
  {
    ...ces,
    id: 'ces-locations',
    path: '/v1/projects/{project}/locations',
    permissions: ['ces.locations.list'],
    why: 'see where customer agents can be',
  },
  { ...ces, id: 'ces-apps', path: `/v1/${place}/apps`, permissions: ['ces.apps.list'], why: 'see customer agents' },
  {
    ...ces,
    id: 'ces-deployments',
    path: `/v1/${place}/apps/{app}/deployments`,
    permissions: ['ces.deployments.list'],
    why: 'see where a customer agent answers, and whether anybody may talk to it',
  },
  {
    ...ces,
    id: 'ces-tools',
    path: `/v1/${place}/apps/{app}/tools`,
    permissions: ['ces.tools.list'],
    why: 'see what a customer agent can do',
  },
  ...everywhere('discoveryengine.googleapis.com', {
    ...read,
    id: 'gemini-apps',
    path: `/v1/${place}/collections/{collection}/engines`,
    permissions: ['discoveryengine.engines.list'],
    why: 'see Gemini Enterprise apps and the data they search',
  }),
  ...everywhere('discoveryengine.googleapis.com', {
    ...read,
    id: 'gemini-assistants',
    path: assistants,
    permissions: ['discoveryengine.assistants.list'],
    why: 'see the assistants of an app, whose agents are listed under them',
  }),
  ...everywhere('discoveryengine.googleapis.com', {
    ...read,
    id: 'gemini-agents',
    path: `${assistants}/{assistant}/agents`,
    permissions: ['discoveryengine.agents.list'],
    why: 'see the agents of Gemini Enterprise and with whom they are shared',
  }),
  {
    ...read,
    ...keys,
    id: 'api-keys',
    path: '/v2/projects/{project}/locations/global/keys',
    permissions: ['apikeys.keys.list'],
    why: 'see which API keys may call Gemini; never their value',
  },
  {
    ...read,
    ...keys,
    id: 'api-key',
    path: apiKey,
    permissions: ['apikeys.keys.get'],
    why: 'read an API key’s record before and after a change; never its value',
  },
  {
    ...identity,
    id: 'identity-locations',
    path: '/v1/projects/{project}/locations',
    permissions: ['agentidentity.locations.list'],
    why: 'see where agents can sign in to other systems',
  },
  {
    ...identity,
    id: 'auth-providers',
    path: `/v1/${place}/authProviders`,
    permissions: ['agentidentity.authProviders.list'],
    why: 'see which other systems agents sign in to for their users',
  },
  {
    ...identity,
    id: 'auth-provider',
    path: provider,
    permissions: ['agentidentity.authProviders.get'],
    why: 'read a sign-in of agents before and after a change',
  },
  {
    ...identity,
    id: 'access-summaries',
    path: `/v1/${place}/accessSummaries`,
    permissions: ['agentidentity.accessSummaries.list'],
    why: 'see when an agent last acted for whom',
  },
  {
    ...analyzer,
    id: 'account-use',
    path: `${lastUse}/serviceAccountLastAuthentication/activities:query`,
    permissions: ['policyanalyzer.serviceAccountLastAuthenticationActivities.query'],
    why: 'see when a service account was last used',
  },
  {
    ...analyzer,
    id: 'key-use',
    path: `${lastUse}/serviceAccountKeyLastAuthentication/activities:query`,
    permissions: ['policyanalyzer.serviceAccountKeyLastAuthenticationActivities.query'],
    why: 'see when a service account’s key was last used',
  },
  {
    ...recommender,
    id: 'role-use',
    path: `/v1/projects/{project}/${insights}`,
    why: 'see how much of each role on a project its holder used in 90 days',
  },
  {
    ...recommender,
    id: 'role-use-above',
    path: `/v1/{container}/{scope}/${insights}`,
    why: 'see the same of roles on the organisation or folder',
  },
  {
    id: 'log',
    method: 'POST',
    access: 'read',
    host: 'logging.googleapis.com',
    path: '/v2/entries:list',
    permissions: ['logging.logEntries.list'],
    quota: 'log',
    cost: 1,
    readsByPost: 'the provider lists log entries by POST; the body holds the filter',
    why: 'see who made an agent, from the log of administrative acts; no entry of any other log is asked for',
  },
  {
    ...read,
    ...iam,
    id: 'account',
    path: account,
    permissions: ['iam.serviceAccounts.get'],
    why: 'read a service account before and after a change',
  },
  {
    ...read,
    ...iam,
    id: 'account-key',
    path: `${account}/keys/{key}`,
    permissions: ['iam.serviceAccountKeys.get'],
    why: 'read a service account’s key record before and after a change; never the key',
  },
  ...writeCalls,
]
