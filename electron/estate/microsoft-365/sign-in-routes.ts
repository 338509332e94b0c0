import type { LoopbackReply, LoopbackRequest, LoopbackRoute } from '../loopback-server.ts'
import type { Tenant } from './tenant.ts'

interface SignedClient {
  readonly clientId: string
  readonly clientSecret: string
}

const oauthError = (status: number, error: string, description: string): LoopbackReply => ({
  status,
  json: { error, error_description: description, error_codes: [], timestamp: '2026-11-01 09:00:00Z', trace_id: '', correlation_id: '' },
})

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The identity platform of one tenant: discovery, client credentials (secret or certificate), device code. */
export function signInRoutes<C extends SignedClient>(
  tenant: Pick<Tenant, 'id' | 'domain' | 'people'>,
  access: { issue(client: C, user: boolean, scope: string): string },
  clients: readonly C[],
): readonly LoopbackRoute[] {
  const knownTenant = (name: string | undefined): boolean =>
    name === tenant.id || name === tenant.domain || name === 'organizations' || name === 'common'
  // A device code is answered on the second question, as if somebody had typed it in between.
  const deviceCodes = new Map<string, { readonly client: C; readonly scope: string; asked: number }>()
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
      pending.asked += 1
      return pending.asked < 2
        ? oauthError(400, 'authorization_pending', 'AADSTS70016: Authorization is pending.')
        : tokenFor(pending.client, true, pending.scope)
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
        deviceCodes.set(code, { client, scope: form.get('scope') ?? '', asked: 0 })
        return {
          status: 200,
          json: {
            user_code: 'DEMO2026',
            device_code: code,
            verification_uri: `${request.origin}/devicelogin`,
            expires_in: 900,
            interval: 1,
            message: 'The administrator of the demo signs in by itself, with the code DEMO2026: there is nothing to do.',
          },
        }
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
