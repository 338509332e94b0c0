import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { ConnectorContext } from '../connector.ts'
import { calls } from './calls.ts'
import { ask } from './client.ts'
import { home } from './organisation.ts'

/** The cheapest call for each scope a scan wants, and what stays unseen without it. */
const checks = [
  { call: 'users.list', hides: 'which people have left' },
  { call: 'team.integrationLogs', hides: 'what is installed, and who installed it' },
  { call: 'admin.apps.approved.list', hides: 'apps with their scopes' },
  { call: 'admin.workflows.search', hides: 'workflows that run steps of AI apps' },
  { call: 'admin.apps.activities.list', hides: 'when an app last ran' },
] as const

export async function probe(context: ConnectorContext): Promise<Result<ProbeReport>> {
  const found = await home(context)
  if (!found.ok) return found
  const { enterpriseId, teams, name, user } = found.value
  const team = enterpriseId === null ? {} : { team_id: teams[0]?.id ?? '' }
  const results: ProbeReport['checks'][number][] = []
  for (const { call, hides } of checks) {
    const declared = calls.find((one) => one.id === call)
    const query = call === 'admin.apps.approved.list' ? { enterprise_id: enterpriseId ?? '' } : call.startsWith('admin.') ? {} : team
    const reply = await ask(context, call, { query: { ...query, [call === 'team.integrationLogs' ? 'count' : 'limit']: '1' } })
    const refused = !reply.ok && reply.failure.code === 'permission-missing'
    results.push({
      permission: declared?.permissions[0] ?? call,
      state: reply.ok ? 'granted' : refused ? 'missing' : 'unknown',
      why: declared?.why ?? '',
      hides,
    })
  }
  return ok({
    reached: true,
    identity: `${user} of ${name}`.slice(0, 300),
    checks: results,
    notice:
      enterpriseId === null
        ? 'This is a single workspace: what administrators approved, and workflows, take an organisation on an Enterprise plan. What is installed is read.'
        : null,
  })
}
