import { createPublicKey, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { LoopbackReply, LoopbackRequest } from '../loopback-server.ts'
import { makeQuotaWindow } from '../quota-window.ts'
import type { StateSection } from '../state-file.ts'

export type Levels = Readonly<Record<string, string>>

/** Who sends: the app itself by its signature, an installation of it, or a person's token. */
export type Caller =
  | { readonly kind: 'app' }
  | { readonly kind: 'installation'; readonly on: 'organization' | 'enterprise'; readonly permissions: Levels }
  | { readonly kind: 'person'; readonly scopes: readonly string[] }

export interface Access {
  readonly appId: string
  readonly privateKey: string
  /** A classic token of an owner, with these scopes. */
  readonly token: string
  callerOf(request: LoopbackRequest): Caller | null
  /** The reply of an installation that signed in. */
  issue(installation: string): LoopbackReply | null
  /** Refuses when the published quota is used up. */
  throttle(): LoopbackReply | null
  headers(caller: Caller | null): Readonly<Record<string, string>>
}

export const organizationInstallation = '5009001'
export const enterpriseInstallation = '5009002'

/** GitHub's error shape. */
export function gitHubError(status: number, message: string): LoopbackReply {
  return { status, json: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) } }
}

export const refusal = (): LoopbackReply => gitHubError(403, 'Resource not accessible by integration')

const hourly = 5_000

/** The estate's own app: its key is made once and kept, so that a saved connection stays valid. */
export function makeAccess(options: {
  readonly state: StateSection
  readonly quotas: 'published' | 'off'
  readonly permissions: Levels
  readonly selection: 'all' | 'selected'
  readonly token: string
}): Access {
  const privateKey = keyFrom(options.state)
  const publicKey = createPublicKey(privateKey)
  const appId = '900417'
  const issued = new Map<string, Caller>()
  const secondary = options.quotas === 'published' ? makeQuotaWindow(900, 60_000) : null
  const reset = Math.floor(Date.now() / 1_000) + 3_600
  let used = 0
  return {
    appId,
    privateKey,
    token: options.token,
    callerOf: (request) => {
      const given = /^(?:bearer|token)\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1]
      if (given === undefined) return null
      if (given === options.token) return { kind: 'person', scopes: ['admin:org', 'read:audit_log', 'repo'] }
      return issued.get(given) ?? (signedByApp(given, appId, publicKey) ? { kind: 'app' } : null)
    },
    issue: (installation) => {
      const on = { [organizationInstallation]: 'organization', [enterpriseInstallation]: 'enterprise' } as const
      const where = Object.hasOwn(on, installation) ? on[installation as keyof typeof on] : undefined
      if (where === undefined) return null
      const permissions = where === 'organization' ? options.permissions : { enterprise_organization_installations: 'write' }
      const token = `ghs_${randomBytes(27).toString('base64url').slice(0, 36)}`
      issued.set(token, { kind: 'installation', on: where, permissions })
      const expires = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z')
      return { status: 201, json: { token, expires_at: expires, permissions, repository_selection: options.selection } }
    },
    throttle: () => {
      used += 1
      const wait = secondary?.take(1) ?? null
      if (wait === null) return null
      const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
      return { ...gitHubError(403, message), headers: { 'retry-after': String(Math.max(1, Math.ceil(wait / 1_000))) } }
    },
    headers: (caller) => ({
      'x-github-request-id': randomBytes(8).toString('hex').toUpperCase(),
      'x-github-media-type': 'github.v3; format=json',
      'x-ratelimit-limit': String(hourly),
      'x-ratelimit-remaining': String(Math.max(0, hourly - (used % hourly))),
      'x-ratelimit-used': String(used % hourly),
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-resource': 'core',
      ...(caller?.kind === 'person' ? { 'x-oauth-scopes': caller.scopes.join(', ') } : {}),
    }),
  }
}

function keyFrom(state: StateSection): string {
  const kept = state.get('app-key')
  if (typeof kept === 'string') return kept
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  keepKey(state, privateKey)
  return privateKey
}

/** A reset forgets every change, but a saved connection must stay valid. */
export function keepKey(state: StateSection, privateKey: string): void {
  state.set('app-key', privateKey)
}

/** A proof as GitHub asks for it: RS256, issued by the app, for ten minutes at most. */
function signedByApp(proof: string, appId: string, key: ReturnType<typeof createPublicKey>): boolean {
  const [head = '', body = '', signature = ''] = proof.split('.')
  try {
    const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg?: string }
    const { iss, exp, iat } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { iss?: unknown; exp?: number; iat?: number }
    const now = Date.now() / 1_000
    if (alg !== 'RS256' || String(iss) !== appId || exp === undefined || exp < now || exp - (iat ?? 0) > 660) return false
    return createVerify('RSA-SHA256').update(`${head}.${body}`).verify(key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}
