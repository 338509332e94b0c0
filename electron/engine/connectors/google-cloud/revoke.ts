import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext, Revoker } from '../connector.ts'
import { plan } from './revoke-plan.ts'
import { change, notThatThing, readThing, type Switch, switches } from './switches.ts'

/** Switches things off in the narrowest way there is, keeps what they were, and proves it by reading again. */
export const revoke: Revoker = { plan, execute, verify, undo }

const switchOf = (call: PlannedCall): Result<Switch> => {
  const found = Object.hasOwn(switches, call.callId) ? switches[call.callId] : undefined
  return found === undefined ? fail('bug', 'this plan holds a call that this connector does not make') : ok(found)
}

async function execute(call: PlannedCall, context: ConnectorContext): ReturnType<Revoker['execute']> {
  const off = switchOf(call)
  if (!off.ok) return off
  const before = await readThing(context, off.value, call.params)
  if (!before.ok) return before
  if (before.value === null) return ok({ state: 'already', preImage: null, call: null })
  const isOff = off.value.isOff(before.value.json, call.params)
  if (isOff === null) return notThatThing(off.value.read)
  if (isOff) return ok({ state: 'already', preImage: null, call: before.value.call })
  const done = await change(context, call.callId, call.params, off.value.off(before.value.json, call.params))
  return done.ok ? ok({ state: 'done', preImage: JSON.stringify(before.value.json), call: done.value }) : done
}

/** A token outlives the account and the key that it was issued for. */
const outlives: ReadonlySet<string> = new Set(['disable-account', 'disable-account-key'])

async function verify(planned: readonly PlannedCall[], context: ConnectorContext): ReturnType<Revoker['verify']> {
  let inForce = true
  let proof: string | null = null
  for (const call of planned) {
    const off = switchOf(call)
    if (!off.ok) return off
    const now = await readThing(context, off.value, call.params)
    if (!now.ok) return now
    proof = now.value?.call ?? proof
    if (now.value !== null && off.value.isOff(now.value.json, call.params) !== true) inForce = false
  }
  const leftOver = [
    ...(planned.some(({ callId }) => outlives.has(callId)) ? ['access tokens that were issued before live for up to an hour'] : []),
    ...(planned.some(({ callId }) => callId === 'set-engine-policy')
      ? ['who holds a role on the project, a folder or the organisation can still call it']
      : []),
  ]
  return ok({ inForce, leftOver: planned.length === 0 ? [] : leftOver, call: proof })
}

async function undo(call: PlannedCall, preImage: string | null, context: ConnectorContext): ReturnType<Revoker['undo']> {
  const off = switchOf(call)
  if (!off.ok) return off
  if (preImage === null) return ok({ call: null })
  const now = await readThing(context, off.value, call.params)
  if (!now.ok) return now
  if (now.value === null) return fail('not-found', 'it is not there any more, so it cannot be put back', { next: 'Make it anew.' })
  if (off.value.isOff(now.value.json, call.params) === false) return ok({ call: now.value.call })
  const done = await change(context, off.value.back, call.params, off.value.on(JSON.parse(preImage), now.value.json, call.params))
  return done.ok ? ok({ call: done.value }) : done
}
