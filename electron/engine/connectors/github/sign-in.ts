import { createAppAuth } from '@octokit/auth-app'
import { z } from 'zod'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
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
const tokenSchema = z.object({
  token: z.string().min(1),
  expires_at: z.string().nullish().catch(null),
  permissions: z
    .record(z.string(), z.string())
    .nullish()
    .catch(null)
    .transform((levels) => levels ?? {}),
  repository_selection: z.enum(['all', 'selected']).catch('selected'),
})

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

/**
 * The library signs the app's proof; the token is asked for here, through the gate. The library's own way of asking shares what is
 * under way between everybody in the process by the installation's number alone, and two servers may well use the same number: the
 * token of one would be sent to the other.
 */
async function asApp(context: ConnectorContext, audience: Audience, appId: string, privateKey: string): Promise<Result<Access>> {
  const proof = await proofOf(appId, privateKey)
  if (!proof.ok) return proof
  const installation = await installationOf(context, audience, proof.value)
  if (!installation.ok) return installation
  const reply = await context.http.request('installation-token', {
    path: { installation: installation.value },
    headers: headersOf(proof.value),
    body: {},
  })
  if (!reply.ok) return reply
  const parsed = tokenSchema.safeParse(reply.value.json)
  if (!parsed.success) return fail('auth-failed', 'the sign-in ended without a token', { next: 'Check the app and its installation.' })
  const { token, expires_at, permissions, repository_selection } = parsed.data
  return ok({
    token,
    kind: 'app',
    expiresAt: Date.parse(expires_at ?? '') || context.now().getTime() + 3_600_000,
    permissions,
    selection: repository_selection,
  })
}

async function proofOf(appId: string, privateKey: string): Promise<Result<string>> {
  try {
    const { token } = await createAppAuth({ appId, privateKey, log: { warn: () => {} } })({ type: 'app' })
    return ok(token)
  } catch {
    // The library's messages may quote the key.
    return fail('auth-failed', 'the app’s private key cannot be used', {
      subject: 'privateKey',
      next: 'Store the whole PEM file that was downloaded from the app’s settings.',
    })
  }
}

const headersOf = (proof: string) => ({ authorization: `Bearer ${proof}`, accept: 'application/vnd.github+json' })

async function installationOf(context: ConnectorContext, audience: Audience, proof: string): Promise<Result<string>> {
  const { installationId, organization = '', enterprise = '' } = context.settings
  if (audience === 'organization' && installationId?.trim()) return ok(installationId.trim())
  const headers = headersOf(proof)
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
