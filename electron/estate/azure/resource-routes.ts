import type { LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import { agentDeploymentRecord, applicationId, applicationName, applicationRecord } from './application-records.ts'
import type { StoredAgent, StoredBot, StoredLogicApp } from './cloud.ts'
import { account, accountOf, cognitive, host, managed, notFound, type Server, same } from './managed.ts'
import { managedPage } from './page.ts'
import {
  type AccountState,
  accountRecord,
  accountState,
  ago,
  type BotState,
  botRecord,
  botState,
  connectionRecords,
  projectRecord,
  siteRecord,
  siteWorkflowRecord,
  workflowRecord,
} from './records.ts'

type Params = Readonly<Record<string, string>>

const group = `${host}/subscriptions/{s}/resourceGroups/{g}/providers`
const project = `${account}/projects/{p}`
const application = `${project}/applications/{app}`
const bot = `${group}/Microsoft.BotService/botServices/{b}`
const workflow = `${group}/Microsoft.Logic/workflows/{w}`
const site = `${group}/Microsoft.Web/sites/{w}`

/** Projects, connections and published agents; what switches a published agent or its deployment off and on, and an account’s keys. */
export function projectRoutes(server: Server): readonly LoopbackRoute[] {
  const { cloud } = server
  const published = (params: Params): readonly StoredAgent[] => {
    const found = accountOf(cloud, params)
    return cloud.agents.filter((one) => one.account === found && one.plan.published !== null)
  }
  const one = (params: Params) => published(params).find((agent) => same(applicationName(agent), params.app)) ?? null
  const switching = (
    verb: string,
    state: string,
    value: boolean,
    path = application,
    action = `${cognitive}/projects/applications/${verb}/action`,
  ) =>
    managed(server, 'POST', `${path}/${verb}`, action, (_request, params) => {
      const found = one(params)
      if (found === null) return notFound(params.app ?? '')
      cloud.setState(`${state} ${applicationId(found)}`, value)
      return { status: 204 }
    })
  const deployments = `${application}/agentDeployments`
  const deploymentAction = (verb: string) => `${cognitive}/projects/applications/agentDeployments/${verb}/action`
  return [
    managed(server, 'GET', `${account}/projects`, `${cognitive}/projects/read`, (request, params) => {
      const found = accountOf(cloud, params)
      if (found === null) return notFound(params.a ?? '')
      return managedPage(request, found.plan.kind === 'AIServices' ? [projectRecord(cloud, found)] : [], 50)
    }),
    managed(server, 'GET', `${project}/connections`, `${cognitive}/projects/connections/read`, (request, params) => {
      const found = accountOf(cloud, params)
      return found === null ? notFound(params.a ?? '') : managedPage(request, connectionRecords(cloud, found), 50)
    }),
    managed(server, 'GET', `${project}/applications`, `${cognitive}/projects/applications/read`, (request, params) =>
      managedPage(
        request,
        published(params).map((agent) => applicationRecord(cloud, agent)),
        30,
      ),
    ),
    managed(server, 'GET', application, `${cognitive}/projects/applications/read`, (_request, params) => {
      const found = one(params)
      return found === null ? notFound(params.app ?? '') : { status: 200, json: applicationRecord(cloud, found) }
    }),
    managed(server, 'GET', deployments, `${cognitive}/projects/applications/agentDeployments/read`, (request, params) => {
      const found = one(params)
      return found === null ? notFound(params.app ?? '') : managedPage(request, [agentDeploymentRecord(cloud, found)], 30)
    }),
    managed(server, 'GET', `${deployments}/{d}`, `${cognitive}/projects/applications/agentDeployments/read`, (_request, params) => {
      const found = one(params)
      return found === null || !same('live', params.d)
        ? notFound(params.d ?? '')
        : { status: 200, json: agentDeploymentRecord(cloud, found) }
    }),
    switching('disable', 'application', false),
    switching('enable', 'application', true),
    switching('stop', 'deployment', false, `${deployments}/{d}`, deploymentAction('stop')),
    switching('start', 'deployment', true, `${deployments}/{d}`, deploymentAction('start')),
    managed(server, 'PATCH', account, `${cognitive}/write`, (request, params) => {
      const found = accountOf(cloud, params)
      if (found === null) return notFound(params.a ?? '')
      cloud.setState(`account ${found.id}`, {
        ...accountState(cloud, found),
        ...patched<AccountState>(request, ['disableLocalAuth', 'publicNetworkAccess']),
      })
      return { status: 200, json: accountRecord(cloud, found) }
    }),
  ]
}

/** Of a patch those properties that can be changed here. */
function patched<T extends object>(request: LoopbackRequest, names: readonly (keyof T)[]): Partial<T> {
  try {
    const properties = (JSON.parse(request.body) as { properties?: Partial<T> }).properties ?? {}
    return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name as keyof T))) as Partial<T>
  } catch {
    return {}
  }
}

