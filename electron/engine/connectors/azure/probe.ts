import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { ConnectorContext } from '../connector.ts'
import { calls, versions } from './calls.ts'
import { send } from './client.ts'
import { subscriptionsOf } from './subscriptions.ts'

/** The cheapest list for each kind, asked in one subscription, and what stays unseen without it. */
const checks = [
  { call: 'accounts', version: versions.cognitive, hides: 'models, agents, and who reaches them by a key' },
  { call: 'bots', version: versions.bots, hides: 'bots and their channels' },
  { call: 'workflows', version: versions.logic, hides: 'logic apps with AI' },
  { call: 'sites', version: versions.web, hides: 'logic apps of the Standard plan' },
] as const

/** Signs in, counts the subscriptions, and asks one of them for each list. Whether agents may be read shows in a scan: each account has its own host. */
export async function probe(context: ConnectorContext): Promise<Result<ProbeReport>> {
  const subscriptions = await subscriptionsOf(context)
  if (!subscriptions.ok) return subscriptions
  const { list } = subscriptions.value
  const [first] = list
  if (first === undefined)
    return fail('permission-missing', 'the application sees no subscription', {
      subject: 'Microsoft.Resources/subscriptions/read',
      next: 'Assign the application a role with reading at the root management group, or at the subscriptions to be read.',
    })
  const results: ProbeReport['checks'][number][] = []
  for (const { call, version, hides } of checks) {
    const declared = calls.find(({ id }) => id === call)
    const reply = await send(context, call, { path: { subscription: first.id }, query: { 'api-version': version } })
    const refused = !reply.ok && reply.failure.code === 'permission-missing'
    results.push({
      permission: declared?.permissions[0] ?? call,
      state: reply.ok ? 'granted' : refused ? 'missing' : 'unknown',
      why: `asked in ${first.label}`,
      hides,
    })
  }
  return ok({
    reached: true,
    identity: `application ${context.settings.clientId ?? ''} in ${list.length} ${list.length === 1 ? 'subscription' : 'subscriptions'}`,
    checks: results,
    notice: null,
  })
}
