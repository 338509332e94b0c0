import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { ConnectorContext } from '../connector.ts'
import { calls } from './calls.ts'
import { ask } from './client.ts'
import { heldPermissions } from './held-permissions.ts'
import { scopeOf } from './settings.ts'

type Check = ProbeReport['checks'][number]

/** The two calls over the whole organisation, on which everything else rests. */
const checks = [
  { call: 'resources', hides: 'everything: no project is looked into' },
  { call: 'policies', hides: 'what service accounts and agents may do' },
] as const

const declaredFor = (call: string): string => calls.find(({ id }) => id === call)?.permissions[0] ?? call

/** Does it answer for the whole, and which of the wanted permissions are held there? */
export async function probe(context: ConnectorContext): Promise<Result<ProbeReport>> {
  const scope = scopeOf(context.settings.scope)
  if (scope === null)
    return fail('invalid-input', 'the organisation is not set', {
      subject: 'scope',
      next: 'Set scope of this connection to the organisation’s number, to folders/… or to projects/….',
    })
  const results: Check[] = []
  for (const { call, hides } of checks) {
    const reply = await ask(context, call, { path: { ...scope }, query: { pageSize: '1' } })
    // Without a key or with a wrong one no further question makes sense.
    if (!reply.ok && (reply.failure.code === 'auth-failed' || reply.failure.code === 'invalid-input')) return reply
    const refused = !reply.ok && reply.failure.code === 'permission-missing'
    results.push({
      permission: declaredFor(call),
      state: reply.ok ? 'granted' : refused ? 'missing' : 'unknown',
      why: reply.ok ? 'the provider answered' : reply.failure.message,
      hides,
    })
  }
  const asked = new Set(results.map(({ permission }) => permission))
  const rest = calls.flatMap(({ access, permissions: [permission] }) =>
    access === 'read' && permission !== undefined && !asked.has(permission) ? [permission] : [],
  )
  results.push(...(await told(context, scope, [...new Set(rest)])))
  return ok({ reached: true, identity: `the service account, for ${scope.container}/${scope.scope}`, checks: results, notice: null })
}

/** What the provider says of permissions without a call that uses them; where it says nothing, a scan will. */
async function told(context: ConnectorContext, scope: { container: string; scope: string }, wanted: readonly string[]): Promise<Check[]> {
  const held = await heldPermissions(context, scope, wanted)
  const whole = `${scope.container}/${scope.scope}`
  return wanted.map((permission) => {
    if (!held.ok)
      return { permission, state: 'unknown', why: `the provider does not tell (${held.failure.message}); a scan will`, hides: '' }
    return held.value.has(permission)
      ? { permission, state: 'granted', why: `it is held on ${whole}`, hides: '' }
      : { permission, state: 'missing', why: `it is not held on ${whole}; on single projects it may be`, hides: '' }
  })
}
