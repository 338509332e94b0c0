import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import { azureError } from './access.ts'
import { agentRecord, routineRecord } from './agent-records.ts'
import { projectId, projectName, type StoredAccount, type StoredAgent } from './cloud.ts'
import { type Server, same } from './managed.ts'

type Params = Readonly<Record<string, string>>
const root = '/{a}.services.ai.azure.com/api/projects/{p}'
const actions = 'Microsoft.CognitiveServices/accounts/AIServices/agents'

/** Every account's own host: agents and routines, and what switches a routine off and on. */
export function agentRoutes({ cloud, access }: Server): readonly LoopbackRoute[] {
  const inProject =
    (action: 'read' | 'write', handle: (account: StoredAccount, request: LoopbackRequest, params: Params) => LoopbackReply) =>
    (request: LoopbackRequest, params: Params) => {
      const account = cloud.accounts.find(({ plan }) => same(plan.name, params.a) && plan.kind === 'AIServices')
      const scope = account === undefined ? '/' : projectId(account)
      const refused = access.check(request, { action: `${actions}/${action}`, scope, audience: 'agents' })
      if (refused !== null) return refused
      if (account === undefined || !same(projectName, params.p)) return azureError(404, 'NotFound', 'Project not found')
      if (request.query.get('api-version') !== 'v1') return azureError(400, 'BadRequest', 'API version not supported')
      return handle(account, request, params)
    }
  const agentsOf = (account: StoredAccount): readonly StoredAgent[] => cloud.agents.filter((one) => one.account === account)
  const withRoutine = (account: StoredAccount) => agentsOf(account).filter(({ plan }) => plan.routine !== null)
  const setRoutine = (enabled: boolean) =>
    inProject('write', (account, _request, { r }) => {
      const found = withRoutine(account).find(({ plan }) => same(`start-${plan.name}`, r))
      if (found === undefined) return azureError(404, 'NotFound', 'Routine not found')
      cloud.setState(`routine ${projectId(account)}/${found.plan.name}`, enabled)
      return { status: 200, json: routineRecord(cloud, found) }
    })
  return [
    {
      method: 'GET',
      path: `${root}/agents`,
      handle: inProject('read', (account, request) =>
        cursorPage(
          request,
          agentsOf(account).map((one) => agentRecord(cloud, one)),
        ),
      ),
    },
    {
      method: 'GET',
      path: `${root}/routines`,
      handle: inProject('read', (account, request) =>
        cursorPage(
          request,
          withRoutine(account).map((one) => routineRecord(cloud, one)),
        ),
      ),
    },
    {
      method: 'GET',
      path: `${root}/routines/{r}`,
      handle: inProject('read', (account, _request, { r }) => {
        const found = withRoutine(account).find(({ plan }) => same(`start-${plan.name}`, r))
        return found === undefined ? azureError(404, 'NotFound', 'Routine not found') : { status: 200, json: routineRecord(cloud, found) }
      }),
    },
    { method: 'POST', path: `${root}/routines/{r}:disable`, handle: setRoutine(false) },
    { method: 'POST', path: `${root}/routines/{r}:enable`, handle: setRoutine(true) },
  ]
}

/** A page that goes on after the last element’s name: 20 unless asked for more, 100 at most. */
function cursorPage(request: LoopbackRequest, all: readonly { readonly name: string }[]): LoopbackReply {
  const limit = Math.min(100, Math.max(1, Number(request.query.get('limit') ?? 20) || 20))
  const after = request.query.get('after')
  const from = after === null ? 0 : all.findIndex(({ name }) => name === after) + 1
  const data = all.slice(from, from + limit)
  return {
    status: 200,
    json: {
      object: 'list',
      data,
      first_id: data[0]?.name ?? null,
      last_id: data.at(-1)?.name ?? null,
      has_more: from + limit < all.length,
    },
  }
}
