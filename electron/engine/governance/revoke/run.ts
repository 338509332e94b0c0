import type { Failure } from '../../../../shared/base/failure.ts'
import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { CallOutcome, PlannedCall, Revocation, RevocationPlan } from '../../../../shared/domain/revocation.ts'
import type { Revoking } from '../governing.ts'
import { mayDecide } from '../people/may-decide.ts'
import { peopleOf } from '../people/people-of.ts'
import { draftFor } from './draft.ts'
import { exclusively } from './exclusively.ts'
import { factsOf } from './facts-of.ts'
import { guarded as caught } from './guarded.ts'
import { guarded } from './guards.ts'
import { planHash } from './plan-hash.ts'
import { transition } from './transition.ts'
import { proveRevocation } from './verify.ts'

export interface RunInput {
  readonly revocationId: string
  readonly dryRun: boolean
  readonly planHash: string
  readonly reason: string
  /** Connection id → wider credentials, for this run only. Nobody stores them. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** The plans that were confirmed together; this one alone unless said. */
  readonly together?: readonly RevocationPlan[]
}

/**
 * Runs a plan: a dry run reads the present state again and says whether the plan still holds; the real one makes the calls one
 * by one, keeps each outcome with its pre-image at once, stops at the first failure, and proves the effect by a re-read.
 * The hash must be the one that was shown. Fails with `not-found` or `conflict` before anything is sent; a call that fails is
 * part of the revocation that comes back, in state `failed`.
 */
export async function runRevocation(revoking: Revoking, input: RunInput): Promise<Result<Revocation>> {
  const found = revoking.store.revocations.get(input.revocationId)
  if (found === null) return fail('not-found', 'There is no such revocation.', { subject: input.revocationId, next: 'Plan it first.' })
  return exclusively(revoking.store, found.plan.agentId, async () => {
    const revocation = revoking.store.revocations.get(input.revocationId) ?? found
    const problem = problemOf(revoking, revocation, input)
    if (problem !== null) return failed(problem.failure)
    return input.dryRun ? dryRun(revoking, revocation) : execute(revoking, revocation, input)
  })
}

function problemOf(revoking: Revoking, revocation: Revocation, input: RunInput): { readonly failure: Failure } | null {
  const { id, plan } = revocation
  const problem = guarded(
    factsOf(revoking, revocation, {
      event: input.dryRun ? 'dry-run' : 'execute',
      shownHash: input.planHash,
      together: input.together ?? [plan],
    }),
  )
  if (problem !== null) return { failure: { subject: id, ...problem } }
  if (!revoking.store.agents.exists(plan.agentId))
    return fail('not-found', 'This agent is not in the inventory.', { subject: plan.agentId })
  if (input.dryRun) return null
  const agent = revoking.store.agents.get(plan.agentId)?.agent
  const role = agent === undefined ? null : mayDecide(peopleOf(revoking.store), revoking.signer.keyId, agent)
  if (role !== null) return { failure: role }
  return input.reason.trim() !== ''
    ? null
    : fail('invalid-input', 'A decision needs a reason.', { subject: 'reason', next: 'Say in a few words why.' })
}

async function dryRun(revoking: Revoking, revocation: Revocation): Promise<Result<Revocation>> {
  const agent = revoking.store.agents.get(revocation.plan.agentId)?.agent
  if (agent === undefined) return fail('not-found', 'This agent is not in the inventory.', { subject: revocation.plan.agentId })
  const again = await draftFor(revoking, agent)
  if (!again.ok) return again
  if (planHash(again.value.calls) !== revocation.plan.hash) {
    return fail('conflict', 'Something changed at the source since this was planned: other calls are needed now.', {
      subject: revocation.id,
      next: 'Plan the revocation again.',
    })
  }
  const state = revocation.state === 'failed' ? 'failed' : 'dry-run'
  return ok(transition(revoking, { ...revocation, state }, { kind: 'note', name: 'revocation-dry-run' }))
}

async function execute(revoking: Revoking, planned: Revocation, { reason, secrets = {} }: RunInput): Promise<Result<Revocation>> {
  const outcomes = planned.plan.calls.map((call) => planned.outcomes.find((one) => one.plannedId === call.id) ?? notRun(call))
  let revocation = transition(
    revoking,
    { ...planned, state: 'executing', outcomes, failure: null },
    { kind: 'decision', action: 'revoke', reason: reason.trim(), byPerson: true },
  )
  for (const call of planned.plan.calls) {
    const before = revocation.outcomes.find((one) => one.plannedId === call.id)
    if (before?.state === 'done' || before?.state === 'already') continue
    const outcome = await executeOne(revoking, call, secrets[call.connectionId] ?? {})
    revocation = { ...revocation, outcomes: revocation.outcomes.map((one) => (one.plannedId === call.id ? outcome : one)) }
    // Before the next call is made, this one and its pre-image are on the disk.
    revoking.store.revocations.put(revocation)
    if (outcome.failure !== null) return ok(stopped(revoking, revocation, call, outcome.failure))
  }
  const made = revocation.outcomes.filter((one) => one.state === 'done').length
  const words =
    revocation.outcomes.length === 0
      ? 'Nothing here can be done by a call: the steps are done by hand, and a scan proves them.'
      : `${made} of ${revocation.outcomes.length} calls made; the rest was in force already.`
  revocation = transition(
    revoking,
    { ...revocation, state: 'executed' },
    { kind: 'decision', action: 'revoke-executed', reason: words, byPerson: false },
  )
  return ok(await proveRevocation(revoking, revocation))
}

async function executeOne(
  { store, connectorOf, contextFor }: Revoking,
  call: PlannedCall,
  secrets: Readonly<Record<string, string>>,
): Promise<CallOutcome> {
  const connection = store.connections.get(call.connectionId)
  const revoker = connection === null ? undefined : connectorOf(connection.provider)?.revoke
  const result =
    connection === null || revoker === undefined
      ? fail('not-found', 'The connection this call needs is gone.', {
          subject: call.connectionId,
          next: 'Connect it again, then plan anew.',
        })
      : await caught(() => revoker.execute(call, contextFor(connection, { access: 'write', secrets })))
  if (!result.ok) return { ...notRun(call), state: 'failed', failure: result.failure }
  const { state, preImage, call: ledgerCallId } = result.value
  return { plannedId: call.id, state, ledgerCallId, preImage, failure: null }
}

function stopped(revoking: Revoking, revocation: Revocation, call: PlannedCall, failure: Failure): Revocation {
  const done = revocation.outcomes.filter((one) => one.state === 'done').length
  return transition(
    revoking,
    { ...revocation, state: 'failed', failure },
    {
      kind: 'decision',
      action: 'revoke-failed',
      reason: `Stopped at “${call.title}” after ${done} of ${revocation.outcomes.length} calls: ${failure.message}`,
      byPerson: false,
    },
  )
}

function notRun(call: PlannedCall): CallOutcome {
  return { plannedId: call.id, state: 'not-run', ledgerCallId: null, preImage: null, failure: null }
}
