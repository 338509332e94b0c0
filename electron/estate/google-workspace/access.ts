import { createPublicKey, createVerify, type KeyObject } from 'node:crypto'
import type { LoopbackReply, LoopbackRequest } from '../loopback-server.ts'
import { makeQuotaWindow } from '../quota-window.ts'
import { mix } from '../random.ts'

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

const oauthError = (status: number, error: string, text: string): LoopbackReply => ({ status, json: { error, error_description: text } })

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
  const key = createPublicKey(account.publicKey)
  const issued = new Map<string, ReadonlySet<string>>()
  const windows = { directory: makeQuotaWindow(2_400, 60_000), reports: makeQuotaWindow(250, 60_000) }
  let toThrottle = options.throttleFirst
  return {
    token: (request) => {
      const form = new URLSearchParams(request.body)
      if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer')
        return oauthError(400, 'unsupported_grant_type', 'Invalid grant_type')
      const claims = claimsOf(form.get('assertion') ?? '', key)
      if (claims === null || claims.iss !== account.email) return oauthError(400, 'invalid_grant', 'Invalid JWT Signature.')
      if ((claims.exp ?? 0) < Date.now() / 1_000) return oauthError(400, 'invalid_grant', 'Invalid JWT: Token must be short-lived.')
      if (claims.sub !== account.adminEmail) return oauthError(400, 'invalid_grant', 'Invalid email or User ID')
      const scopes = (claims.scope ?? '').split(' ').filter(Boolean)
      if (scopes.length === 0 || scopes.some((scope) => !account.scopes.has(scope)))
        return oauthError(401, 'unauthorized_client', 'Client is unauthorized to retrieve access tokens using this method.')
      const value = `estate.${mix(seed, 'google/token', issued.size).toString(36)}.${issued.size}`
      issued.set(value, new Set(scopes))
      return { status: 200, json: { access_token: value, expires_in: 3_599, token_type: 'Bearer' } }
    },
    check: (request, scope, quota) => {
      const token = request.headers.authorization?.replace(/^Bearer /i, '')
      const scopes = token ? issued.get(token) : undefined
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

interface Claims {
  readonly iss?: string
  readonly sub?: string
  readonly scope?: string
  readonly exp?: number
}

/** What a signed assertion says; null when the signature is not the service account's. */
function claimsOf(assertion: string, key: KeyObject): Claims | null {
  const [header = '', payload = '', signature = ''] = assertion.split('.')
  try {
    const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg?: string }
    const verified = createVerify('RSA-SHA256').update(`${header}.${payload}`).verify(key, signature, 'base64url')
    return alg === 'RS256' && verified ? (JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims) : null
  } catch {
    return null
  }
}
