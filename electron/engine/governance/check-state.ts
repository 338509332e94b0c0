import { type Failure, failure } from '../../../shared/base/failure.ts'
import type { Agent } from '../../../shared/domain/agent.ts'
import { type Obstacle, obstacleTo } from '../../../shared/domain/allowed-actions.ts'
import type { DecisionAction } from '../../../shared/domain/decision.ts'

const words: Readonly<Record<Obstacle, { readonly why: string; readonly next: string }>> = {
  revoking: { why: 'This agent is being revoked.', next: 'Wait until the revocation is verified, or undo it.' },
  revoked: { why: 'This agent is revoked.', next: 'Undo the revocation first; then it is in review again.' },
  gone: { why: 'This agent is gone: the last scan did not find it any more.', next: 'Scan again; if it comes back, decide then.' },
  'already-in-review': { why: 'This agent is already in review.', next: 'Approve it, bring it under policy, or reject it.' },
}

/** Whether an agent's state allows the decision; null when it does. */
export function checkState(agent: Pick<Agent, 'id' | 'gone' | 'status'>, action: DecisionAction): Failure | null {
  const obstacle = obstacleTo(agent, action)
  if (obstacle === null) return null
  const { why, next } = words[obstacle]
  return failure('conflict', why, { subject: agent.id, next })
}
