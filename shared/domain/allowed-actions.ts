import type { Agent } from './agent.ts'
import type { DecisionAction } from './decision.ts'

/** What stands in the way of a decision. */
export type Obstacle = 'revoking' | 'revoked' | 'gone' | 'already-in-review'

/** Owners may always be named; revocation is planned, and undone, by its own rules. */
const standing: ReadonlySet<DecisionAction> = new Set(['review', 'approve', 'policy', 'accept-risk', 'reject', 'not-ai'])

/** What keeps a decision from being taken in an agent's present state; null when nothing does. The window shows no button that this refuses. */
export function obstacleTo(agent: Pick<Agent, 'gone' | 'status'>, action: DecisionAction): Obstacle | null {
  if (standing.has(action)) {
    if (agent.status === 'revoking' || agent.status === 'revoked') return agent.status
    if (agent.gone) return 'gone'
  }
  if (action === 'revoke' && agent.gone && agent.status !== 'revoking' && agent.status !== 'revoked') return 'gone'
  return action === 'review' && agent.status === 'in-review' ? 'already-in-review' : null
}
