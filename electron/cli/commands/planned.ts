import { failure } from '../../../shared/base/failure.ts'
import type { Revocation, RevocationBatch } from '../../../shared/domain/revocation.ts'
import type { Engine } from '../../engine/create-engine.ts'
import { ExpectedFailure, exitCodes, unwrap } from '../exit.ts'
import { plain, say, sayJson } from '../print.ts'

/** What an id stands for: the revocation of one agent, or a batch of them. */
export type Planned =
  | { readonly kind: 'revocation'; readonly revocation: Revocation }
  | { readonly kind: 'batch'; readonly batch: RevocationBatch; readonly revocations: readonly Revocation[] }

export async function plannedOf(engine: Engine, id: string): Promise<Planned> {
  const batch = unwrap(await engine.invoke('governance.batches', {})).find((one) => one.id === id)
  if (batch === undefined) {
    const found = await engine.invoke('governance.revocation', { revocationId: id })
    if (found.ok) return { kind: 'revocation', revocation: found.value }
    throw new ExpectedFailure(failure('not-found', 'There is no such revocation or batch.', { subject: id, next: 'Plan it first.' }))
  }
  const revocations: Revocation[] = []
  for (const revocationId of batch.revocationIds) revocations.push(unwrap(await engine.invoke('governance.revocation', { revocationId })))
  return { kind: 'batch', batch, revocations }
}

export interface RunOptions {
  readonly hash: string
  readonly reason: string
  readonly execute?: boolean
  readonly skip?: readonly string[]
}

/** Runs it as asked and tells what became of it. The exit code: 0 done, 1 failed or stopped. */
export async function runPlanned(
  engine: Engine,
  id: string,
  { hash, reason, execute, skip = [] }: RunOptions,
  json?: boolean,
): Promise<number> {
  const planned = await plannedOf(engine, id)
  const dryRun = execute !== true
  // A dry run writes no decision, so it needs no reason.
  const why = dryRun && reason.trim() === '' ? 'Dry run.' : reason
  if (planned.kind === 'revocation')
    return tellRevocation(
      unwrap(await engine.invoke('governance.runRevocation', { revocationId: id, dryRun, planHash: hash, reason: why })),
      json,
    )
  unwrap(await engine.invoke('governance.runBatch', { batchId: id, dryRun, hash, reason: why, skip: [...skip] }))
  const after = await plannedOf(engine, id)
  return after.kind === 'batch' ? tellBatch(after, json) : exitCodes.failed
}

export function sayPlanned(planned: Planned): void {
  if (planned.kind === 'revocation') {
    sayPlan(planned.revocation)
    return
  }
  const { batch, revocations } = planned
  say(`Batch ${batch.id}: ${revocations.length} agents`)
  for (const one of revocations) sayPlan(one)
  for (const { agentName, failure: why } of batch.leftOut) say(`Left out: ${plain(agentName)}: ${plain(why.message)}`)
  say(`Hash of the whole: ${batch.hash}`)
}

/** The exact calls, what is done by hand, and who else is hit. */
export function sayPlan({ plan }: Revocation): void {
  say(`Plan ${plan.id} for ${plain(plan.agentName)} (hash ${plan.hash})`)
  for (const call of plan.calls)
    say(
      `  ${call.method} ${plain(call.path)}${call.body === null ? '' : ` ${plain(call.body)}`}\n    ${plain(call.effect)}${call.reversible ? '' : ' This cannot be undone.'}`,
    )
  for (const step of plan.manual) say(`  By hand, in ${plain(step.where)}: ${plain(step.title)}`)
  for (const other of plan.alsoAffected) say(`  Also affected: ${plain(other.name)} (${plain(other.why)})`)
}

export function tellRevocation(revocation: Revocation, json?: boolean): number {
  if (json === true) sayJson(revocation)
  else {
    const proof = revocation.provedAfterMs === null ? '' : `, proved by a re-read after ${revocation.provedAfterMs} ms`
    say(`Revocation ${revocation.id}: ${revocation.state}${proof}.`)
    for (const left of revocation.leftOver) say(`  Left over: ${plain(left)}`)
    if (revocation.failure !== null) say(`  ${plain(revocation.failure.message)} ${plain(revocation.failure.next ?? '')}`)
  }
  return revocation.state === 'failed' ? exitCodes.failed : exitCodes.complete
}

export function tellBatch({ batch, revocations }: Extract<Planned, { readonly kind: 'batch' }>, json?: boolean): number {
  if (json === true) sayJson({ ...batch, revocations })
  else {
    say(`Batch ${batch.id}: ${batch.state}${batch.stoppedBy === null ? '' : ` at ${plain(batch.stoppedBy.why)}`}.`)
    for (const { id, plan, state } of revocations) say(`  ${plain(plan.agentName)}: ${state} (${id})`)
  }
  return batch.state === 'stopped' ? exitCodes.failed : exitCodes.complete
}
