import type { LoopbackReply, LoopbackRequest } from '../loopback-server.ts'
import { makeQuotaWindow } from '../quota-window.ts'
import { mix } from '../random.ts'

/** A registered client of the tenant: what it may call is what it was granted. */
export interface RegisteredClient {
  readonly clientId: string
  readonly clientSecret: string
  readonly permissions: ReadonlySet<string>
  /** Licences the tenant lacks for this client's calls. */
}

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token tells what it may do: `roles` of an application, `scp` on behalf of a person. Privileges of other systems are not in it. */
function claims({ clientId, permissions }: RegisteredClient, user: boolean): Readonly<Record<string, unknown>> {
  const granted = [...permissions].filter((permission) => !permission.startsWith('Dataverse: '))
  return { aud: 'https://graph.microsoft.com', appid: clientId, ...(user ? { scp: granted.join(' ') } : { roles: granted }) }
}

/** Errors in the directory API's own shape. */
export function graphError(status: number, code: string, message: string, requestId: string): LoopbackReply {
  const innerError = { date: new Date(0).toISOString().slice(0, 19), 'request-id': requestId, 'client-request-id': requestId }
  return { status, headers: { 'request-id': requestId }, json: { error: { code, message, innerError } } }
}

export interface CallCost {
  readonly units: number
  readonly quota?: 'directory' | 'reports' | 'none'
  readonly write?: boolean
}

export interface Access {
  /** `user`: on behalf of a person who signed in. */
  issue(client: RegisteredClient, user: boolean): string
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
  const tokens = new Map<string, RegisteredClient>()
  const directory = makeQuotaWindow(8_000, 10_000)
  const writes = makeQuotaWindow(3_000, 150_000)
  const reports = makeQuotaWindow(5, 10_000)
  let serial = 0

  const requestId = (): string => {
    serial += 1
    return `00000000-0000-4000-8000-${mix(options.seed, 'request', serial).toString(16).padStart(12, '0')}`
  }

  const throttle = (cost: CallCost): number | null => {
    if (options.quotas === 'off' || cost.quota === 'none') return null
    if (cost.quota === 'reports') return reports.take(1)
    return (cost.write ? writes.take(1) : null) ?? directory.take(cost.units)
  }

  return {
    requestId,
    issue: (client, user) => {
      const signature = `${mix(options.seed, client.clientId, tokens.size).toString(36)}${tokens.size}`
      const token = `${base64url({ typ: 'JWT', alg: 'none' })}.${base64url(claims(client, user))}.${signature}`
      tokens.set(token, client)
      return token
    },
    check: (request, permissions, cost) => {
      const id = requestId()
      const token = request.headers.authorization?.replace(/^Bearer /i, '')
      const client = token ? tokens.get(token) : undefined
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
