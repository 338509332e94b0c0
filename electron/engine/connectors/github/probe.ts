import { z } from 'zod'
import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { CallDeclaration, ConnectorContext, Reply } from '../connector.ts'
import { calls } from './calls.ts'
import { ask, orgOf } from './client.ts'
import { type Access, accessFor } from './sign-in.ts'
import { steps } from './steps.ts'

const organizationSchema = z.object({ login: z.string().max(200), name: z.string().max(200).nullish().catch(null) })

type Check = ProbeReport['checks'][number]

/** Is the organisation there, who signs in, and which of the wanted permissions are there? An app tells its own, a classic token its scopes. */
export async function probe(context: ConnectorContext): Promise<Result<ProbeReport>> {
  const access = await accessFor(context)
  if (!access.ok) return access
  const reply = await ask(context, 'organization', { path: { org: orgOf(context) } })
  if (!reply.ok) return reply
  const organization = organizationSchema.safeParse(reply.value.json)
  const who = organization.success ? (organization.data.name ?? organization.data.login) : orgOf(context)
  const wanted = new Map<string, CallDeclaration>()
  for (const call of calls) if (call.access === 'read' && call.permissions[0] !== undefined) wanted.set(call.permissions[0], call)
  return ok({
    reached: true,
    identity: `${access.value.kind === 'app' ? 'app' : 'token'} at ${who}`,
    checks: [...wanted].map(([permission, call]) => checkOf(permission, call, access.value, reply.value)),
    notice:
      access.value.selection === 'selected'
        ? 'The app was given selected repositories only; what the others define will not be seen.'
        : null,
  })
}

function checkOf(permission: string, call: CallDeclaration, access: Access, reply: Reply): Check {
  const hides = hiddenBy(permission)
  if (access.permissions !== null) {
    const [name = ''] = permission.split(':')
    const level = Object.hasOwn(access.permissions, name) ? access.permissions[name] : undefined
    return level === undefined
      ? { permission, state: 'missing', why: 'the app’s installation does not have it', hides }
      : { permission, state: 'granted', why: `the app’s installation has ${level}`, hides }
  }
  const header = reply.headers['x-oauth-scopes']
  if (header === undefined) return { permission, state: 'unknown', why: 'a fine-grained token does not tell what it may do', hides }
  const scopes = new Set(header.split(',').map((scope) => scope.trim()))
  const sufficient = call.permissions.slice(1).flatMap((scope) => [scope, ...(wider[scope] ?? [])])
  if (sufficient.length === 0) return { permission, state: 'missing', why: 'only an app can have it', hides }
  const found = sufficient.find((scope) => scopes.has(scope))
  return found === undefined
    ? { permission, state: 'missing', why: `the token has none of the scopes ${sufficient.join(', ')}`, hides }
    : { permission, state: 'granted', why: `the token has the scope ${found}`, hides }
}

/** Scopes that hold others. */
const wider: Readonly<Record<string, readonly string[]>> = { 'read:org': ['write:org', 'admin:org'] }

function hiddenBy(permission: string): string {
  const ids = calls.filter((call) => call.permissions[0] === permission).map((call) => call.id)
  return [...new Set(steps.filter((step) => step.calls.some((id) => ids.includes(id))).map((step) => step.hides))].join('; ')
}
