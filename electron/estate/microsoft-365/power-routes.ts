import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import { graphError, platformApi } from './access.ts'
import { botAt } from './copilot.ts'
import { parse, type TenantServer } from './directory-routes.ts'
import { environmentsOf } from './environments.ts'
import { flowAt, flowCount } from './flows.ts'
import { agentRow, environmentJson, flowRow } from './power-json.ts'

const api = 'api.powerplatform.com'
const administration = 'api.bap.microsoft.com'

/** What an administrator may, or an application that one registered for it. */
export const listEnvironments = 'Power Platform: list environments and data policies'

/** The inventory of the tenant shows a change after a quarter of an hour. */
const lagMs = 15 * 60_000
const mostRows = 1_000
const environmentsAtOnce = 50

/** The power platform's own calls: administration of environments, the inventory of the tenant, quarantine. */
export function powerRoutes(server: TenantServer): readonly LoopbackRoute[] {
  const { tenant, changes, access } = server
  const environments = environmentsOf(tenant)
  const bots = Array.from({ length: tenant.size.bots }, (_unused, index) => botAt(tenant, index))
  const flows = Array.from({ length: tenant.size.bots === 0 ? 0 : flowCount(tenant) }, (_unused, index) => flowAt(tenant, index))
  const error = (status: number, code: string, message: string) => graphError(status, code, message, access.requestId())
  const standing = (index: number) => environments[index] ?? environments[0]

  const rows = (): readonly Readonly<Record<string, unknown>>[] => [
    ...bots.flatMap((bot) => {
      const environment = standing(bot.environment)
      const changed = changes.quarantine(bot.id)
      const shown = changed !== null && (Date.now() - changed.at >= lagMs ? changed.on : !changed.on)
      return environment ? [agentRow(tenant, bot, environment, shown)] : []
    }),
    ...flows.flatMap((flow) => {
      const environment = standing(flow.environment)
      return environment ? [flowRow(tenant, flow, environment)] : []
    }),
  ]

  const administrator = (request: LoopbackRequest): LoopbackReply | 'administrator' | 'somebody' => {
    const who = access.bearer(request, `https://${administration}`)
    if (who === null) return error(401, 'AuthenticationFailed', 'The access token is not valid for this audience.')
    return who.client.permissions.has(listEnvironments) ? 'administrator' : 'somebody'
  }
  /** A signed-in person with a scope; applications are refused whatever they hold. */
  const person = (request: LoopbackRequest, scope: string): LoopbackReply | null => {
    const who = access.bearer(request, `https://${api}`)
    if (who === null) return error(401, 'Unauthorized', 'The access token is not valid for this audience.')
    return who.person && who.client.permissions.has(`${platformApi}${scope}`)
      ? null
      : error(403, 'Forbidden', 'The caller is not authorised.')
  }

  const quarantine = (ending: string, on: boolean | null): LoopbackRoute => ({
    method: on === null ? 'GET' : 'POST',
    path: `/${api}/copilotstudio/environments/{environment}/bots/{bot}/api/botQuarantine${ending}`,
    handle: (request, params) => {
      const refusal = person(request, 'CopilotStudio.AdminActions.Invoke')
      if (refusal) return refusal
      if (!request.query.has('api-version')) return error(400, 'ApiVersionRequired', 'The api-version query parameter is required.')
      const bot = bots.find(({ id, environment }) => id === params.bot && standing(environment)?.id === params.environment)
      if (!bot) return error(404, 'NotFound', 'The bot was not found.')
      if (on !== null && changes.quarantine(bot.id)?.on !== on) changes.setQuarantine(bot.id, on, Date.now())
      const now = changes.quarantine(bot.id)
      return {
        status: 200,
        json: { isBotQuarantined: now?.on ?? false, lastUpdateTimeUtc: new Date(now?.at ?? 0).toISOString() },
      }
    },
  })

  return [
    {
      method: 'GET',
      path: `/${administration}/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments`,
      handle: (request) => {
        const who = administrator(request)
        if (typeof who !== 'string') return who
        if (who === 'somebody') return error(403, 'Forbidden', 'The service principal is not registered as a management application.')
        const start = Number(request.query.get('$skiptoken') ?? 0)
        const more = start + environmentsAtOnce < environments.length
        const next = `${request.origin}${request.path}?api-version=2020-10-01&$skiptoken=${start + environmentsAtOnce}`
        return {
          status: 200,
          json: { value: environments.slice(start, start + environmentsAtOnce).map(environmentJson), ...(more ? { nextLink: next } : {}) },
        }
      },
    },
    {
      method: 'GET',
      path: `/${administration}/providers/PowerPlatform.Governance/v2/policies`,
      handle: (request) => {
        const who = administrator(request)
        if (typeof who !== 'string') return who
        // Who may not administer is shown an empty list, not refused.
        return {
          status: 200,
          json: { value: who === 'somebody' || tenant.size.bots === 0 ? [] : policies(environments.map(({ id }) => id)) },
        }
      },
    },
    {
      method: 'POST',
      path: `/${api}/resourcequery/resources/query`,
      handle: (request) => person(request, 'ResourceQuery.Resources.Read') ?? query(request, rows(), error),
    },
    quarantine('', null),
    quarantine('/SetAsQuarantined', true),
    quarantine('/SetAsUnquarantined', false),
  ]
}

