import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { AuthError, ConfidentialClientApplication, type Configuration, type INetworkModule } from '@azure/msal-node'
import type { Failure } from '../../../shared/base/failure.ts'
import { fail, failed, ok, type Result } from '../../../shared/base/result.ts'
import { signInNetwork } from '../http/sign-in-network.ts'
import type { ConnectorContext } from './connector.ts'
import { byPerson, type PersonKind } from './microsoft-person.ts'
import { microsoftSignInCalls } from './microsoft-sign-in-calls.ts'
import { publicLogin } from './microsoft-sign-in-settings.ts'

interface Token {
  readonly value: string
  readonly expiresAt: number
}

/** Tokens are renewed this long before they end, so that none ends during a call. */
const renewBeforeMs = 5 * 60_000

/** Whose token it is: what the connection signs in with, or the administrator where one was chosen beside it. */
export type Signer = 'connection' | 'administrator'

/**
 * An access token for a resource (`https://graph.microsoft.com`), from memory while it lasts. It lives for one scan or probe and is
 * never stored. Failures: `auth-failed` with what to correct, `invalid-input` for missing settings.
 */
export async function accessToken(context: ConnectorContext, resource: string, as: Signer = 'connection'): Promise<Result<string>> {
  const key = keyOf(resource, as)
  const known = context.memory.get(key) as Promise<Result<Token>> | undefined
  const present = known ? await known : null
  if (present?.ok && present.value.expiresAt - renewBeforeMs > context.now().getTime()) return ok(present.value.value)
  // Steps that run side by side wait for one sign-in.
  const latest = context.memory.get(key) as Promise<Result<Token>> | undefined
  const asked = latest !== undefined && latest !== known ? latest : signIn(context, resource, as)
  context.memory.set(key, asked)
  const token = await asked
  if (!token.ok && context.memory.get(key) === asked) context.memory.delete(key)
  return token.ok ? ok(token.value.value) : token
}

/** Forgets a token that the provider did not accept. */
export function forgetToken(context: ConnectorContext, resource: string, as: Signer = 'connection'): void {
  context.memory.delete(keyOf(resource, as))
  context.memory.set(`stale ${keyOf(resource, as)}`, true)
}

const keyOf = (resource: string, as: Signer): string => `token ${as} ${resource}`

async function signIn(context: ConnectorContext, resource: string, as: Signer): Promise<Result<Token>> {
  const { settings } = context
  const tenant = settings.tenantId?.trim()
  const clientId = settings.clientId?.trim()
  if (!tenant || !clientId)
    return fail('invalid-input', 'the tenant or the application id is not set', {
      subject: tenant ? 'clientId' : 'tenantId',
      next: 'Set tenantId and clientId of this connection.',
    })
  const network = networkOf(context)
  const host = new URL(secured(settings.loginUrl ?? publicLogin)).host
  const base: Configuration = {
    auth: { clientId, authority: `https://${host}/${tenant}`, knownAuthorities: [host] },
    system: {
      networkClient: network.module,
      disableInternalRetries: true,
      loggerOptions: { loggerCallback: () => {}, piiLoggingEnabled: false },
    },
  }
  const scopes = [`${resource}/.default`]
  try {
    const method = await methodOf(context, as)
    if (!method.ok) return method
    const answer =
      method.value.kind === 'application'
        ? await new ConfidentialClientApplication({ ...base, auth: { ...base.auth, ...method.value.auth } }).acquireTokenByClientCredential(
            { scopes },
          )
        : await byPerson(context, base, scopes, method.value.kind, context.memory.has(`stale ${keyOf(resource, as)}`))
    if (!answer?.accessToken) return fail('auth-failed', 'the sign-in ended without a token', { next: 'Sign in again.' })
    return ok({ value: answer.accessToken, expiresAt: answer.expiresOn?.getTime() ?? context.now().getTime() + 3_600_000 })
  } catch (problem) {
    return failed(network.failure() ?? problemOf(problem, context))
  }
}

type Method =
  | {
      readonly kind: 'application'
      readonly auth:
        | { readonly clientSecret: string }
        | { readonly clientCertificate: { readonly thumbprintSha256: string; readonly privateKey: string } }
    }
  | { readonly kind: PersonKind }

/** The chosen way, or the one that what was given allows. */
async function methodOf(context: ConnectorContext, as: Signer): Promise<Result<Method>> {
  const { signIn: own, adminSignIn } = context.settings
  const chosen = as === 'administrator' && adminSignIn ? adminSignIn : own
  if (chosen === 'device-code' || chosen === 'browser') return ok({ kind: chosen })
  const secret = await context.secret('clientSecret')
  if (!secret.ok) return secret
  const pem = await certificateText(context)
  if (!pem.ok) return pem
  if (chosen !== 'certificate' && secret.value) return ok({ kind: 'application', auth: { clientSecret: secret.value } })
  if (pem.value) {
    const certificate = certificateOf(pem.value)
    return certificate.ok ? ok({ kind: 'application', auth: { clientCertificate: certificate.value } }) : certificate
  }
  return fail('auth-failed', 'no secret and no certificate were given', {
    subject: 'clientSecret',
    next: 'Give the client secret, a certificate, or choose to sign in as a person.',
  })
}

