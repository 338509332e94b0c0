import { makeTokenEndpoint, oauthError } from '../google-token.ts'
import type { LoopbackReply, LoopbackRequest } from '../loopback-server.ts'
import { makeQuotaWindow } from '../quota-window.ts'

/** Errors in the shape of Google's older JSON interfaces. */
export function googleError(status: number, reason: string, message: string): LoopbackReply {
  return { status, json: { error: { code: status, message, errors: [{ message, domain: 'global', reason }] } } }
}

/** The service account of the audit and what was allowed for it. */
export interface ServiceAccount {
  readonly email: string
  readonly publicKey: string
  readonly adminEmail: string
  readonly scopes: ReadonlySet<string>
}

export interface Access {
  token(request: LoopbackRequest): LoopbackReply
  /** Null when the call may go on; else the refusal. */
  check(request: LoopbackRequest, scope: string, quota: 'directory' | 'reports'): LoopbackReply | null
}

const slowDown = googleError(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded.')

/** Signs the service account in by its assertion, and enforces scope and published quota on every call. */
export function makeAccess(options: {
  readonly seed: number
  readonly account: ServiceAccount
  /** Whether the administrator may read the audit log. */
  readonly mayReport: boolean
  readonly quotas: 'published' | 'off'
  /** The first so many calls are asked to wait, the way Google asks: by a 403. */
  readonly throttleFirst: number
}): Access {
  const { seed, account } = options
  const endpoint = makeTokenEndpoint({
    seed,
    place: 'google/token',
    email: account.email,
    publicKey: account.publicKey,
    refuse: (claims, scopes) => {
      if (claims.sub !== account.adminEmail) return oauthError(400, 'invalid_grant', 'Invalid email or User ID')
      return scopes.length > 0 && scopes.every((scope) => account.scopes.has(scope))
        ? null
        : oauthError(401, 'unauthorized_client', 'Client is unauthorized to retrieve access tokens using this method.')
    },
  })
  const windows = { directory: makeQuotaWindow(2_400, 60_000), reports: makeQuotaWindow(250, 60_000) }
  let toThrottle = options.throttleFirst
  return {
    token: endpoint.token,
    check: (request, scope, quota) => {
      const scopes = endpoint.scopesOf(request)
      if (!scopes) return googleError(401, 'authError', 'Request had invalid authentication credentials.')
      if (!scopes.has(scope)) return googleError(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.')
      if (quota === 'reports' && !options.mayReport)
        return googleError(401, 'required', 'Access denied. You are not authorized to read activity records.')
      toThrottle -= 1
      if (toThrottle >= 0) return slowDown
      const wait = options.quotas === 'off' ? null : windows[quota].take(1)
      return wait === null ? null : slowDown
    },
  }
}
