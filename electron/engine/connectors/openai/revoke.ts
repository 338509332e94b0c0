import { failure } from '../../../../shared/base/failure.ts'
import { failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, Revoker } from '../connector.ts'
import { ask } from './client.ts'
import { leastLimit, plan } from './revoke-plan.ts'
import { spendLimitSchema } from './schema.ts'

/** By which reading call the effect of a deletion is proved. */
const proofs: Readonly<Record<string, string>> = {
  'delete-key': 'key',
  'delete-service-account': 'service-account',
  'delete-admin-key': 'admin-key',
}

/** Limit a project, or delete keys and accounts; prove it by reading again; lift the limit. */
export const revoke: Revoker = { plan, execute, verify, undo }

interface Limit {
  readonly threshold_amount: number
  readonly currency: string
  readonly interval: string
}

interface LimitSeen {
  readonly limit: Limit | null
  readonly enforcing: boolean
  readonly call: string
}

async function limitOf(context: ConnectorContext, path: Readonly<Record<string, string>>): Promise<Result<LimitSeen>> {
  const reply = await ask(context, 'spend-limit', { path, accept: [404] })
  if (!reply.ok) return reply
  const { status, json, call } = reply.value
  if (status === 404 || json === null) return ok({ limit: null, enforcing: false, call })
  const parsed = spendLimitSchema.safeParse(json)
  if (!parsed.success)
    return failed(
      failure('unexpected-reply', 'The provider answered with something that is no spend limit.', {
        next: 'Look at the project’s limits in the provider’s console.',
      }),
    )
  const { threshold_amount, currency, interval, enforcement } = parsed.data
  return ok({ limit: { threshold_amount, currency, interval }, enforcing: enforcement?.status === 'enforcing', call })
}

async function execute(call: PlannedCall, context: ConnectorContext): ReturnType<Revoker['execute']> {
  if (call.callId === 'set-spend-limit') {
    const before = await limitOf(context, call.params)
    if (!before.ok) return before
    const { limit } = before.value
    if (limit !== null && limit.threshold_amount <= leastLimit) return ok({ state: 'already', preImage: null, call: before.value.call })
    const reply = await ask(context, call.callId, { path: call.params, body: JSON.parse(call.body ?? '{}') })
    return reply.ok ? ok({ state: 'done', preImage: JSON.stringify({ limit }), call: reply.value.call }) : reply
  }
  const reply = await ask(context, call.callId, { path: call.params, accept: [404] })
  if (!reply.ok) return reply
  return ok({ state: reply.value.status === 404 ? 'already' : 'done', preImage: null, call: reply.value.call })
}

async function verify(calls: readonly PlannedCall[], context: ConnectorContext): ReturnType<Revoker['verify']> {
  let inForce = true
  let proof: string | null = null
  const leftOver: string[] = []
  for (const call of calls) {
    const reading = proofs[call.callId]
    if (reading === undefined) {
      const now = await limitOf(context, call.params)
      if (!now.ok) return now
      proof = now.value.call
      const limited = now.value.limit !== null && now.value.limit.threshold_amount <= leastLimit
      if (!limited) inForce = false
      else if (!now.value.enforcing) leftOver.push('the limit stands and refuses requests once this month’s spend has reached one cent')
    } else {
      const reply = await ask(context, reading, { path: call.params, accept: [404] })
      if (!reply.ok) return reply
      proof = reply.value.call
      if (reply.value.status !== 404) inForce = false
    }
  }
  return ok({ inForce, leftOver, call: proof })
}

async function undo(call: PlannedCall, preImage: string | null, context: ConnectorContext): ReturnType<Revoker['undo']> {
  // Without a pre-image nothing was changed, so there is nothing to bring back; what was deleted cannot be.
  if (call.callId !== 'set-spend-limit' || preImage === null) return ok({ call: null })
  const { limit } = JSON.parse(preImage) as { readonly limit: Limit | null }
  const reply =
    limit === null
      ? await ask(context, 'delete-spend-limit', { path: call.params, accept: [404] })
      : await ask(context, 'set-spend-limit', { path: call.params, body: limit })
  return reply.ok ? ok({ call: reply.value.call }) : reply
}
