import { type Failure, failure } from '../../../../shared/base/failure.ts'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { Revocation } from '../../../../shared/domain/revocation.ts'
import type { Revoking } from '../governing.ts'
import { canAct } from '../status.ts'
import { exclusively } from './exclusively.ts'
import { factsOf } from './facts-of.ts'
import { guarded as caught } from './guarded.ts'
import { guarded } from './guards.ts'
import { transition } from './transition.ts'

/** Milliseconds before each re-read: sources take a moment to show a change. Bounded: about eight seconds in all. */
const pauses = [0, 250, 750, 2_000, 5_000] as const

/** Re-reads whether a revocation that was made is in force now. */
export async function verifyRevocation(revoking: Revoking, revocationId: string): Promise<Result<Revocation>> {
  const found = revoking.store.revocations.get(revocationId)
  if (found === null) return fail('not-found', 'There is no such revocation.', { subject: revocationId })
  return exclusively(revoking.store, found.plan.agentId, async () => {
    const revocation = revoking.store.revocations.get(revocationId) ?? found
    if (revocation.state === 'verified') return ok(revocation)
    const facts = factsOf(revoking, revocation, { event: 'verify', shownHash: revocation.plan.hash, together: [revocation.plan] })
    if (guarded(facts) !== null) {
      return fail('conflict', `This revocation is ${revocation.state}: there is nothing to verify yet.`, {
        subject: revocationId,
        next: 'Run it first.',
      })
    }
    return ok(await proveRevocation(revoking, revocation))
  })
}

/** Re-reads until the effect shows or patience ends; proved, the agent is revoked. Never fails: what it could not prove is in the value. */
export async function proveRevocation(
  revoking: Revoking,
  revocation: Revocation,
  waits: readonly number[] = isByHand(revocation) ? [0] : pauses,
): Promise<Revocation> {
  let last: ReRead = { inForce: false, leftOver: [], failure: null }
  for (const wait of waits) {
    if (wait > 0) await (revoking.pause ?? realPause)(wait)
    last = await reRead(revoking, revocation)
    if (last.inForce) return proved(revoking, revocation, last.leftOver)
  }
  const [what, next] = isByHand(revocation)
    ? [
        'The steps are to be done by hand, and no scan since then shows the agent switched off.',
        'Do the steps, then verify: the source is read again.',
      ]
    : [
        'The calls were made, but a re-read does not show their effect yet.',
        'Verify again in a few minutes; until then treat the agent as still working.',
      ]
  const unproved = failure('unexpected-reply', what, {
    subject: revocation.id,
    next,
    ...(last.failure === null ? {} : { cause: last.failure }),
  })
  return transition(revoking, { ...revocation, failure: unproved }, { kind: 'note', name: 'revocation-not-proved' })
}

export interface ReRead {
  readonly inForce: boolean
  readonly leftOver: readonly string[]
  readonly failure: Failure | null
}

/** One re-read of every system in the plan. */
export async function reRead({ store, connectorOf, contextFor }: Revoking, revocation: Revocation): Promise<ReRead> {
  const { plan } = revocation
  if (isByHand(revocation)) return { inForce: isOffSince(store, revocation), leftOver: [], failure: null }
  const leftOver = plan.manual.map((step) => `By hand: ${step.title}`)
  for (const [connectionId, calls] of Map.groupBy(plan.calls, (call) => call.connectionId)) {
    const connection = store.connections.get(connectionId)
    const revoker = connection === null ? undefined : connectorOf(connection.provider)?.revoke
    const read =
      connection === null || revoker === undefined
        ? fail('not-found', 'The connection this re-read needs is gone.', { subject: connectionId, next: 'Connect it again.' })
        : await caught(() => revoker.verify(calls, contextFor(connection, { access: 'read' })))
    if (!read.ok) return { inForce: false, leftOver, failure: read.failure }
    if (!read.value.inForce) return { inForce: false, leftOver: [...leftOver, ...read.value.leftOver], failure: null }
    leftOver.push(...read.value.leftOver)
  }
  return { inForce: true, leftOver, failure: null }
}

/** Nothing of it can be done by a call. */
export function isByHand({ plan }: Revocation): boolean {
  return plan.calls.length === 0
}

/** Whether a scan after the steps were asked for found the agent gone or unable to act. */
function isOffSince(store: Revoking['store'], revocation: Revocation): boolean {
  const agent = store.agents.get(revocation.plan.agentId)?.agent
  const asked = executedAt(store, revocation)
  if (agent === undefined || asked === null) return false
  return agent.gone || (!canAct(agent) && agent.lastSeen > asked)
}

function executedAt({ ledger }: Revoking['store'], { id, plan }: Revocation): string | null {
  return ledger.decisionsOf(plan.agentId).findLast((one) => one.action === 'revoke-executed' && one.revocationId === id)?.at ?? null
}

function proved(revoking: Revoking, revocation: Revocation, leftOver: readonly string[]): Revocation {
  const now = revoking.ports.clock()
  const written = executedAt(revoking.store, revocation)
  const provedAfterMs = written === null ? null : Math.max(0, now.getTime() - Date.parse(written))
  const reason = `Proved by a re-read${provedAfterMs === null ? '' : ` ${provedAfterMs} ms after the last write`}. ${leftOver.length === 0 ? 'Nothing is left over.' : `Left over: ${leftOver.join('; ')}.`}`
  return transition(
    revoking,
    { ...revocation, state: 'verified', verifiedAt: now.toISOString(), provedAfterMs, leftOver, failure: null },
    { kind: 'decision', action: 'revoke-verified', reason, byPerson: false },
  )
}

const realPause = (milliseconds: number): Promise<void> => new Promise((resume) => setTimeout(resume, milliseconds))