async function certificateText(context: ConnectorContext): Promise<Result<string | null>> {
  const path = context.settings.certificatePath
  if (!path) return context.secret('certificate')
  try {
    return ok(readFileSync(path, 'utf8'))
  } catch {
    return fail('invalid-input', 'the certificate file cannot be read', {
      subject: 'certificatePath',
      next: 'Check the path and that the file may be read.',
    })
  }
}

function certificateOf(pem: string): Result<{ readonly thumbprintSha256: string; readonly privateKey: string }> {
  const privateKey = /-----BEGIN (?:RSA )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA )?PRIVATE KEY-----/.exec(pem)?.[0]
  const certificate = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(pem)?.[0]
  try {
    if (privateKey && certificate)
      return ok({ thumbprintSha256: new X509Certificate(certificate).fingerprint256.replaceAll(':', ''), privateKey })
  } catch {
    // Falls through: what was given is no certificate.
  }
  return fail('invalid-input', 'the certificate is not a PEM text with a certificate and an unencrypted private key', {
    subject: 'certificate',
    next: 'Give a PEM file that holds both.',
  })
}

const secured = (address: string): string => address.replace(/^http:/, 'https:')

/**
 * MSAL accepts https authorities only. Where the sign-in address of a test server or proxy is plain http, MSAL is shown it under https,
 * and what it asks for goes out as configured; the gate still lets nothing but the declared sign-in calls on that origin through.
 */
function networkOf(context: ConnectorContext): { readonly module: INetworkModule; readonly failure: () => Failure | null } {
  const login = context.settings.loginUrl ?? publicLogin
  const plain = login.startsWith('http:')
  const origin = new URL(login).origin
  const send = signInNetwork(context.http, microsoftSignInCalls, context.settings)
  let last: Failure | null = null
  const ask = async <T>(method: 'GET' | 'POST', address: string, options?: { headers?: Record<string, string>; body?: string }) => {
    const target = plain ? address.replace(secured(origin), origin) : address
    const reply = await send(target, {
      method,
      ...(options?.headers ? { headers: options.headers } : {}),
      ...(options?.body ? { body: options.body } : {}),
    })
    if (!reply.ok) {
      last = reply.failure
      throw new Error('the sign-in call did not get through')
    }
    // A proxy or test server may serve tokens and no description of itself; the addresses are the platform's usual ones.
    if (reply.value.status === 404 && target.includes(wellKnown))
      return { headers: {}, body: usualAddresses(secured(login), target) as T, status: 200 }
    const text = plain ? reply.value.text.replaceAll(origin, secured(origin)) : reply.value.text
    return { headers: { ...reply.value.headers }, body: JSON.parse(text) as T, status: reply.value.status }
  }
  return {
    module: {
      sendGetRequestAsync: (url, options) => ask('GET', url, options),
      sendPostRequestAsync: (url, options) => ask('POST', url, options),
    },
    failure: () => last,
  }
}

const wellKnown = '/.well-known/openid-configuration'

/** Where a tenant of this platform signs in, as its own description would say. */
function usualAddresses(login: string, asked: string): Readonly<Record<string, string>> {
  const tenant = new URL(asked).pathname.split('/').filter(Boolean)[0] ?? 'common'
  const base = `${login.replace(/\/+$/, '')}/${tenant}`
  return {
    issuer: `${base}/v2.0`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  }
}

/** What the provider said in a code, never in its own sentence. */
function problemOf(problem: unknown, context: ConnectorContext): Failure {
  if (context.signal.aborted) return { code: 'cancelled', message: 'the sign-in was cancelled' }
  const said = problem instanceof AuthError ? problem : null
  const kind = said?.errorCode.replace(/[^\w-]/g, '').slice(0, 60)
  // While it waits for a code the library hands the protocol's word on as the message of an error of its own.
  const person = [kind, said?.errorMessage].map((word) => byThePerson[word ?? '']).find((one) => one !== undefined)
  if (person !== undefined) return { code: 'auth-failed', ...person }
  const code = /AADSTS\d+/.exec(said?.errorMessage ?? '')?.[0] ?? kind
  return {
    code: 'auth-failed',
    message: code ? `the provider did not accept the sign-in (${code})` : 'the sign-in did not succeed',
    next: nextAction[code ?? ''] ?? 'Check the tenant, the application id and the secret or certificate.',
  }
}

const late = {
  message: 'the code was not entered in time',
  next: 'Check again: a new code is shown, and it is good for a quarter of an hour.',
}

/** What the person who was asked did, by the error of the protocol or of the library (RFC 8628, MSAL). */
const byThePerson: Readonly<Record<string, Pick<Failure, 'message' | 'next'>>> = {
  authorization_declined: {
    message: 'whoever entered the code refused the sign-in',
    next: 'Ask an administrator of the tenant to enter the next code, and to allow the application.',
  },
  access_denied: {
    message: 'whoever was asked refused the sign-in',
    next: 'Sign in as an administrator of the tenant, and allow the application.',
  },
  expired_token: late,
  device_code_expired: late,
}

const nextAction: Readonly<Record<string, string>> = {
  AADSTS7000215: 'The client secret is wrong: give its value, not its id.',
  AADSTS7000222: 'The client secret has expired: make a new one.',
  AADSTS700016: 'The application id is not known in this tenant.',
  AADSTS90002: 'The tenant is not known: check its id or domain.',
  AADSTS700027: 'The certificate is not registered with this application.',
}
