import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { ConnectorContext } from '../connector.ts'
import { calls } from './calls.ts'
import { ask } from './client.ts'
import { home, scopesTold } from './organisation.ts'
import { homeSchema } from './schema.ts'

type Check = ProbeReport['checks'][number]

/** The cheapest call for each scope a scan wants, and what stays unseen without it; for servers that do not tell a token's scopes. */
const checks = [
  { call: 'admin.teams.list', hides: 'which workspaces there are' },
  { call: 'users.list', hides: 'which people have left' },
  { call: 'team.integrationLogs', hides: 'what is installed, and who installed it' },
  { call: 'admin.apps.approved.list', hides: 'apps with their scopes' },
  { call: 'admin.workflows.search', hides: 'workflows that run steps of AI apps' },
  { call: 'admin.apps.activities.list', hides: 'when an app last ran' },
  { call: 'audit-logs', hides: 'who let an app do more than it was installed with' },
] as const

const oneWorkspace =
  'This is a single workspace: what administrators approved, and workflows, take an organisation on an Enterprise plan. What is installed is read.'

/** Whose token is it, and what may it do? The header of each reply tells all its scopes; without it the smallest calls are made. */
export async function probe(context: ConnectorContext): Promise<Result<ProbeReport>> {
  const reply = await ask(context, 'auth.test')
  if (!reply.ok) return reply
  const who = homeSchema.safeParse(reply.value.json)
  const told = scopesTold(reply.value)
  const single = who.success && !who.data.enterprise_id
  return ok({
    reached: true,
    identity: who.success ? `${who.data.user ?? ''} of ${who.data.team ?? who.data.team_id ?? ''}`.slice(0, 300) : null,
    checks: told === null ? await asked(context) : byScopes(told),
    notice: single ? oneWorkspace : null,
  })
}

function byScopes(told: ReadonlySet<string>): readonly Check[] {
  const wanted = calls.flatMap(({ access, permissions, fuller = {} }) =>
    access === 'read' ? [...permissions.slice(0, 1), ...Object.keys(fuller)] : [],
  )
  return [...new Set(wanted)].map((permission) => {
    const there = told.has(permission)
    const why = there ? 'the token has this scope' : 'the token does not have this scope'
    return { permission, state: there ? 'granted' : 'missing', why, hides: '' }
  })
}

async function asked(context: ConnectorContext): Promise<readonly Check[]> {
  const found = await home(context)
  const enterpriseId = found.ok ? found.value.enterpriseId : null
  const team: Readonly<Record<string, string>> = enterpriseId !== null && found.ok ? { team_id: found.value.teams[0]?.id ?? '' } : {}
  const results: Check[] = []
  for (const { call, hides } of checks) {
    const query = call === 'admin.apps.approved.list' ? { enterprise_id: enterpriseId ?? '' } : call.startsWith('admin.') ? {} : team
    const reply = await ask(context, call, { query: { ...query, [call === 'team.integrationLogs' ? 'count' : 'limit']: '1' } })
    const refused = !reply.ok && reply.failure.code === 'permission-missing'
    results.push({
      permission: calls.find((one) => one.id === call)?.permissions[0] ?? call,
      state: reply.ok ? 'granted' : refused ? 'missing' : 'unknown',
      why: reply.ok ? 'the provider answered' : reply.failure.message,
      hides,
    })
  }
  return results
}
