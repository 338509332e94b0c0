import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { CallOutcome, PlannedCall, Revocation } from '../../../../shared/domain/revocation.ts'
import type { Revoking } from '../governing.ts'
import { exclusively } from './exclusively.ts'
import { factsOf } from './facts-of.ts'
import { guarded as caught } from './guarded.ts'
import { guarded } from './guards.ts'
import { transition } from './transition.ts'

export interface UndoInput {
  readonly revocationId: string
  readonly reason: string
  /** Connection id → wider credentials, for this run only. Nobody stores them. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/**
 * Takes back what was made, last call first, from the saved pre-images; afterwards the agent is in review. What cannot be
 * taken back is left over, in words. Stops at the first failure; asked again, it goes on from there.
 */
export async function undoRevocation(revoking: Revoking, input: UndoInput): Promise<Result<Revocation>> {
  const found = revoking.store.revocations.get(input.revocationId)
  if (found === null) return fail('not-found', 'There is no such revocation.', { subject: input.revocationId })
  if (input.reason.trim() === '')
    return fail('invalid-input', 'A decision needs a reason.', { subject: 'reason', next: 'Say in a few words why.' })
  return exclusively(revoking.store, found.plan.agentId, async () => {
    const revocation = revoking.store.revocations.get(input.revocationId) ?? found
    const made = madeCalls(revocation)
    const problem = guarded(factsOf(revoking, revocation, { event: 'undo', shownHash: revocation.plan.hash, together: [revocation.plan] }))
    if (problem !== null || made.length === 0) {
      return fail('conflict', 'Nothing of this revocation is there to be undone.', { subject: revocation.id, next: 'Look at its calls.' })
    }
    return ok(await undoAll(revoking, revocation, made, input))
  })
}

interface Made {
  readonly call: PlannedCall
  readonly outcome: CallOutcome
}

async function undoAll(
  revoking: Revoking,
  revocation: Revocation,
  made: readonly Made[],
  { reason, secrets = {} }: UndoInput,
): Promise<Revocation> {
  let current = transition(revoking, revocation, { kind: 'decision', action: 'undo-revoke', reason: reason.trim(), byPerson: true })
  const final = made.filter(({ call }) => !call.reversible)
  for (const { call, outcome } of made.filter(({ call }) => call.reversible).reverse()) {
    const undone = await undoOne(revoking, call, outcome, secrets[call.connectionId] ?? {})
    if (!undone.ok) {
      const why = `The undo stopped at “${call.title}”: ${undone.failure.message}`
      const trace = { kind: 'decision', action: 'revoke-failed', reason: why, byPerson: false } as const
      return transition(revoking, { ...current, state: 'failed', failure: undone.failure }, trace)
    }
    current = { ...current, outcomes: current.outcomes.map((one) => (one.plannedId === call.id ? taken(one, undone.value.call) : one)) }
    revoking.store.revocations.put(current)
  }
  const leftOver = final.map(({ call }) => `Cannot be undone: ${call.title}`)
  const words = leftOver.length === 0 ? 'Everything was put back as it was.' : leftOver.join('; ')
  return transition(
    revoking,
    { ...current, state: 'undone', leftOver, failure: null },
    { kind: 'decision', action: 'undo-executed', reason: words, byPerson: false },
  )
}

async function undoOne(
  { store, connectorOf, contextFor }: Revoking,
  call: PlannedCall,
  { preImage }: CallOutcome,
  secrets: Readonly<Record<string, string>>,
) {
  const connection = store.connections.get(call.connectionId)
  const revoker = connection === null ? undefined : connectorOf(connection.provider)?.revoke
  if (connection === null || revoker === undefined) {
    return fail('not-found', 'The connection this call needs is gone.', { subject: call.connectionId, next: 'Connect it again.' })
  }
  return caught(() => revoker.undo(call, preImage, contextFor(connection, { access: 'write', secrets })))
}

function madeCalls({ plan, outcomes }: Revocation): readonly Made[] {
  return plan.calls.flatMap((call) => {
    const outcome = outcomes.find((one) => one.plannedId === call.id)
    return outcome?.state === 'done' ? [{ call, outcome }] : []
  })
}

/** As if it had never been made; the call that put it back stays as evidence. */
function taken(outcome: CallOutcome, ledgerCallId: string | null): CallOutcome {
  return { ...outcome, state: 'not-run', ledgerCallId }
}
