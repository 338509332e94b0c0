import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import type { StaffMember } from '../people.ts'
import { botAt } from './copilot.ts'
import type { TenantServer } from './directory-routes.ts'
import { environmentsOf, type PowerEnvironment } from './environments.ts'
import { flowAt, flowCount } from './flows.ts'
import { selected } from './graph-json.ts'
import { page } from './page.ts'
import { botJson, componentsOf, referenceOf, workflowJson } from './power-json.ts'

const tables = '/api/data/v9.2'

/** The tables of each environment, each on its own host; an application needs a user of its own in every one. */
export function dataverseRoutes(server: TenantServer): readonly LoopbackRoute[] {
  const { tenant, access } = server
  const environments = environmentsOf(tenant)
  const bots = Array.from({ length: tenant.size.bots }, (_unused, index) => botAt(tenant, index))
  const flows = Array.from({ length: flowCount(tenant) }, (_unused, index) => flowAt(tenant, index))

  const table = (
    name: string,
    privilege: string,
    read: (environment: PowerEnvironment, filter: string) => readonly Readonly<Record<string, unknown>>[],
  ): LoopbackRoute => ({
    method: 'GET',
    path: `/{host}${tables}/${name}`,
    handle: (request, { host = '' }) => {
      const environment = environments.find((one) => one.host === host)
      if (!environment) return { status: 404, json: { error: { code: '0x80048d0b', message: 'There is no organisation here.' } } }
      // Who was told this server's own address asks for a token of that name.
      if (access.bearer(request, `https://${host}`) === null && access.bearer(request, request.origin) === null)
        return { status: 401, json: { error: { code: '0x80072560', message: 'The token is not for this organisation.' } } }
      const refusal = access.check(request, [`Dataverse: read on ${privilege}`], { units: 1, quota: 'dataverse' })
      if (refusal) return refusal
      const items = read(environment, request.query.get('$filter') ?? '')
      return paged(request, name, items)
    },
  })

  return [
    table('bots', 'bot', (environment) =>
      bots
        .filter((bot) => bot.environment === environment.index)
        .map((bot) => ({ ...botJson(tenant, bot), owninguser: ownerJson(bot.owner) })),
    ),
    table('botcomponents', 'botcomponent', (environment, filter) =>
      bots
        .filter((bot) => bot.environment === environment.index)
        .flatMap(componentsOf)
        .filter((component) => asked(component, filter)),
    ),
    table('workflows', 'workflow', (environment) =>
      flows
        .filter((flow) => flow.environment === environment.index)
        .map((flow) => ({ ...workflowJson(tenant, flow), owninguser: ownerJson(flow.owner) })),
    ),
    table('connectionreferences', 'connectionreference', (environment) =>
      bots
        .filter((bot) => bot.environment === environment.index)
        .flatMap((bot) =>
          bot.tools.map(({ connector }) => ({
            connectionreferenceid: `${bot.id}-${connector}`,
            connectionreferencelogicalname: referenceOf(bot, connector),
            connectorid: `/providers/Microsoft.PowerApps/apis/${connector}`,
          })),
        ),
    ),
  ]
}

/** The part of the query language that is spoken here: types of components, tools among topics by how their text begins. */
function asked({ componenttype, data }: Readonly<Record<string, unknown>>, filter: string): boolean {
  if (filter === '') return true
  if (componenttype === 9)
    return filter.includes("startswith(data,'kind: TaskDialog')") ? String(data).startsWith('kind: TaskDialog') : false
  return new RegExp(`componenttype eq ${componenttype}\\b`).test(filter)
}

/** `Prefer: odata.maxpagesize` is how this service is asked for pages. */
function paged(request: LoopbackRequest, name: string, items: readonly Readonly<Record<string, unknown>>[]): LoopbackReply {
  const size = /odata\.maxpagesize=(\d+)/.exec(request.headers.prefer ?? '')?.[1] ?? '5000'
  const query = new URLSearchParams(request.query)
  const select = query.get('$select')
  query.set('$top', size)
  const expand = query.has('$expand')
  return page(
    { ...request, query },
    {
      context: name,
      count: items.length,
      item: (index) => {
        const item = items[index]
        if (!item) return null
        return { ...selected(item, select), ...(expand ? { owninguser: item.owninguser } : {}) }
      },
    },
  )
}

function ownerJson(owner: StaffMember) {
  return { azureactivedirectoryobjectid: owner.id, fullname: owner.name, isdisabled: !owner.active }
}