function policies(environments: readonly string[]) {
  const policy = (name: string, displayName: string, environmentType: string, listed: readonly string[]) => ({
    policyDefinition: {
      name,
      displayName,
      environmentType,
      environments: listed.map((id) => ({ name: id, type: 'Microsoft.BusinessAppPlatform/scopes/environments' })),
      defaultConnectorsClassification: 'General',
      connectorGroups: [],
    },
  })
  return [
    policy('policy-1', 'Company baseline', 'ExceptEnvironments', environments.slice(4, 5)),
    policy('policy-2', 'Finance data', 'OnlyEnvironments', environments.slice(2, 3)),
  ]
}

type Row = Readonly<Record<string, unknown>>

/** Runs a structured query as the provider does: a clause that does not begin with its kind is refused. */
function query(
  request: LoopbackRequest,
  rows: readonly Row[],
  error: (status: number, code: string, message: string) => LoopbackReply,
): LoopbackReply {
  if (!request.query.has('api-version')) return error(400, 'BadRequest', 'The api-version query parameter is required.')
  const body = parse(request.body)
  const clauses = Array.isArray(body.Clauses) ? (body.Clauses as readonly Row[]) : null
  if (body.TableName !== 'PowerPlatformResources' || clauses === null || clauses.some((clause) => Object.keys(clause)[0] !== '$type'))
    return error(400, 'BadRequest', 'KQLOM format is wrong or it cannot be null.')
  let found = rows
  for (const clause of clauses) {
    if (clause.$type !== 'where') continue
    const wanted = (clause.Values as readonly string[]).map((value) => value.replace(/^'|'$/g, '').toLowerCase())
    found = found.filter((row) => wanted.includes(String(fieldOf(row, String(clause.FieldName))).toLowerCase()))
  }
  if (clauses.some(({ $type }) => $type === 'orderby')) found = found.toSorted((a, b) => (String(a.name) < String(b.name) ? -1 : 1))
  const options = (body.Options ?? {}) as { readonly Top?: number; readonly Skip?: number; readonly SkipToken?: string }
  const top = Math.min(mostRows, Math.max(1, options.Top ?? 100))
  const start = options.SkipToken ? Number(Buffer.from(options.SkipToken, 'base64url').toString()) : (options.Skip ?? 0)
  const data = found.slice(start, start + top)
  const more = start + top < found.length
  return {
    status: 200,
    json: {
      totalRecords: found.length,
      count: data.length,
      resultTruncated: more ? 1 : 0,
      skipToken: more ? Buffer.from(String(start + top)).toString('base64url') : null,
      data,
    },
  }
}

function fieldOf(row: Row, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Row | undefined)?.[name], row)
}
