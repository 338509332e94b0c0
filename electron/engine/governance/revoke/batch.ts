import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { Revocation, RevocationBatch, RevocationPlan } from '../../../../shared/domain/revocation.ts'
import type { Revoking } from '../governing.ts'
import { revocationSubject, subjectHash } from '../keys/subject.ts'
import { appendEntry } from '../ledger/entries.ts'
import { peopleOf } from '../people/people-of.ts'
import { planRevocation } from './plan.ts'
import { runRevocation } from './run.ts'
import { isByHand } from './verify.ts'

/**
 * Plans the revocation of several agents, one after the other. Those that cannot be planned are left out, with the reason; more than
 * the rule allows are refused.
 */
export async function planBatch(revoking: Revoking, agentIds: readonly string[]): Promise<Result<RevocationBatch>> {
  const { store, newId, ports } = revoking
  const wanted = [...new Set(agentIds)]
  const { batchCap } = peopleOf(store).rule
  if (wanted.length > batchCap)
    return fail('conflict', `This would revoke ${wanted.length} agents at once; ${batchCap} are allowed.`, {
      subject: String(wanted.length),
      next: 'Make smaller batches, or change the rule under People.',
    })
  const plans: RevocationPlan[] = []
  const leftOut: RevocationBatch['leftOut'][number][] = []
  for (const agentId of wanted) {
    const planned = await planRevocation(revoking, agentId)
    if (planned.ok) plans.push(planned.value.plan)
    else leftOut.push({ agentId, agentName: store.agents.row(agentId)?.name ?? agentId, failure: planned.failure })
  }
  if (plans.length === 0)
    return failed(leftOut[0]?.failure ?? { code: 'invalid-input', message: 'No agent was chosen.', next: 'Choose the agents to revoke.' })
  return ok(
    kept(revoking, 'batch-planned', {
      id: newId(),
      createdAt: ports.clock().toISOString(),
      revocationIds: plans.map(({ id }) => id),
      hash: subjectHash(revocationSubject(plans)),
      state: 'planned',
      stoppedBy: null,
      leftOut,
    }),
  )
}

export interface BatchInput {
  readonly batchId: string
  readonly dryRun: boolean
  /** As it was shown. */
  readonly hash: string
  readonly reason: string
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Revocations that are passed over, e.g. the one that surprised. */
  readonly skip?: readonly string[]
}

/**
 * Runs a batch in its order and stops at the first surprise: a refusal, a failed call, an effect that a re-read does not show. What
 * is done by hand is no surprise. Asked again, it goes on where it stopped; what is done is not done twice.
 */
export async function runBatch(revoking: Revoking, input: BatchInput): Promise<Result<RevocationBatch>> {
  const batch = revoking.store.revocations.batch(input.batchId)
  if (batch === null) return fail('not-found', 'There is no such batch.', { subject: input.batchId, next: 'Plan it first.' })
  if (batch.state === 'done') return fail('conflict', 'This batch is done.', { subject: batch.id, next: 'Plan a new one.' })
  const revocations = batch.revocationIds.flatMap((id) => revoking.store.revocations.get(id) ?? [])
  const plans = revocations.map(({ plan }) => plan)
  if (plans.length !== batch.revocationIds.length || input.hash !== batch.hash || subjectHash(revocationSubject(plans)) !== batch.hash)
    return fail('conflict', 'These are not the plans that were shown.', { subject: batch.id, next: 'Plan the batch again.' })
  const open = revocations.filter(({ id, state }) => !(input.skip ?? []).includes(id) && !isOver(state))
  if (input.dryRun) return dryRun(revoking, batch, open, plans)
  return execute(revoking, batch, open, plans, input)
}

const isOver = (state: Revocation['state']): boolean => state === 'executed' || state === 'verified' || state === 'undone'

async function dryRun(revoking: Revoking, batch: RevocationBatch, open: readonly Revocation[], together: readonly RevocationPlan[]) {
  for (const { id, plan } of open) {
    if (plan.calls.length === 0) continue
    const tried = await runRevocation(revoking, { revocationId: id, dryRun: true, planHash: plan.hash, reason: '', together })
    if (!tried.ok) return failed({ ...tried.failure, message: `${plan.agentName}: ${tried.failure.message}` })
  }
  return ok(batch)
}

async function execute(
  revoking: Revoking,
  planned: RevocationBatch,
  open: readonly Revocation[],
  together: readonly RevocationPlan[],
  { reason, secrets = {} }: BatchInput,
): Promise<Result<RevocationBatch>> {
  let begun: RevocationBatch | null = null
  for (const { id, plan } of open) {
    const run = await runRevocation(revoking, { revocationId: id, dryRun: false, planHash: plan.hash, reason, secrets, together })
    // Refused before anything was done: the batch has not begun, and what is missing is said as it is.
    if (!run.ok && begun === null) return failed(run.failure)
    begun ??= kept(revoking, 'batch-started', { ...planned, state: 'running', stoppedBy: null })
    const why = surpriseIn(run)
    if (why !== null)
      return ok(
        kept(revoking, 'batch-stopped', { ...begun, state: 'stopped', stoppedBy: { revocationId: id, why: `${plan.agentName}: ${why}` } }),
      )
  }
  return ok(kept(revoking, 'batch-ended', { ...planned, state: 'done', stoppedBy: null }))
}

function surpriseIn(run: Result<Revocation>): string | null {
  if (!run.ok) return run.failure.message
  const { state, failure } = run.value
  if (state === 'verified' || isByHand(run.value)) return null
  return failure?.message ?? `it is ${state}`
}

function kept({ store, signer, ports }: Revoking, kind: string, batch: RevocationBatch): RevocationBatch {
  return store.transaction(() => {
    store.revocations.putBatch(batch)
    const { id, hash, revocationIds, state, stoppedBy } = batch
    appendEntry(store.ledger, signer, {
      at: ports.clock().toISOString(),
      kind,
      body: { batchId: id, hash, revocationIds, state, stoppedBy, actor: ports.actor },
    })
    return batch
  })
}
