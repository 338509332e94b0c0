import type { Input } from '../../../shared/contract/contract.ts'
import type { AskedApproval } from '../../../shared/contract/people.ts'
import type { RequestState } from '../../../shared/domain/approval.ts'

export const requestStateWords: Readonly<Record<RequestState, string>> = {
  open: 'Waits for an answer',
  signed: 'Signed',
  refused: 'Refused',
  expired: 'Ran out',
  used: 'Used',
}

/** What a state means for who asked. */
export function standingWords({ state, by, refusedBecause }: Pick<AskedApproval, 'state' | 'by' | 'refusedBecause'>): string {
  const who = by.join(' and ')
  switch (state) {
    case 'open':
      return who === '' ? 'Nobody has answered yet.' : `What ${who} agreed to does not count any more. It can be signed again.`
    case 'signed':
      return `${who} agrees.`
    case 'refused':
      return `${who} refuses: ${refusedBecause ?? ''}`
    case 'expired':
      return 'Nobody answered in time. Ask again.'
    case 'used':
      return `${who} agreed, and it was done.`
  }
}

/** The newest request about exactly these plans, in their order; null: nobody was asked yet. */
export function requestForPlans(all: readonly AskedApproval[], revocationIds: readonly string[]): AskedApproval | null {
  return (
    all.find(
      ({ request: { subject } }) =>
        subject.kind === 'revocation' && subject.plans.map((plan) => plan.revocationId).join(' ') === revocationIds.join(' '),
    ) ?? null
  )
}

/** The newest request about exactly this decision, in these words; null: nobody was asked yet. */
export function requestForDecision(all: readonly AskedApproval[], decision: Input<'governance.decide'>): AskedApproval | null {
  const { agentIds, action, reason, until = null, conditions = null, policyId = null, control = null } = decision
  const wanted = JSON.stringify([action, [...new Set(agentIds)], reason, until, conditions, policyId, control?.what, control?.by])
  return (
    all.find(({ request: { subject: asked } }) => {
      if (asked.kind !== 'accept-risk') return false
      const ids = asked.agents.map(({ agentId }) => agentId)
      return (
        JSON.stringify([
          asked.action,
          ids,
          asked.reason,
          asked.until,
          asked.conditions,
          asked.policyId,
          asked.control?.what,
          asked.control?.by,
        ]) === wanted
      )
    }) ?? null
  )
}

/** The newest request about exactly this change of a policy, by the hashes of its content; `after` empty: its withdrawal. */
export function requestForPolicy(all: readonly AskedApproval[], before: string, after: string): AskedApproval | null {
  return all.find(({ request: { subject } }) => subject.kind === 'policy' && subject.before === before && subject.after === after) ?? null
}

/** The newest request about exactly this word on a conflict, in these words; null: nobody was asked yet. */
export function requestForConflict(
  all: readonly AskedApproval[],
  { resolution, reason }: Input<'audits.resolveConflict'>,
): AskedApproval | null {
  if (resolution.kind !== 'statement') return null
  const wanted = JSON.stringify([resolution.conflict, resolution.manifest, resolution.agentId, reason])
  return (
    all.find(
      ({ request: { subject } }) =>
        subject.kind === 'conflict' &&
        JSON.stringify([subject.conflict.id, subject.stands.manifest, subject.stands.agentId, subject.reason]) === wanted,
    ) ?? null
  )
}

/** Open and signed first: they wait for somebody. Then the newest. */
export function byUrgency(all: readonly AskedApproval[]): readonly AskedApproval[] {
  const rank: Readonly<Record<RequestState, number>> = { signed: 0, open: 1, refused: 2, expired: 2, used: 2 }
  return all.toSorted((a, b) => rank[a.state] - rank[b.state] || (a.request.createdAt < b.request.createdAt ? 1 : -1))
}
