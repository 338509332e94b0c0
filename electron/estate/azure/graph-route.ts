import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import { azureError } from './access.ts'
import type { Cloud } from './cloud.ts'
import { host, type Server } from './managed.ts'
import { runQuery } from './query.ts'
import { ago } from './records.ts'

const largestPage = 1_000

/** The inventory of the whole tenant: one query over all subscriptions, 1,000 rows to a page. */
export function graphRoute({ cloud, access }: Server): LoopbackRoute {
  return {
    method: 'POST',
    path: `${host}/providers/Microsoft.ResourceGraph/resources`,
    handle: (request) => {
      const asked = readBody(request.body)
      if (asked === null) return azureError(400, 'BadRequest', 'Please provide below info when asking for support.')
      const action = 'Microsoft.Authorization/roleAssignments/read'
      const refused = access.check(request, { action, scope: '/', audience: 'management' })
      if (refused !== null) return refused
      const rows = runQuery(asked.query, tablesOf(cloud))
      if (rows === null)
        return azureError(400, 'InvalidQuery', 'Query is invalid. Please refer to the documentation for the Azure Resource Graph service.')
      return answer(
        asked,
        asked.subscriptions.length === 0 ? rows : rows.filter((row) => asked.subscriptions.includes(String(row.subscriptionId))),
      )
    },
  }
}

interface Asked {
  readonly query: string
  readonly subscriptions: readonly string[]
  readonly from: number
  readonly top: number
}

function readBody(text: LoopbackRequest['body']): Asked | null {
  try {
    const body = JSON.parse(text) as { query?: unknown; subscriptions?: unknown; options?: { $top?: unknown; $skipToken?: unknown } }
    if (typeof body.query !== 'string') return null
    const token = typeof body.options?.$skipToken === 'string' ? Number(Buffer.from(body.options.$skipToken, 'base64url').toString()) : 0
    return {
      query: body.query,
      subscriptions: Array.isArray(body.subscriptions) ? body.subscriptions.map(String) : [],
      from: Number.isInteger(token) ? token : 0,
      top: Math.min(largestPage, Number(body.options?.$top ?? 100) || 100),
    }
  } catch {
    return null
  }
}

function answer({ from, top }: Asked, rows: readonly unknown[]): LoopbackReply {
  const data = rows.slice(from, from + top)
  const more = from + top < rows.length
  return {
    status: 200,
    headers: {
      'x-ms-user-quota-remaining': '14',
      'x-ms-user-quota-resets-after': '00:00:05',
      'x-ms-tenant-subscription-limit-hit': 'false',
    },
    json: {
      totalRecords: rows.length,
      count: data.length,
      data,
      facets: [],
      resultTruncated: 'false',
      ...(more ? { $skipToken: Buffer.from(String(from + top)).toString('base64url') } : {}),
    },
  }
}

const tablesOf = (cloud: Cloud) => ({
  authorizationresources: cloud.assignments.map(({ id, principalId, role, scope }) => ({
    id,
    name: id.split('/').at(-1),
    type: 'microsoft.authorization/roleassignments',
    tenantId: cloud.directory.tenantId,
    properties: {
      principalId,
      principalType: 'ServicePrincipal',
      roleDefinitionId: `/providers/Microsoft.Authorization/RoleDefinitions/${role}`,
      scope,
      createdOn: ago(cloud, 70),
    },
  })),
})
