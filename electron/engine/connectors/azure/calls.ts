import type { CallDeclaration, Quota } from '../connector.ts'
import { microsoftSignInCalls } from '../microsoft-sign-in-calls.ts'
import { type Cloud, clouds } from './clouds.ts'

const every: readonly Cloud[] = Object.values(clouds)
const management = { host: 'management.{cloud}', hostValues: { cloud: every.map((one) => one.management) } } as const
const foundry = {
  host: '{account}.services.ai.{cloud}',
  hostValues: { cloud: every.flatMap(({ agents }) => (agents === null ? [] : [agents])) },
} as const

/** Limits for each principal: reads by subscription, queries over the whole tenant. A smaller one answers 429 and the pace adapts. */
export const quotas: readonly Quota[] = [
  {
    id: 'reads',
    units: 250,
    perMs: 10_000,
    concurrency: 6,
    source: 'https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling',
  },
  {
    id: 'writes',
    units: 200,
    perMs: 20_000,
    concurrency: 2,
    source: 'https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling',
  },
  {
    id: 'queries',
    units: 15,
    perMs: 5_000,
    concurrency: 2,
    source: 'https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests',
  },
  { id: 'agents', units: null, perMs: 1_000, concurrency: 4, source: 'not published: adapts' },
]

/** One version of each interface; previews are named where nothing newer answers. */
export const versions = {
  subscriptions: '2022-12-01',
  graph: '2021-03-01',
  cognitive: '2025-09-01',
  cognitivePreview: '2026-03-15-preview',
  bots: '2022-09-15',
  logic: '2019-05-01',
  web: '2025-05-01',
  activity: '2015-04-01',
  agents: 'v1',
} as const

const read = { ...management, method: 'GET', access: 'read', quota: 'reads', cost: 1 } as const
const write = { ...management, access: 'write', quota: 'writes', cost: 1 } as const
const ask = { ...foundry, method: 'GET', access: 'read', quota: 'agents', cost: 1 } as const
const query = {
  ...management,
  method: 'POST',
  access: 'read',
  quota: 'queries',
  cost: 1,
  path: '/providers/Microsoft.ResourceGraph/resources',
  readsByPost: 'a query travels in the body',
} as const

const subscription = '/subscriptions/{subscription}'
const group = `${subscription}/resourceGroups/{group}`
const account = `${group}/providers/Microsoft.CognitiveServices/accounts/{account}`
const project = `${account}/projects/{project}`
const application = `${project}/applications/{application}`
const deployment = `${application}/agentDeployments/{deployment}`
const bot = `${group}/providers/Microsoft.BotService/botServices/{bot}`
const workflow = `${group}/providers/Microsoft.Logic/workflows/{workflow}`
const site = `${group}/providers/Microsoft.Web/sites/{site}`
const routine = '/api/projects/{project}/routines/{routine}'

const cognitive = 'Microsoft.CognitiveServices/accounts'
/** What lets its holder see agents and routines; the management interface does not show them. */
const readAgents = [`${cognitive}/AIServices/agents/read`]
const writeAgents = [`${cognitive}/AIServices/agents/write`]

/**
 * Every call this connector may make. The gate lets nothing else out, and the permission list is made from it. Permissions are the
 * provider's own actions; those of calls to an account's own host are data actions. Keys are never listed.
 */
