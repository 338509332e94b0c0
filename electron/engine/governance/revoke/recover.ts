import { failure } from '../../../../shared/base/failure.ts'
import type { Revocation } from '../../../../shared/domain/revocation.ts'
import type { Revoking } from '../governing.ts'
import { transition } from './transition.ts'
import { proveRevocation, reRead } from './verify.ts'

/**
 * Finishes what a crash interrupted: a revocation found in the middle of its calls is re-read. In force, it is proved and done;
 * else it is failed, with what is known of each call, and can be run again: calls already made are not made twice.
 * Call it once at the start; it asks the sources.
 */
export async function recoverRevocations(revoking: Revoking): Promise<readonly Revocation[]> {
  const interrupted = revoking.store.revocations.list(null).filter((one) => one.state === 'executing')
  const recovered: Revocation[] = []
  for (const revocation of interrupted) recovered.push(await recoverOne(revoking, revocation))
  return recovered
}

async function recoverOne(revoking: Revoking, revocation: Revocation): Promise<Revocation> {
  const { inForce } = await reRead(revoking, revocation)
  if (inForce) {
    const reason = 'The application stopped while the calls were being made; a re-read shows that all of them took effect.'
    const executed = transition(
      revoking,
      { ...revocation, state: 'executed' },
      { kind: 'decision', action: 'revoke-executed', reason, byPerson: false },
    )
    return proveRevocation(revoking, executed, [0])
  }
  const done = revocation.outcomes.filter((one) => one.state === 'done' || one.state === 'already').length
  const why = failure(
    'engine-stopped',
    `The application stopped while revoking: ${done} of ${revocation.outcomes.length} calls are known to be made.`,
    {
      subject: revocation.id,
      next: 'Run it again: what is made is not made twice.',
    },
  )
  return transition(
    revoking,
    { ...revocation, state: 'failed', failure: why },
    { kind: 'decision', action: 'revoke-failed', reason: why.message, byPerson: false },
  )
}
