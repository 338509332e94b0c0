import { readFileSync } from 'node:fs'
import { JWT } from 'google-auth-library'
import { z } from 'zod'
import { type Failure, failure } from '../../../../shared/base/failure.ts'
import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import { signInNetwork } from '../../http/sign-in-network.ts'
import type { ConnectorContext } from '../connector.ts'
import { calls } from './calls.ts'
import { publicToken } from './settings.ts'

interface Token {
  readonly value: string
  readonly expiresAt: number
}

/** Tokens are renewed this long before they end, so that none ends during a call. */
const renewBeforeMs = 5 * 60_000

/**
 * An access token for one scope, from memory while it lasts; never stored. One token a scope, so that a scope that was not
 * delegated denies its own step and no other. Failures: `permission-missing` with the scope, `auth-failed` with what to correct.
 */
export async function accessToken(context: ConnectorContext, scope: string): Promise<Result<string>> {
  const key = tokenKey(scope)
  const known = context.memory.get(key) as Promise<Result<Token>> | undefined
  const present = known ? await known : null
  if (present?.ok && present.value.expiresAt - renewBeforeMs > context.now().getTime()) return ok(present.value.value)
  // Steps that run side by side wait for one sign-in.
  const latest = context.memory.get(key) as Promise<Result<Token>> | undefined
  const asked = latest !== undefined && latest !== known ? latest : signIn(context, scope)
  context.memory.set(key, asked)
  const token = await asked
  if (!token.ok && context.memory.get(key) === asked) context.memory.delete(key)
  return token.ok ? ok(token.value.value) : token
}

/** Forgets a token that the provider did not accept. */
export function forgetToken(context: ConnectorContext, scope: string): void {
  context.memory.delete(tokenKey(scope))
}

const tokenKey = (scope: string): string => `token ${scope}`

async function signIn(context: ConnectorContext, scope: string): Promise<Result<Token>> {
  const subject = context.settings.adminEmail?.trim()
  if (!subject)
    return fail('invalid-input', 'the administrator to act as is not set', {
      subject: 'adminEmail',
      next: 'Set adminEmail of this connection to an administrator’s address.',
    })
  const key = await serviceAccountKey(context)
  if (!key.ok) return key
  const network = networkOf(context)
  const client = new JWT({
    email: key.value.client_email,
    key: key.value.private_key,
    scopes: [scope],
    subject,
    transporterOptions: { fetchImplementation: network.fetch, retry: false },
  })
  try {
    const { access_token: value, expiry_date: expiresAt } = await client.authorize()
    if (!value)
      return failed(network.refusal(scope) ?? failure('auth-failed', 'the sign-in ended without a token', { next: 'Sign in again.' }))
    return ok({ value, expiresAt: expiresAt ?? context.now().getTime() + 3_600_000 })
  } catch {
    return failed(
      network.refusal(scope) ??
        failure('invalid-input', 'the service account key cannot sign', {
          subject: 'serviceAccountKey',
          next: 'Give the whole key file as Google Cloud made it.',
        }),
    )
  }
}

const keySchema = z.object({ client_email: z.string().min(3).max(500), private_key: z.string().includes('PRIVATE KEY') })

async function serviceAccountKey(context: ConnectorContext): Promise<Result<z.infer<typeof keySchema>>> {
  const given = await keyText(context)
  if (!given.ok) return given
  if (!given.value)
    return fail('auth-failed', 'no service account key was given', {
      subject: 'serviceAccountKey',
      next: 'Give the text of the service account’s key file, or its path.',
    })
  try {
    const key = keySchema.safeParse(JSON.parse(given.value))
    if (key.success) return ok(key.data)
  } catch {
    // Falls through: it is no JSON. The parser's message would quote the key.
  }
  return fail('invalid-input', 'the service account key is not the JSON of a key file', {
    subject: 'serviceAccountKey',
    next: 'Give the whole key file as Google Cloud made it.',
  })
}

async function keyText(context: ConnectorContext): Promise<Result<string | null>> {
  const path = context.settings.keyPath
  if (!path) return context.secret('serviceAccountKey')
  try {
    return ok(readFileSync(path, 'utf8'))
  } catch {
    return fail('invalid-input', 'the key file cannot be read', {
      subject: 'keyPath',
      next: 'Check the path and that the file may be read.',
    })
  }
}

/** Lets the library send through the gate; what it asks of Google's address goes to the one that is set. Remembers a refusal. */
function networkOf(context: ConnectorContext): { readonly fetch: typeof fetch; readonly refusal: (scope: string) => Failure | null } {
  const send = signInNetwork(context.http, calls, context.settings)
  const origin = new URL(context.settings.tokenUrl ?? publicToken).href.replace(/\/+$/, '')
  let last: Failure | null = null
  let said = ''
  return {
    fetch: async (input, init) => {
      const address = (input instanceof Request ? input.url : String(input)).replace(publicToken, origin)
      const headers = Object.fromEntries(new Headers(init?.headers))
      const reply = await send(address, { method: init?.method === 'POST' ? 'POST' : 'GET', headers, body: bodyText(init?.body) })
      if (!reply.ok) {
        last = reply.failure
        throw new Error('the sign-in call did not get through')
      }
      said = reply.value.status >= 400 ? errorWord(reply.value.json) : ''
      return new Response(reply.value.text, { status: reply.value.status, headers: { 'content-type': 'application/json' } })
    },
    refusal: (scope) => last ?? (said === '' ? null : refused(said, scope)),
  }
}

const bodyText = (body: unknown): string => (typeof body === 'string' ? body : body instanceof URLSearchParams ? body.toString() : '')

/** The provider's error word, never its sentence. */
function errorWord(json: unknown): string {
  const parsed = z.object({ error: z.string().regex(/^[a-z_]{1,60}$/) }).safeParse(json)
  return parsed.success ? parsed.data.error : 'unknown'
}

function refused(word: string, scope: string): Failure {
  if (word === 'unauthorized_client' || word === 'access_denied')
    return failure('permission-missing', `the service account was not allowed a scope for the whole domain (${word})`, {
      subject: scope,
      next: `Allow ${scope} for the service account’s client id under Domain-wide delegation, then scan again.`,
    })
  return failure('auth-failed', `the provider did not accept the sign-in (${word})`, {
    next: nextAction[word] ?? 'Check the service account key and the administrator’s address.',
  })
}

const nextAction: Readonly<Record<string, string>> = {
  invalid_grant: 'Check that the key was not deleted, that the administrator’s address exists, and that this computer’s clock is right.',
  invalid_client: 'The service account is not known: make a new key.',
}
