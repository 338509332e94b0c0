import { fail, ok } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import { decide } from '../governance/decide.ts'
import { decideEach } from '../governance/decide-each.ts'
import { verifyWorkspace } from '../governance/ledger/verify-stored.ts'
import { policiesOf } from '../governance/policies/policies-of.ts'
import { queueOf } from '../governance/queue.ts'
import { planBatch, runBatch } from '../governance/revoke/batch.ts'
import { planRevocation } from '../governance/revoke/plan.ts'
import { runRevocation } from '../governance/revoke/run.ts'
import { keepShown, shownPlan, showPlan } from '../governance/revoke/shown.ts'
import { undoRevocation } from '../governance/revoke/undo.ts'
import { isByHand, verifyRevocation } from '../governance/revoke/verify.ts'
import type { EngineContext } from './engine-context.ts'
import { reopenDemo } from './open-demo.ts'

/** Revocations are no plain decisions: they go through plan, dry run, run and proof. */
const throughPlans: ReadonlySet<string> = new Set(['revoke', 'undo-revoke'])

const needsPlan = (action: string) =>
  fail('invalid-input', 'A revocation needs a plan that was looked at.', { subject: action, next: 'Plan the revocation first.' })

export function governanceMethods(context: EngineContext): EngineHandlers['governance'] {
  const { store, ports, emit } = context
  const told = async <T>(id: string, work: () => Promise<T>): Promise<T> => {
    await reopenDemo(context)
    const result = await work()
    emit('revocation-changed', id)
    emit('decisions-changed')
    emit('inventory-changed')
    return result
  }
  return {
    triage: ({ limit }) => ok(queueOf(store, { now: ports.clock().toISOString(), newSince: scanBefore(context), limit })),
    decide: (input) => {
      if (throughPlans.has(input.action)) return needsPlan(input.action)
      const taken = decide(context, input)
      if (taken.ok) {
        emit('decisions-changed')
        emit('inventory-changed')
      }
      return taken
    },
    decideEach: (input) => {
      if (throughPlans.has(input.action)) return needsPlan(input.action)
      const decided = decideEach(context, input)
      if (decided.taken.length > 0) {
        emit('decisions-changed')
        emit('inventory-changed')
      }
      return ok(decided)
    },
    decisions: ({ limit }) => ok(store.ledger.decisions(limit)),
    planRevocation: async ({ agentId, keep }) => {
      await reopenDemo(context)
      return keep ? planRevocation(context, agentId) : showPlan(context, agentId)
    },
    runRevocation: (input) =>
      told(input.revocationId, () => {
        keepShown(context, input.revocationId)
        return runRevocation(context, input)
      }),
    planBatch: async ({ agentIds }) => {
      await reopenDemo(context)
      return planBatch(context, agentIds)
    },
    runBatch: (input) => told(input.batchId, () => runBatch(context, input)),
    batch: ({ batchId }) => {
      const batch = store.revocations.batch(batchId)
      return batch === null
        ? fail('not-found', 'There is no such batch.', { subject: batchId, next: 'Plan it first.' })
        : ok({ batch, revocations: batch.revocationIds.flatMap((id) => store.revocations.get(id) ?? []) })
    },
    batches: () => ok(store.revocations.batches()),
    verifyRevocation: ({ revocationId }) =>
      told(revocationId, async () => {
        await lookAgain(context, revocationId)
        return verifyRevocation(context, revocationId)
      }),
    undoRevocation: (input) => told(input.revocationId, () => undoRevocation(context, input)),
    revocation: ({ revocationId }) => {
      const found = store.revocations.get(revocationId) ?? shownPlan(store, revocationId)
      return found === null
        ? fail('not-found', 'There is no such revocation.', { subject: revocationId, next: 'Plan it first.' })
        : ok(found)
    },
    revocations: ({ agentId }) => ok(store.revocations.list(agentId)),
    policies: () => ok(policiesOf(store)),
    verifyLedger: async () => ok(await verifyWorkspace(store)),
  }
}

/** When the scan before the last one ended: what was first seen after it is new. Null: there was only one. */
function scanBefore({ store }: EngineContext): string | null {
  return store.scans.list(10).filter((scan) => scan.endedAt !== null)[1]?.endedAt ?? null
}

/** What was done by hand is proved by a scan of the systems the agent lives in. A scan that cannot start leaves the proof to the last one. */
async function lookAgain({ store, scanning }: EngineContext, revocationId: string): Promise<void> {
  const revocation = store.revocations.get(revocationId)
  if (revocation === null || revocation.state !== 'executed' || !isByHand(revocation)) return
  const places = [...new Set(store.agents.members(revocation.plan.agentId).map(({ connectionId }) => connectionId))]
  if (places.length === 0) return
  const started = await scanning.start(places)
  if (started.ok) await scanning.wait(started.value.scanId)
}
