import { failure } from '../../../../shared/base/failure.ts'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { ConnectorContext } from '../connector.ts'
import { ask, unknownCall } from './client.ts'
import { exportKind } from './read-export.ts'
import { discover } from './version.ts'

const wants = [
  { permission: 'workflow:list', call: 'workflows', hides: 'every workflow' },
  { permission: 'workflow:read', call: null, hides: 'whether what a workflow hands over to is still there' },
  { permission: 'credential:list', call: 'credentials', hides: 'credentials that several workflows share' },
  { permission: 'user:list', call: 'users', hides: 'who answers for a workflow' },
  { permission: 'project:list', call: 'projects', hides: 'which team a workflow belongs to' },
  { permission: 'execution:list', call: 'executions', hides: 'when a workflow last ran' },
] as const

/** Is the server there, is the key good, what may it read? Newer versions tell; older ones are asked with the smallest page. */
export async function probe(context: ConnectorContext): Promise<Result<ProbeReport>> {
  if (context.settings.export) return probeExport(context.settings.export)
  const found = await discover(context)
  if (!found.ok) return found
  const { scopes } = found.value
  if (scopes !== null) {
    const checks = wants.map(({ permission, hides }) => ({
      permission,
      state: scopes.includes(permission) ? ('granted' as const) : ('missing' as const),
      why: scopes.includes(permission) ? 'the key has this scope' : 'the key does not have this scope',
      hides,
    }))
    return ok({ reached: true, identity: `API key with ${scopes.length} scopes`, checks, notice: null })
  }
  const checks: ProbeReport['checks'][number][] = []
  for (const { permission, call, hides } of wants) {
    if (call === null) {
      checks.push({ permission, state: 'unknown', why: 'this version does not tell a key’s scopes', hides })
      continue
    }
    const reply = await ask(context, call, { query: { limit: '1' }, accept: [403, ...unknownCall] })
    if (!reply.ok) return reply
    const { status } = reply.value
    const state = status < 300 ? 'granted' : status === 403 ? 'missing' : 'unknown'
    checks.push({ permission, state, why: `the server answered ${status}`, hides })
  }
  return ok({ reached: true, identity: 'API key', checks, notice: null })
}

async function probeExport(path: string): Promise<Result<ProbeReport>> {
  const kind = await exportKind(path)
  if (kind === 'none')
    return failed(
      failure('not-found', 'There is no export at the given path.', {
        subject: path,
        next: 'Correct the setting “export” of this connection.',
      }),
    )
  return ok({ reached: true, identity: `export (${kind})`, checks: [], notice: null })
}
