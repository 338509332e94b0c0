import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import type { Tenant } from './tenant.ts'

interface SignedClient {
  readonly clientId: string
  readonly clientSecret: string
}

interface DeviceCode<C> {
  readonly client: C
  readonly scope: string
  /** What a person enters. */
  readonly typed: string
  asked: number
  answer: 'allow' | 'refuse' | null
}

const oauthError = (status: number, error: string, description: string): LoopbackReply => ({
  status,
  json: { error, error_description: description, error_codes: [], timestamp: '2026-11-01 09:00:00Z', trace_id: '', correlation_id: '' },
})

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/**
 * The identity platform of one tenant: discovery, client credentials (secret or certificate), device code.
 * @param codeLastsSeconds a person enters the code within that time, at `/devicelogin`; null: the demo's administrator does it by itself
 */
export function signInRoutes<C extends SignedClient>(
  tenant: Pick<Tenant, 'id' | 'domain' | 'people'>,
  access: { issue(client: C, user: boolean, scope: string): string },
  clients: readonly C[],
  codeLastsSeconds: number | null = null,
): readonly LoopbackRoute[] {
  const knownTenant = (name: string | undefined): boolean =>
    name === tenant.id || name === tenant.domain || name === 'organizations' || name === 'common'
  const deviceCodes = new Map<string, DeviceCode<C>>()
  /** Of the demo's administrator a code is answered on the second question, as if it had been entered in between. */
  const standing = (code: DeviceCode<C>): DeviceCode<C>['answer'] => {
    code.asked += 1
    if (codeLastsSeconds === null) return code.asked < 2 ? null : 'allow'
    return code.answer
  }
  // What a person may renew without being asked again.
  const refreshed = new Map<string, C>()

  const tokenFor = (client: C, user: boolean, scope: string): LoopbackReply => {
    const audience = scope.split(' ').find((word) => word.endsWith('/.default')) ?? 'https://graph.microsoft.com/.default'
    const refresh = `estate-refresh-${refreshed.size}`
    if (user) refreshed.set(refresh, client)
    const member = tenant.people.at(0)
    const claims = {
      aud: client.clientId,
      iss: `https://login.microsoftonline.com/${tenant.id}/v2.0`,
      tid: tenant.id,
      oid: member.id,
      sub: member.id,
      preferred_username: member.mail,
      name: member.name,
      ver: '2.0',
      iat: 1,
      exp: 4_102_444_800,
    }
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      json: {
        token_type: 'Bearer',
        expires_in: 3_599,
        ext_expires_in: 3_599,
        access_token: access.issue(client, user, scope),
        ...(user
          ? {
              id_token: `${base64url({ alg: 'none', typ: 'JWT' })}.${base64url(claims)}.`,
              client_info: base64url({ uid: member.id, utid: tenant.id }),
              scope: `openid profile offline_access ${audience}`,
              refresh_token: refresh,
            }
          : {}),
      },
    }
  }

  const token = (request: LoopbackRequest, tenantName: string | undefined): LoopbackReply => {
    if (!knownTenant(tenantName)) return oauthError(400, 'invalid_request', `AADSTS90002: Tenant '${tenantName ?? ''}' not found.`)
    const form = new URLSearchParams(request.body)
    const client = clients.find((candidate) => candidate.clientId === form.get('client_id'))
    if (!client) return oauthError(400, 'unauthorized_client', 'AADSTS700016: Application was not found in the directory.')
    const grant = form.get('grant_type')
    const scope = form.get('scope') ?? ''
    if (grant === 'client_credentials') {
      if (form.has('client_assertion'))
        return assertionHolds(form.get('client_assertion') ?? '', client)
          ? tokenFor(client, false, scope)
          : oauthError(401, 'invalid_client', 'AADSTS700027: Client assertion failed signature validation.')
      return form.get('client_secret') === client.clientSecret
        ? tokenFor(client, false, scope)
        : oauthError(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.')
    }
    if (grant === 'device_code' || grant === 'urn:ietf:params:oauth:grant-type:device_code') {
      const pending = deviceCodes.get(form.get('device_code') ?? '')
      if (!pending) return oauthError(400, 'expired_token', 'AADSTS70019: Verification code expired.')
      const answer = standing(pending)
      if (answer === 'allow') return tokenFor(pending.client, true, pending.scope)
      return answer === 'refuse'
        ? oauthError(400, 'authorization_declined', 'AADSTS65004: User declined to consent to access the app.')
        : oauthError(400, 'authorization_pending', 'AADSTS70016: Authorization is pending.')
    }
    if (grant === 'refresh_token') {
      const owner = refreshed.get(form.get('refresh_token') ?? '')
      return owner === client
        ? tokenFor(client, true, scope)
        : oauthError(400, 'invalid_grant', 'AADSTS70008: The refresh token has expired.')
    }
    return oauthError(400, 'unsupported_grant_type', 'AADSTS70003: The grant type is not supported.')
  }

  return [
    {
      method: 'GET',
      path: '/common/discovery/instance',
      handle: ({ origin }) => ({
        status: 200,
        json: {
          tenant_discovery_endpoint: `${origin}/${tenant.id}/v2.0/.well-known/openid-configuration`,
          'api-version': '1.1',
          metadata: [],
        },
      }),
    },
    {
      method: 'GET',
      path: '/{tenant}/v2.0/.well-known/openid-configuration',
      handle: ({ origin }, params) =>
        knownTenant(params.tenant)
          ? {
              status: 200,
              json: {
                issuer: `${origin}/${tenant.id}/v2.0`,
                token_endpoint: `${origin}/${params.tenant}/oauth2/v2.0/token`,
                authorization_endpoint: `${origin}/${params.tenant}/oauth2/v2.0/authorize`,
                device_authorization_endpoint: `${origin}/${params.tenant}/oauth2/v2.0/devicecode`,
                end_session_endpoint: `${origin}/${params.tenant}/oauth2/v2.0/logout`,
                jwks_uri: `${origin}/${params.tenant}/discovery/v2.0/keys`,
              },
            }
          : oauthError(400, 'invalid_tenant', 'AADSTS90002: Tenant not found.'),
    },
    { method: 'POST', path: '/{tenant}/oauth2/v2.0/token', handle: (request, params) => token(request, params.tenant) },
    {
      method: 'POST',
      path: '/{tenant}/oauth2/v2.0/devicecode',
      handle: (request) => {
        const form = new URLSearchParams(request.body)
        const client = clients.find((candidate) => candidate.clientId === form.get('client_id'))
        if (!client) return oauthError(400, 'unauthorized_client', 'AADSTS700016: Application was not found in the directory.')
        const code = `device-${deviceCodes.size + 1}`
        const typed = codeLastsSeconds === null ? 'DEMO2026' : `DEMO${2027 + deviceCodes.size}`
        deviceCodes.set(code, { client, scope: form.get('scope') ?? '', typed, asked: 0, answer: null })
        const page = `${request.origin}/devicelogin`
        return {
          status: 200,
          json: {
            user_code: typed,
            device_code: code,
            verification_uri: page,
            expires_in: codeLastsSeconds ?? 900,
            interval: 1,
            message:
              codeLastsSeconds === null
                ? 'The administrator of the demo signs in by itself, with the code DEMO2026: there is nothing to do.'
                : `To sign in, use a web browser to open the page ${page} and enter the code ${typed} to authenticate.`,
          },
        }
      },
    },
    {
      // What the page behind the code does once a person has entered it and answered.
      method: 'POST',
      path: '/devicelogin',
      handle: ({ body }) => {
        const form = new URLSearchParams(body)
        const code = [...deviceCodes.values()].find(({ typed }) => typed === form.get('code'))
        if (code === undefined) return { status: 404, json: { error: 'That code didn’t work.' } }
        code.answer = form.get('answer') === 'allow' ? 'allow' : 'refuse'
        return { status: 204 }
      },
    },
  ]
}

/** The wire shape of a signed assertion: three parts, ours, not expired. The key is whatever the client brought. */
function assertionHolds(assertion: string, client: SignedClient): boolean {
  const [header, payload, signature] = assertion.split('.')
  if (!header || !payload || !signature) return false
  try {
    const head = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg?: string; 'x5t#S256'?: string }
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss?: string; sub?: string; exp?: number }
    return (
      (head.alg === 'PS256' || head.alg === 'RS256') &&
      claims.iss === client.clientId &&
      claims.sub === client.clientId &&
      (claims.exp ?? 0) > Date.now() / 1_000
    )
  } catch {
    return false
  }
}
