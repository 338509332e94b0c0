import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { ConnectorContext } from '../connector.ts'
import { calls } from './calls.ts'
import { ask } from './client.ts'
import { scopeOf } from './settings.ts'

/** The two calls over the whole organisation tell most of what a scan will see; the services are asked where something is. */
const checks = [
  { call: 'resources', hides: 'everything: no project is looked into' },
  { call: 'policies', hides: 'what service accounts and agents may do' },
] as const

export async function probe(context: ConnectorContext): Promise<Result<ProbeReport>> {
  const scope = scopeOf(context.settings.scope)
  if (scope === null)
    return fail('invalid-input', 'the organisation is not set', {
      subject: 'scope',
      next: 'Set scope of this connection to the organisation’s number, to folders/… or to projects/….',
    })
  const results: ProbeReport['checks'][number][] = []
  for (const { call, hides } of checks) {
    const declared = calls.find((one) => one.id === call)
    const reply = await ask(context, call, { path: { ...scope }, query: { pageSize: '1' } })
    // Without a key or with a wrong one no further question makes sense.
    if (!reply.ok && (reply.failure.code === 'auth-failed' || reply.failure.code === 'invalid-input')) return reply
    const refused = !reply.ok && reply.failure.code === 'permission-missing'
    results.push({
      permission: declared?.permissions[0] ?? call,
      state: reply.ok ? 'granted' : refused ? 'missing' : 'unknown',
      why: declared?.why ?? '',
      hides,
    })
  }
  return ok({ reached: true, identity: `the service account, for ${scope.container}/${scope.scope}`, checks: results, notice: null })
}
