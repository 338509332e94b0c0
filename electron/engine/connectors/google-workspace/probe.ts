import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ProbeReport } from '../../../../shared/domain/connection.ts'
import type { ConnectorContext, RequestParams } from '../connector.ts'
import { calls } from './calls.ts'
import { ask } from './client.ts'

/** The cheapest call for each permission a scan wants, and what stays unseen without it. */
const checks = (
  context: ConnectorContext,
): readonly { readonly call: string; readonly params: RequestParams; readonly hides: string }[] => [
  {
    call: 'users',
    params: { query: { customer: context.settings.customer || 'my_customer', maxResults: '1', fields: 'users(id)' } },
    hides: 'everybody’s consents, and which people have left',
  },
  {
    call: 'tokens',
    params: { path: { userKey: context.settings.adminEmail?.trim() ?? '' }, accept: [404] },
    hides: 'which applications people gave access to',
  },
  {
    call: 'token-events',
    params: { query: { eventName: 'authorize', maxResults: '1' } },
    hides: 'which applications are dormant, and since when they have had access',
  },
]

export async function probe(context: ConnectorContext): Promise<Result<ProbeReport>> {
  const results: ProbeReport['checks'][number][] = []
  for (const { call, params, hides } of checks(context)) {
    const declared = calls.find((one) => one.id === call)
    const reply = await ask(context, call, params)
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
  return ok({
    reached: true,
    identity: `the service account, as ${context.settings.adminEmail ?? ''}`,
    checks: results,
    notice: context.settings.clientList
      ? null
      : 'No call lists domain-wide delegation. Copy that list from the Admin console into a CSV file and set “List of clients”.',
  })
}
