import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import { type Access, azureError } from './access.ts'
import type { Cloud, StoredAccount } from './cloud.ts'

export interface Server {
  readonly cloud: Cloud
  readonly access: Access
}

export const host = '/management.azure.com'
export const cognitive = 'Microsoft.CognitiveServices/accounts'
export const account = `${host}/subscriptions/{s}/resourceGroups/{g}/providers/${cognitive}/{a}`

type Params = Readonly<Record<string, string>>

/** A route of the management interface that asks for its version, its action at its scope, and only then answers. */
export function managed(
  { access }: Server,
  method: string,
  path: string,
  action: string,
  handle: (request: LoopbackRequest, params: Params) => LoopbackReply,
): LoopbackRoute {
  return {
    method,
    path,
    handle: (request, params) => {
      if (!request.query.has('api-version'))
        return azureError(
          400,
          'MissingApiVersionParameter',
          'The api-version query parameter (?api-version=) is required for all requests.',
        )
      const scope = request.path.slice(host.length)
      const refused = access.check(request, { action, scope, audience: 'management' })
      const reply = refused ?? handle(request, params)
      return { ...reply, headers: { ...access.headers(), ...reply.headers } }
    },
  }
}

export const same = (one: string, other: string | undefined): boolean => one.toLowerCase() === (other ?? '').toLowerCase()

export const notFound = (what: string): LoopbackReply => azureError(404, 'ResourceNotFound', `The resource '${what}' was not found.`)

export const accountOf = ({ accounts }: Cloud, { s, g, a }: Params): StoredAccount | null =>
  accounts.find(({ subscription, group, plan }) => same(subscription.id, s) && same(group, g) && same(plan.name, a)) ?? null
