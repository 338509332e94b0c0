import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, Revoker } from '../connector.ts'
import { plan } from './revoke-plan.ts'
import type { Asker } from './send.ts'
import { askerIn } from './session.ts'
import { type Switch, switches } from './switches.ts'

/** All that is done by a call can be undone from what was read before it; the rest is led by hand. */
export const revoke: Revoker = { plan, execute, verify, undo }

/** Whoever writes does so as the revoking role, never as the one that reads. */
async function writing(context: ConnectorContext, { params }: PlannedCall): Promise<Result<Asker>> {
  const role = context.settings.revokeRoleName || context.settings.roleName
  return askerIn(context, params.account ?? '', params.region, role)
}

async function execute(call: PlannedCall, context: ConnectorContext): ReturnType<Revoker['execute']> {
  const way = wayOf(call)
  if (!way.ok) return way
  const asker = await writing(context, call)
  if (!asker.ok) return asker
  const before = await way.value.read(asker.value, call.params)
  if (!before.ok) return before
  if (before.value.stopped) return ok({ state: 'already', preImage: null, call: before.value.call })
  const made = await way.value.stop(asker.value, call.params, before.value.before)
  return made.ok ? ok({ state: 'done', preImage: JSON.stringify({ before: before.value.before }), call: made.value.call }) : made
}

async function verify(calls: readonly PlannedCall[], context: ConnectorContext): ReturnType<Revoker['verify']> {
  let proof: string | null = null
  let inForce = true
  const leftOver = new Set<string>()
  for (const call of calls) {
    const way = wayOf(call)
    if (!way.ok) return way
    const asker = await askerIn(context, call.params.account ?? '', call.params.region)
    if (!asker.ok) return asker
    const now = await way.value.read(asker.value, call.params)
    if (!now.ok && now.failure.code !== 'not-found') return now
    if (now.ok && !now.value.stopped) inForce = false
    if (now.ok) proof = now.value.call ?? proof
    if (call.callId === 'set-access-key')
      leftOver.add('sessions that were opened with an access key before go on to their end, at most 36 hours')
  }
  return ok({ inForce, leftOver: [...leftOver], call: proof })
}

async function undo(call: PlannedCall, preImage: string | null, context: ConnectorContext): ReturnType<Revoker['undo']> {
  // Without a pre-image nothing was changed, so there is nothing to bring back.
  if (preImage === null) return ok({ call: null })
  const way = wayOf(call)
  if (!way.ok) return way
  const asker = await writing(context, call)
  if (!asker.ok) return asker
  const { before } = JSON.parse(preImage) as { readonly before: string | null }
  const made = await way.value.restore(asker.value, call.params, before)
  return made.ok ? ok({ call: made.value.call }) : made
}

function wayOf({ callId }: PlannedCall): Result<Switch> {
  const way = switches[callId]
  return way === undefined ? fail('bug', 'the plan holds a call that nobody knows how to make') : ok(way)
}