/** Bots and logic apps of both plans, their runs, and who changed them. */
export function automationRoutes(server: Server): readonly LoopbackRoute[] {
  const { cloud } = server
  const botOf = ({ s, g, b }: Params): StoredBot | null =>
    cloud.bots.find(({ subscription, group: at, plan }) => same(subscription.id, s) && same(at, g) && same(plan.name, b)) ?? null
  const appOf = (plan: 'consumption' | 'standard', { s, g, w }: Params): StoredLogicApp | null =>
    cloud.logicApps.find(
      (one) =>
        one.plan.plan === plan &&
        same(one.subscription.id, s) &&
        same(one.group, g) &&
        same(plan === 'standard' ? `${one.plan.name}-app` : one.plan.name, w),
    ) ?? null
  const appsIn = (plan: 'consumption' | 'standard', s: string | undefined) =>
    cloud.logicApps.filter((one) => one.plan.plan === plan && same(one.subscription.id, s))
  const switching = (verb: 'disable' | 'enable') =>
    managed(server, 'POST', `${workflow}/${verb}`, `Microsoft.Logic/workflows/${verb}/action`, (_request, params) => {
      const found = appOf('consumption', params)
      if (found === null) return notFound(params.w ?? '')
      cloud.setState(`workflow ${found.id}`, verb === 'disable' ? 'Disabled' : 'Enabled')
      return { status: 200, json: {} }
    })
  return [
    managed(
      server,
      'GET',
      `${host}/subscriptions/{s}/providers/Microsoft.BotService/botServices`,
      'Microsoft.BotService/botServices/read',
      (request, { s }) =>
        managedPage(
          request,
          cloud.bots.filter(({ subscription }) => same(subscription.id, s)).map((one) => botRecord(cloud, one)),
          50,
        ),
    ),
    managed(server, 'GET', bot, 'Microsoft.BotService/botServices/read', (_request, params) => {
      const found = botOf(params)
      return found === null ? notFound(params.b ?? '') : { status: 200, json: botRecord(cloud, found) }
    }),
    managed(server, 'PATCH', bot, 'Microsoft.BotService/botServices/write', (request, params) => {
      const found = botOf(params)
      if (found === null) return notFound(params.b ?? '')
      cloud.setState(`bot ${found.id}`, {
        ...botState(cloud, found),
        ...patched<BotState>(request, ['publicNetworkAccess', 'disableLocalAuth']),
      })
      return { status: 200, json: botRecord(cloud, found) }
    }),
    managed(
      server,
      'GET',
      `${host}/subscriptions/{s}/providers/Microsoft.Logic/workflows`,
      'Microsoft.Logic/workflows/read',
      (request, { s }) =>
        managedPage(
          request,
          appsIn('consumption', s).map((one) => workflowRecord(cloud, one)),
          100,
        ),
    ),
    managed(server, 'GET', workflow, 'Microsoft.Logic/workflows/read', (_request, params) => {
      const found = appOf('consumption', params)
      return found === null ? notFound(params.w ?? '') : { status: 200, json: workflowRecord(cloud, found) }
    }),
    switching('disable'),
    switching('enable'),
    managed(server, 'GET', `${workflow}/runs`, 'Microsoft.Logic/workflows/runs/read', (request, params) => {
      const found = appOf('consumption', params)
      if (found === null) return notFound(params.w ?? '')
      const days = found.plan.ranDaysAgo
      const runs =
        days === null
          ? []
          : [
              {
                id: `${found.id}/runs/1`,
                name: '1',
                type: 'Microsoft.Logic/workflows/runs',
                properties: { startTime: ago(cloud, days), endTime: ago(cloud, days), status: 'Succeeded' },
              },
            ]
      return managedPage(request, runs, 30)
    }),
    managed(server, 'GET', `${host}/subscriptions/{s}/providers/Microsoft.Web/sites`, 'Microsoft.Web/sites/read', (request, { s }) =>
      managedPage(
        request,
        appsIn('standard', s).map((one) => siteRecord(cloud, one)),
        50,
      ),
    ),
    managed(server, 'GET', `${site}/workflows`, 'Microsoft.Web/sites/workflows/read', (request, params) => {
      const found = appOf('standard', params)
      return found === null ? notFound(params.w ?? '') : managedPage(request, [siteWorkflowRecord(found, false)], 50)
    }),
    managed(server, 'GET', `${site}/workflows/{f}`, 'Microsoft.Web/sites/workflows/read', (_request, params) => {
      const found = appOf('standard', params)
      return found === null || !same(found.plan.name, params.f)
        ? notFound(params.f ?? '')
        : { status: 200, json: siteWorkflowRecord(found, true) }
    }),
    managed(
      server,
      'GET',
      `${host}/subscriptions/{s}/providers/Microsoft.Insights/eventtypes/management/values`,
      'Microsoft.Insights/eventtypes/values/read',
      (request, { s }) =>
        managedPage(
          request,
          appsIn('consumption', s)
            .filter(({ plan }) => plan.ageDays / 4 < 89)
            .map((one) => ({
              caller: one.maker.mail,
              operationName: { value: 'Microsoft.Logic/workflows/write', localizedValue: 'Set Workflow' },
              resourceId: one.id,
              eventTimestamp: ago(cloud, Math.floor(one.plan.ageDays / 4)),
            })),
          100,
        ),
    ),
  ]
}
