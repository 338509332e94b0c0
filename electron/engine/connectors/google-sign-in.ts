import { readFileSync } from 'node:fs'
import { JWT } from 'google-auth-library'
import { z } from 'zod'
import { type Failure, failure } from '../../../shared/base/failure.ts'
import { fail, failed, ok, type Result } from '../../../shared/base/result.ts'
import type { SettingField } from '../../../shared/domain/connection.ts'
import { signInNetwork } from '../http/sign-in-network.ts'
import type { CallDeclaration, ConnectorContext } from './connector.ts'

/** What a connector signs in for. */
export interface GoogleAsk {
  readonly scope: string
  /** The person to act as, where the service account was delegated to; itself unless said. */
  readonly subject?: string
  readonly calls: readonly CallDeclaration[]
  /** What a refusal by the provider's error word means, where it is none that every sign-in has. */
  readonly refused: (word: string) => Failure | null
}

interface Token {
  readonly value: string
  readonly expiresAt: number
}

const publicToken = 'https://oauth2.googleapis.com'

/** Tokens are renewed this long before they end, so that none ends during a call. */
const renewBeforeMs = 5 * 60_000

/** Where the service account's key comes from: its text, or a file. */
export const keyFields: readonly SettingField[] = [
  {
    key: 'serviceAccountKey',
    label: 'Service account key (JSON)',
    help: 'The text of the key file that Google Cloud made for the service account.',
    kind: 'secret',
    required: false,
    lines: true,
  },
  {
    key: 'keyPath',
    label: 'Key file',
    help: 'Path of that key file, instead of its text.',
    kind: 'path',
    required: false,
  },
]

export const tokenField: SettingField = {
  key: 'tokenUrl',
  label: 'Sign-in address',
  help: 'Change it for a proxy or a test server.',
  kind: 'url',
  required: false,
  placeholder: publicToken,
  default: publicToken,
}

export const tokenCall: CallDeclaration = {
  id: 'token',
  method: 'POST',
  path: '/token',
  base: 'tokenUrl',
  access: 'sign-in',
  permissions: [],
  why: 'sign in',
}

/**
 * An access token for one scope, from memory while it lasts; never stored. One token a scope, so that a scope that was not
 * granted denies its own steps and no other. Failures: what `refused` says, `auth-failed` with what to correct.
 */
export async function googleToken(context: ConnectorContext, ask: GoogleAsk): Promise<Result<string>> {
  const key = tokenKey(ask.scope)
  const known = context.memory.get(key) as Promise<Result<Token>> | undefined
  const present = known ? await known : null
  if (present?.ok && present.value.expiresAt - renewBeforeMs > context.now().getTime()) return ok(present.value.value)
  // Steps that run side by side wait for one sign-in.
  const latest = context.memory.get(key) as Promise<Result<Token>> | undefined
  const asked = latest !== undefined && latest !== known ? latest : signIn(context, ask)
  context.memory.set(key, asked)
  const token = await asked
  if (!token.ok && context.memory.get(key) === asked) context.memory.delete(key)
  return token.ok ? ok(token.value.value) : token
}

/** Forgets a token that the provider did not accept. */
export function forgetGoogleToken(context: ConnectorContext, scope: string): void {
  context.memory.delete(tokenKey(scope))
}

const tokenKey = (scope: string): string => `token ${scope}`

async function signIn(context: ConnectorContext, ask: GoogleAsk): Promise<Result<Token>> {
  const key = await serviceAccountKey(context)
  if (!key.ok) return key
  const network = networkOf(context, ask)
  const client = new JWT({
    email: key.value.client_email,
    key: key.value.private_key,
    scopes: [ask.scope],
    ...(ask.subject === undefined ? {} : { subject: ask.subject }),
    transporterOptions: { fetchImplementation: network.fetch, retry: false },
  })
  try {
    const { access_token: value, expiry_date: expiresAt } = await client.authorize()
    if (!value) return failed(network.refusal() ?? failure('auth-failed', 'the sign-in ended without a token', { next: 'Sign in again.' }))
    return ok({ value, expiresAt: expiresAt ?? context.now().getTime() + 3_600_000 })
  } catch {
    return failed(
      network.refusal() ??
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
function networkOf(context: ConnectorContext, ask: GoogleAsk): { readonly fetch: typeof fetch; readonly refusal: () => Failure | null } {
  const send = signInNetwork(context.http, ask.calls, context.settings)
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
    refusal: () => last ?? (said === '' ? null : (ask.refused(said) ?? refused(said))),
  }
}

const bodyText = (body: unknown): string => (typeof body === 'string' ? body : body instanceof URLSearchParams ? body.toString() : '')

/** The provider's error word, never its sentence. */
function errorWord(json: unknown): string {
  const parsed = z.object({ error: z.string().regex(/^[a-z_]{1,60}$/) }).safeParse(json)
  return parsed.success ? parsed.data.error : 'unknown'
}

const refused = (word: string): Failure =>
  failure('auth-failed', `the provider did not accept the sign-in (${word})`, {
    next: nextAction[word] ?? 'Check the service account key and the settings of this connection.',
  })

const nextAction: Readonly<Record<string, string>> = {
  invalid_grant: 'Check that the key was not deleted or disabled, and that this computer’s clock is right.',
  invalid_client: 'The service account is not known: make a new key.',
}
