import { type Failure, failure } from '../../../shared/base/failure.ts'
import type { Agent } from '../../../shared/domain/agent.ts'
import type { DecisionAction } from '../../../shared/domain/decision.ts'
import type { AgentStatus } from '../../../shared/domain/vocabulary.ts'

/** States from which a decision may not be taken, with the sentence that says why. Everything else may. */
const refused: Readonly<
  Partial<Record<AgentStatus, { readonly actions: readonly DecisionAction[]; readonly why: string; readonly next: string }>>
> = {
  revoking: {
    actions: ['review', 'approve', 'policy', 'accept-risk', 'reject', 'not-ai'],
    why: 'This agent is being revoked.',
    next: 'Wait until the revocation is verified, or undo it.',
  },
  revoked: {
    actions: ['review', 'approve', 'policy', 'accept-risk', 'reject', 'not-ai'],
    why: 'This agent is revoked.',
    next: 'Undo the revocation first; then it is in review again.',
  },
}

/** Standing by these needs something that is there. */
const needsPresence: ReadonlySet<DecisionAction> = new Set(['review', 'approve', 'policy', 'accept-risk', 'reject', 'not-ai'])

/** Whether an agent's state allows the decision; null when it does. */
export function checkState(agent: Pick<Agent, 'id' | 'gone' | 'status'>, action: DecisionAction): Failure | null {
  const rule = refused[agent.status]
  if (rule?.actions.includes(action)) return failure('conflict', rule.why, { subject: agent.id, next: rule.next })
  if (agent.gone && needsPresence.has(action)) {
    return failure('conflict', 'This agent is gone: the last scan did not find it any more.', {
      subject: agent.id,
      next: 'Scan again; if it comes back, decide then.',
    })
  }
  if (agent.status === 'in-review' && action === 'review') {
    return failure('conflict', 'This agent is already in review.', {
      subject: agent.id,
      next: 'Approve it, bring it under policy, or reject it.',
    })
  }
  return null
}
