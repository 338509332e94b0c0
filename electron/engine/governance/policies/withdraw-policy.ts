import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ApprovalSubject } from '../../../../shared/domain/approval.ts'
import type { Policy, PolicyWithdrawal } from '../../../../shared/domain/policy.ts'
import { takeOne } from '../decide.ts'
import type { Deciding } from '../governing.ts'
import { spendApproval } from '../keys/spent.ts'
import { withoutApproval } from '../keys/standing.ts'
import { appendEntry } from '../ledger/entries.ts'
import { mayDecideEverywhere } from '../people/may-decide.ts'
import { peopleOf } from '../people/people-of.ts'
import { recordedStanding } from '../status.ts'
import { systemActor } from '../sweep.ts'
import { policyOf } from './change-policy.ts'
import { forgetPolicies, withdrawalKind, withdrawalsOf } from './policies-of.ts'

/**
 * Takes a policy out of force: a decision of a governance lead, in the ledger with its reason. Decisions that brought agents under it
 * lapse with it, so that nobody counts as governed by what is not there. It permits what was not permitted, so it takes a second key where
 * the two-key rule asks for one to weaken a policy. Fails with `not-found` or `permission-missing`.
 */
export function withdrawPolicy(
  deciding: Deciding,
  policyId: string,
  reason: string,
): Result<{ readonly withdrawal: PolicyWithdrawal; readonly lapsed: number }> {
  const { store, signer, ports } = deciding
  const people = peopleOf(store)
  const mayNot = mayDecideEverywhere(people, signer.keyId)
  if (mayNot !== null) return failed(mayNot)
  const policy = policyOf(store, policyId)
  if (policy === null) return notInForce(policyId)
  const subject = people.rule.weakenPolicy ? withdrawalSubject(policy) : null
  const alone = subject === null ? null : withoutApproval(deciding, subject)
  if (alone !== null) return failed(alone)
  const at = ports.clock().toISOString()
  const { version, hash, title } = policy
  try {
    const lapsed = store.transaction(() => {
      if (subject !== null) spendApproval(deciding, subject)
      appendEntry(store.ledger, signer, {
        at,
        kind: withdrawalKind,
        body: { actor: ports.actor, policyId, version, hash, reason: reason.trim() },
      })
      return lapse(deciding, policyId, `The policy “${title}” was withdrawn.`, at)
    })
    const withdrawal = withdrawalsOf(store).find((one) => one.policyId === policyId)
    return withdrawal === undefined
      ? fail('bug', 'The withdrawal was written and cannot be read.', { subject: policyId })
      : ok({ withdrawal, lapsed })
  } catch (cause) {
    // What was taken back may have been read inside the transaction.
    forgetPolicies(store)
    throw cause
  }
}

/** What a second key is asked to agree to: every statement that goes. */
export function withdrawalSubject({ id, title, hash, summary, explains }: Policy): ApprovalSubject {
  return {
    kind: 'policy',
    policyId: id,
    title,
    before: hash,
    after: '',
    says: [...(summary === '' ? [] : [`- ${summary}`]), ...explains.map(({ effect, words }) => `- ${effect}: ${words}`)],
  }
}

export const notInForce = (policyId: string): Result<never> =>
  fail('not-found', 'There is no such policy in force.', { subject: policyId, next: 'List the policies, and choose one of them.' })

/** Ends the decisions that stand on this policy; returns how many. */
function lapse(deciding: Deciding, policyId: string, reason: string, at: string): number {
  const { store } = deciding
  const ids: string[] = []
  for (const { id, status } of store.agents.rows()) {
    if (status !== 'under-policy' || recordedStanding(store.ledger.decisionsOf(id)).decision?.policyId !== policyId) continue
    ids.push(id)
  }
  for (const id of ids) {
    const agent = store.agents.get(id)?.agent
    if (agent === undefined) continue
    takeOne(deciding, agent, 'lapse', { reason, until: null, conditions: null, policyId: null, owner: null, actor: systemActor }, at)
  }
  if (ids.length > 0) deciding.assess(ids, null)
  return ids.length
}
