import { existsSync } from 'node:fs'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { ConnectorContext } from '../connector.ts'
import { calls } from './calls.ts'
import { send } from './graph.ts'

/** The cheapest call for each permission a scan wants, and what stays unseen without it. */
const checks = [
  { call: 'service-principals', query: { $top: '1', $select: 'id' }, hides: 'applications, identities and what they may do' },
  { call: 'delegated-grants', query: { $top: '1' }, hides: 'consents' },
  { call: 'users', query: { $top: '1', $select: 'id' }, hides: 'which owners have left' },
  { call: 'agent-identities', query: { $top: '1' }, hides: 'sponsors and blueprints of agents' },
  { call: 'sign-in-activity', query: { $top: '1' }, hides: 'which applications are dormant' },
  { call: 'packages', query: {}, hides: 'the catalogue of agents' },
] as const

export async function probe(context: ConnectorContext): Promise<Result<ProbeReport>> {
  const recording = context.settings.export
  if (recording) {
    return existsSync(recording)
      ? ok({ reached: true, identity: `recorded pages in ${recording}`, checks: [], notice: null })
      : fail('invalid-input', 'the recorded pages are not there', { subject: 'export', next: 'Check the path.' })
  }
  const home = await send(context, 'organization', { query: { $select: 'id,displayName' } })
  if (!home.ok && home.failure.code !== 'permission-missing') return home
  const results: ProbeReport['checks'][number][] = []
  for (const check of checks) {
    const declared = calls.find((call) => call.id === check.call)
    const reply = await send(context, check.call, { query: check.query })
    const refused = !reply.ok && reply.failure.code === 'permission-missing'
    results.push({
      permission: declared?.permissions[0] ?? check.call,
      state: reply.ok ? 'granted' : refused ? 'missing' : 'unknown',
      why: declared?.why ?? '',
      hides: check.hides,
    })
  }
  return ok({
    reached: true,
    identity: `${home.ok ? tenantName(home.value.json) : 'a tenant'} as application ${context.settings.clientId ?? ''}`,
    checks: results,
    notice: null,
  })
}

function tenantName(json: unknown): string {
  const first = (json as { value?: readonly { displayName?: unknown }[] } | null)?.value?.[0]?.displayName
  return typeof first === 'string' ? first.slice(0, 200) : 'a tenant'
}
