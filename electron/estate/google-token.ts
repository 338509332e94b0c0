import { createPublicKey, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { LoopbackReply, LoopbackRequest } from './loopback-server.ts'
import { mix } from './random.ts'
import type { StateSection } from './state-file.ts'

/** What a signed assertion says. */
export interface Claims {
  readonly iss?: string
  readonly sub?: string
  readonly scope?: string
  readonly exp?: number
}

/** Google's token endpoint for one service account. */
export interface TokenEndpoint {
  token(request: LoopbackRequest): LoopbackReply
  /** The scopes of the token that a request carries; null when it carries none that was given out. */
  scopesOf(request: LoopbackRequest): ReadonlySet<string> | null
}

export const oauthError = (status: number, error: string, text: string): LoopbackReply => ({
  status,
  json: { error, error_description: text },
})

/** Signs a service account in by its assertion; `refuse` may refuse what it asks for. */
export function makeTokenEndpoint(options: {
  readonly seed: number
  readonly place: string
  readonly email: string
  readonly publicKey: string
  readonly refuse: (claims: Claims, scopes: readonly string[]) => LoopbackReply | null
}): TokenEndpoint {
  const key = createPublicKey(options.publicKey)
  const issued = new Map<string, ReadonlySet<string>>()
  return {
    token: (request) => {
      const form = new URLSearchParams(request.body)
      if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer')
        return oauthError(400, 'unsupported_grant_type', 'Invalid grant_type')
      const claims = claimsOf(form.get('assertion') ?? '', key)
      if (claims === null || claims.iss !== options.email) return oauthError(400, 'invalid_grant', 'Invalid JWT Signature.')
      if ((claims.exp ?? 0) < Date.now() / 1_000) return oauthError(400, 'invalid_grant', 'Invalid JWT: Token must be short-lived.')
      const scopes = (claims.scope ?? '').split(' ').filter(Boolean)
      const refusal = options.refuse(claims, scopes)
      if (refusal !== null) return refusal
      const value = `estate.${mix(options.seed, options.place, issued.size).toString(36)}.${issued.size}`
      issued.set(value, new Set(scopes))
      return { status: 200, json: { access_token: value, expires_in: 3_599, token_type: 'Bearer' } }
    },
    scopesOf: (request) => issued.get(request.headers.authorization?.replace(/^Bearer /i, '') ?? '') ?? null,
  }
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

export interface KeyPair {
  readonly privateKey: string
  readonly publicKey: string
}

/** A service account's pair of keys, the same after a restart, so that a saved connection stays valid. */
export function keptKeys(state: StateSection, name: string): KeyPair {
  const kept = state.get(name) as KeyPair | undefined
  if (kept) return kept
  const made = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  state.set(name, made)
  return made
}