export const calls: readonly CallDeclaration[] = [
  ...microsoftSignInCalls,

  {
    ...read,
    id: 'subscriptions',
    path: '/subscriptions',
    permissions: ['Microsoft.Resources/subscriptions/read'],
    why: 'find every subscription',
  },
  {
    ...query,
    id: 'role-assignments',
    permissions: ['Microsoft.Authorization/roleAssignments/read'],
    why: 'see what the identities of agents may do',
  },
  {
    ...read,
    id: 'accounts',
    path: `${subscription}/providers/Microsoft.CognitiveServices/accounts`,
    permissions: [`${cognitive}/read`],
    why: 'list accounts with models and agents, and whether keys and the internet reach them',
  },
  { ...read, id: 'account', path: account, permissions: [`${cognitive}/read`], why: 'read one account before and after a change' },
  {
    ...read,
    id: 'deployments',
    path: `${account}/deployments`,
    permissions: [`${cognitive}/deployments/read`],
    why: 'list deployed models',
  },
  { ...read, id: 'projects', path: `${account}/projects`, permissions: [`${cognitive}/projects/read`], why: 'list projects' },
  {
    ...read,
    id: 'connections',
    path: `${project}/connections`,
    permissions: [`${cognitive}/projects/connections/read`],
    why: 'see which systems a project is connected with, and how it signs in there; never the keys',
  },
  {
    ...read,
    id: 'applications',
    path: `${project}/applications`,
    permissions: [`${cognitive}/projects/applications/read`],
    why: 'list published agents, who may call them, and as whom they act',
  },
  {
    ...read,
    id: 'application',
    path: application,
    permissions: [`${cognitive}/projects/applications/read`],
    why: 'read one published agent before and after a change',
  },
  {
    ...read,
    id: 'agent-deployments',
    path: `${application}/agentDeployments`,
    permissions: [`${cognitive}/projects/applications/agentDeployments/read`],
    why: 'see which published agents run',
  },
  {
    ...read,
    id: 'agent-deployment',
    path: deployment,
    permissions: [`${cognitive}/projects/applications/agentDeployments/read`],
    why: 'read one deployment before and after a change',
  },
  { ...ask, id: 'agents', path: '/api/projects/{project}/agents', permissions: readAgents, why: 'list agents with their tools and models' },
  { ...ask, id: 'routines', path: '/api/projects/{project}/routines', permissions: readAgents, why: 'see what starts agents by itself' },
  { ...ask, id: 'routine', path: routine, permissions: readAgents, why: 'read one routine before and after a change' },
  {
    ...read,
    id: 'bots',
    path: `${subscription}/providers/Microsoft.BotService/botServices`,
    permissions: ['Microsoft.BotService/botServices/read'],
    why: 'list bots with their channels',
  },
  {
    ...read,
    id: 'bot',
    path: bot,
    permissions: ['Microsoft.BotService/botServices/read'],
    why: 'read one bot before and after a change',
  },
  {
    ...read,
    id: 'workflows',
    path: `${subscription}/providers/Microsoft.Logic/workflows`,
    permissions: ['Microsoft.Logic/workflows/read'],
    why: 'find logic apps that call a model or run an agent',
  },
  {
    ...read,
    id: 'workflow',
    path: workflow,
    permissions: ['Microsoft.Logic/workflows/read'],
    why: 'read one logic app before and after a change',
  },
  {
    ...read,
    id: 'runs',
    path: `${workflow}/runs`,
    permissions: ['Microsoft.Logic/workflows/runs/read'],
    why: 'see when a logic app with AI last ran; no inputs and outputs',
  },
  {
    ...read,
    id: 'sites',
    path: `${subscription}/providers/Microsoft.Web/sites`,
    permissions: ['Microsoft.Web/sites/read'],
    why: 'find logic apps of the Standard plan',
  },
  {
    ...read,
    id: 'site-workflows',
    path: `${site}/workflows`,
    permissions: ['Microsoft.Web/sites/workflows/read'],
    why: 'list the workflows of a Standard logic app',
  },
  {
    ...read,
    id: 'site-workflow',
    path: `${site}/workflows/{workflow}`,
    permissions: ['Microsoft.Web/sites/workflows/read'],
    why: 'find workflows that call a model or run an agent',
  },
  {
    ...read,
    id: 'activity-log',
    path: `${subscription}/providers/Microsoft.Insights/eventtypes/management/values`,
    permissions: ['Microsoft.Insights/eventtypes/values/read'],
    why: 'see who changed an account, a bot or a logic app in the last 90 days',
  },

  {
    ...write,
    id: 'set-account',
    method: 'PATCH',
    path: account,
    permissions: [`${cognitive}/write`],
    why: 'switch keys or the public network of an account off, or on again',
  },
  {
    ...write,
    id: 'disable-application',
    method: 'POST',
    path: `${application}/disable`,
    permissions: [`${cognitive}/projects/applications/disable/action`],
    why: 'switch a published agent off',
  },
  {
    ...write,
    id: 'enable-application',
    method: 'POST',
    path: `${application}/enable`,
    permissions: [`${cognitive}/projects/applications/enable/action`],
    why: 'undo: switch a published agent on again',
  },
  {
    ...write,
    id: 'stop-agent-deployment',
    method: 'POST',
    path: `${deployment}/stop`,
    permissions: [`${cognitive}/projects/applications/agentDeployments/stop/action`],
    why: 'stop a running agent',
  },
  {
    ...write,
    id: 'start-agent-deployment',
    method: 'POST',
    path: `${deployment}/start`,
    permissions: [`${cognitive}/projects/applications/agentDeployments/start/action`],
    why: 'undo: start an agent again',
  },
  {
    ...foundry,
    id: 'disable-routine',
    method: 'POST',
    path: `${routine}:disable`,
    access: 'write',
    quota: 'agents',
    permissions: writeAgents,
    why: 'stop what starts an agent by itself',
  },
  {
    ...foundry,
    id: 'enable-routine',
    method: 'POST',
    path: `${routine}:enable`,
    access: 'write',
    quota: 'agents',
    permissions: writeAgents,
    why: 'undo: let a routine start its agent again',
  },
  {
    ...write,
    id: 'set-bot',
    method: 'PATCH',
    path: bot,
    permissions: ['Microsoft.BotService/botServices/write'],
    why: 'cut a bot off from its channels, or let it back',
  },
  {
    ...write,
    id: 'disable-workflow',
    method: 'POST',
    path: `${workflow}/disable`,
    permissions: ['Microsoft.Logic/workflows/disable/action'],
    why: 'stop a logic app',
  },
  {
    ...write,
    id: 'enable-workflow',
    method: 'POST',
    path: `${workflow}/enable`,
    permissions: ['Microsoft.Logic/workflows/enable/action'],
    why: 'undo: let a logic app run again',
  },
]
