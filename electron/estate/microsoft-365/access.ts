import type { LoopbackReply, LoopbackRequest } from '../loopback-server.ts'
import { makeQuotaWindow } from '../quota-window.ts'
import { mix } from '../random.ts'

/** A registered client of the tenant: what it may call is what it was granted. */
export interface RegisteredClient {
  readonly clientId: string
  readonly clientSecret: string
  readonly permissions: ReadonlySet<string>
}

/** Whom a token was made for: the resource it names, and whether a person signed in. */
interface TokenFor {
  readonly audience: string
  readonly person: boolean
}

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Names of permissions of the power platform's own interface begin with this. */
export const platformApi = 'Power Platform API: '

/** A token tells what it may do where it is for: `roles` of an application, `scp` on behalf of a person. Privileges in tables are in none. */
function claims({ clientId, permissions }: RegisteredClient, audience: string, person: boolean): Readonly<Record<string, unknown>> {
  const ofPlatform = audience === 'https://api.powerplatform.com'
  const granted = [...permissions].flatMap((permission) => {
    if (permission.startsWith(platformApi)) return ofPlatform ? [permission.slice(platformApi.length)] : []
    return permission.includes(': ') || ofPlatform ? [] : [permission]
  })
  return { aud: audience, appid: clientId, ...(person ? { scp: granted.join(' ') } : { roles: granted }) }
}

/** Errors in the directory API's own shape. */
export function graphError(status: number, code: string, message: string, requestId: string): LoopbackReply {
  const innerError = { date: new Date(0).toISOString().slice(0, 19), 'request-id': requestId, 'client-request-id': requestId }
  return { status, headers: { 'request-id': requestId }, json: { error: { code, message, innerError } } }
}

export interface CallCost {
  readonly units: number
  readonly quota?: 'directory' | 'reports' | 'dataverse' | 'none'
  readonly write?: boolean
}

export interface Access {
  /** A token for what the scope names; `person`: on behalf of somebody who signed in. */
  issue(client: RegisteredClient, person: boolean, scope: string): string
  /** Whose token a request carries, if it is for this audience; null: it is not accepted here. */
  bearer(request: LoopbackRequest, audience: string): { readonly client: RegisteredClient; readonly person: boolean } | null
  /** Null when the call may go on; else the refusal. */
  check(request: LoopbackRequest, permissions: readonly string[], cost: CallCost): LoopbackReply | null
  requestId(): string
}

/**
 * Enforces per call what the provider does: a live token, one of the permissions, and the published quotas: 8,000 resource units
 * per 10 s for a large tenant and application, 3,000 writes per 150 s, 5 report requests per 10 s.
 */
export function makeAccess(options: {
  readonly seed: number
  readonly clients: readonly RegisteredClient[]
  readonly quotas: 'published' | 'off'
}): Access {
  const tokens = new Map<string, TokenFor & { readonly client: RegisteredClient }>()
  const directory = makeQuotaWindow(8_000, 10_000)
  const writes = makeQuotaWindow(3_000, 150_000)
  const reports = makeQuotaWindow(5, 10_000)
  const dataverse = makeQuotaWindow(6_000, 300_000)
  let serial = 0

  const requestId = (): string => {
    serial += 1
    return `00000000-0000-4000-8000-${mix(options.seed, 'request', serial).toString(16).padStart(12, '0')}`
  }

  const throttle = (cost: CallCost): number | null => {
    if (options.quotas === 'off' || cost.quota === 'none') return null
    if (cost.quota === 'reports') return reports.take(1)
    if (cost.quota === 'dataverse') return dataverse.take(1)
    return (cost.write ? writes.take(1) : null) ?? directory.take(cost.units)
  }

  return {
    requestId,
    issue: (client, person, scope) => {
      const named = scope.split(' ').find((word) => word.endsWith('/.default')) ?? 'https://graph.microsoft.com/.default'
      const audience = named.slice(0, -'/.default'.length)
      const signature = `${mix(options.seed, client.clientId, tokens.size).toString(36)}${tokens.size}`
      const token = `${base64url({ typ: 'JWT', alg: 'none' })}.${base64url(claims(client, audience, person))}.${signature}`
      tokens.set(token, { client, audience, person })
      return token
    },
    bearer: (request, audience) => {
      const known = tokens.get(request.headers.authorization?.replace(/^Bearer /i, '') ?? '')
      return known?.audience === audience ? known : null
    },
    check: (request, permissions, cost) => {
      const id = requestId()
      const token = request.headers.authorization?.replace(/^Bearer /i, '')
      const client = token ? tokens.get(token)?.client : undefined
      if (!client) return graphError(401, 'InvalidAuthenticationToken', 'Access token is empty or has expired.', id)
      if (permissions.length > 0 && !permissions.some((permission) => client.permissions.has(permission)))
        return graphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.', id)
      const waitMs = throttle(cost)
      if (waitMs === null) return null
      const refusal = graphError(429, 'TooManyRequests', 'Too many requests.', id)
      return { ...refusal, headers: { ...refusal.headers, 'retry-after': String(Math.ceil(waitMs / 1_000)) } }
    },
  }
}
