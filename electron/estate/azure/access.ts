import type { LoopbackReply, LoopbackRequest } from '../loopback-server.ts'
import { makeQuotaWindow } from '../quota-window.ts'
import { mix } from '../random.ts'

/** An application and what roles let it do: everywhere, but for what a narrower scope takes away. */
export interface RegisteredClient {
  readonly clientId: string
  readonly clientSecret: string
  /** Actions and data actions, as a custom role names them. */
  readonly actions: ReadonlySet<string>
  /** Beginnings of resource ids at which an action is not granted. */
  readonly withheld: readonly { readonly action: string; readonly scope: string }[]
}

/** Errors as the management interface and the accounts’ own hosts both write them. */
export function azureError(status: number, code: string, message: string): LoopbackReply {
  return { status, json: { error: { code, message } } }
}

export interface Access {
  /** A token for what the scope names, e.g. `https://management.azure.com/.default`. */
  issue(client: RegisteredClient, user: boolean, scope: string): string
  /** Null when the call may go on; else the refusal. `scope` is the resource’s id. */
  check(request: LoopbackRequest, need: Need): LoopbackReply | null
  headers(): Readonly<Record<string, string>>
}

interface Need {
  readonly action: string
  readonly scope: string
  readonly audience: 'management' | 'agents'
}

const audiences = { management: 'https://management.azure.com', agents: 'https://ai.azure.com' } as const

/** A live token for this host, the action at this scope, and the published limits: 250 reads a subscription in 10 s, 15 queries in 5 s. */
export function makeAccess(options: { readonly seed: number; readonly quotas: 'published' | 'off' }): Access {
  const tokens = new Map<string, { readonly client: RegisteredClient; readonly audience: string }>()
  const windows = new Map<string, ReturnType<typeof makeQuotaWindow>>()
  let serial = 0

  const waitMs = (request: LoopbackRequest, scope: string): number | null => {
    if (options.quotas === 'off') return null
    const query = request.path.endsWith('/Microsoft.ResourceGraph/resources')
    const lane = query ? 'queries' : (scope.split('/')[2] ?? 'tenant')
    const window = windows.get(lane) ?? (query ? makeQuotaWindow(15, 5_000) : makeQuotaWindow(250, 10_000))
    windows.set(lane, window)
    return window.take(1)
  }

  return {
    issue: (client, _user, scope) => {
      const token = `estate.${mix(options.seed, client.clientId, tokens.size).toString(36)}.${tokens.size}`
      tokens.set(token, { client, audience: scope.split(' ').find((one) => one.endsWith('/.default')) ?? scope })
      return token
    },
    headers: () => {
      serial += 1
      return { 'x-ms-request-id': `00000000-0000-4000-8000-${mix(options.seed, 'azure-request', serial).toString(16).padStart(12, '0')}` }
    },
    check: (request, { action, scope, audience }) => {
      const held = tokens.get(request.headers.authorization?.replace(/^Bearer /i, '') ?? '')
      if (held === undefined || held.audience !== `${audiences[audience]}/.default`)
        return azureError(
          401,
          audience === 'agents' ? 'Unauthorized' : 'InvalidAuthenticationToken',
          'The access token is invalid or for another audience.',
        )
      const { client } = held
      const place = scope.toLowerCase()
      const withheld = client.withheld.some((one) => one.action === action && place.startsWith(one.scope.toLowerCase()))
      if (!client.actions.has(action) || withheld)
        return audience === 'agents'
          ? azureError(
              403,
              'PermissionDenied',
              `The principal ${client.clientId} lacks the required data action ${action} to perform this operation.`,
            )
          : azureError(
              403,
              'AuthorizationFailed',
              `The client '${client.clientId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid.`,
            )
      const wait = waitMs(request, scope)
      if (wait === null) return null
      return {
        ...azureError(429, 'TooManyRequests', 'The request was throttled.'),
        headers: { 'retry-after': String(Math.ceil(wait / 1_000)) },
      }
    },
  }
}
