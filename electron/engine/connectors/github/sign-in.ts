import { createAppAuth, type StrategyOptions } from '@octokit/auth-app'
import { z } from 'zod'
import type { Failure } from '../../../../shared/base/failure.ts'
import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'

/** Whose installation a call is made through. */
export type Audience = 'organization' | 'enterprise'

export interface Access {
  readonly token: string
  readonly kind: 'app' | 'token'
  readonly expiresAt: number
  /** What the installation was granted, e.g. `members` → `read`; null for a token, which tells its scopes on each reply. */
  readonly permissions: Readonly<Record<string, string>> | null
  /** Whether the app may see all repositories; null for a token. */
  readonly selection: 'all' | 'selected' | null
}

const renewBeforeMs = 5 * 60_000
const installationSchema = z.object({ id: z.union([z.number(), z.string()]).transform(String) })

/** The access to send with, from memory while it lasts. It lives for one scan or probe and is never stored. */
export async function accessFor(context: ConnectorContext, audience: Audience = 'organization'): Promise<Result<Access>> {
  const key = `github/access/${audience}`
  const known = context.memory.get(key) as Promise<Result<Access>> | undefined
  const present = known === undefined ? null : await known
  if (present?.ok && present.value.expiresAt - renewBeforeMs > context.now().getTime()) return present
  // Steps that run side by side wait for one sign-in.
  const latest = context.memory.get(key) as Promise<Result<Access>> | undefined
  const asked = latest !== undefined && latest !== known ? latest : signIn(context, audience)
  context.memory.set(key, asked)
  const access = await asked
  if (!access.ok && context.memory.get(key) === asked) context.memory.delete(key)
  return access
}

async function signIn(context: ConnectorContext, audience: Audience): Promise<Result<Access>> {
  const privateKey = await context.secret('privateKey')
  if (!privateKey.ok) return privateKey
  const appId = context.settings.appId?.trim()
  if (appId && privateKey.value) return asApp(context, audience, appId, privateKey.value)
  const token = await context.secret('token')
  if (!token.ok) return token
  if (token.value)
    return ok({ token: token.value.trim(), kind: 'token', expiresAt: Number.POSITIVE_INFINITY, permissions: null, selection: null })
  return fail('auth-failed', appId ? 'the app’s private key is not stored' : 'neither an app nor a token is set', {
    subject: appId ? 'privateKey' : 'token',
    next: 'Store the app id and its private key with this connection, or a token.',
  })
}

/** The library signs and keeps the app's credentials; every call it makes goes through the gate. */
async function asApp(context: ConnectorContext, audience: Audience, appId: string, privateKey: string): Promise<Result<Access>> {
  let problem: Failure | null = null
  const request = async (_route: string, options: { readonly installation_id: number; readonly headers: Record<string, string> }) => {
    const reply = await context.http.request('installation-token', {
      path: { installation: String(options.installation_id) },
      headers: { ...options.headers, accept: 'application/vnd.github+json' },
      body: {},
    })
    if (!reply.ok) {
      problem = reply.failure
      throw new Error('no token')
    }
    return { data: reply.value.json, status: reply.value.status, headers: reply.value.headers, url: '' }
  }
  const silent = { warn: () => {} }
  try {
    const auth = createAppAuth({ appId, privateKey, log: silent, request: request as unknown as NonNullable<StrategyOptions['request']> })
    const { token: proof } = await auth({ type: 'app' })
    const id = await installationOf(context, audience, proof)
    if (!id.ok) return id
    const { token, expiresAt, permissions, repositorySelection } = await auth({ type: 'installation', installationId: Number(id.value) })
    if (typeof token !== 'string' || token === '')
      return fail('auth-failed', 'the sign-in ended without a token', { next: 'Check the app and its installation.' })
    return ok({
      token,
      kind: 'app',
      expiresAt: Date.parse(expiresAt) || context.now().getTime() + 3_600_000,
      permissions,
      selection: repositorySelection,
    })
  } catch {
    // The library's messages may quote the key.
    return failed(
      problem ?? {
        code: 'auth-failed',
        message: 'the app’s private key cannot be used',
        subject: 'privateKey',
        next: 'Store the whole PEM file that was downloaded from the app’s settings.',
      },
    )
  }
}

async function installationOf(context: ConnectorContext, audience: Audience, proof: string): Promise<Result<string>> {
  const { installationId, organization = '', enterprise = '' } = context.settings
  if (audience === 'organization' && installationId?.trim()) return ok(installationId.trim())
  const headers = { authorization: `Bearer ${proof}`, accept: 'application/vnd.github+json' }
  const reply =
    audience === 'organization'
      ? await context.http.request('organization-installation', { path: { org: organization.trim() }, headers })
      : await context.http.request('enterprise-installation', { path: { enterprise: enterprise.trim() }, headers })
  if (!reply.ok)
    return reply.failure.code === 'not-found'
      ? fail('auth-failed', `the app is not installed on this ${audience}`, {
          subject: audience,
          next: `Install the app on the ${audience}, or correct the setting.`,
        })
      : reply
  const parsed = installationSchema.safeParse(reply.value.json)
  return parsed.success
    ? ok(parsed.data.id)
    : fail('unexpected-reply', 'the reply names no installation', { subject: audience, next: 'Check the address of this connection.' })
}
