import type { Decision } from '../../../shared/domain/decision.ts'

/** Actions that end or replace a binding to a policy. */
const standing: readonly Decision['action'][] = [
  'approve',
  'policy',
  'accept-risk',
  'reject',
  'revoke',
  'not-ai',
  'lapse',
  'reappear',
  'retire',
  'review',
  'revoke-executed',
  'revoke-verified',
]

/** The agents whose latest standing decision puts them under this policy, newest first. */
export function boundBy(
  decisions: readonly Decision[],
  policyId: string,
): readonly { readonly agentId: string; readonly agentName: string }[] {
  const latest = new Map<string, Decision>()
  for (const decision of decisions) {
    if (!standing.includes(decision.action)) continue
    const known = latest.get(decision.agentId)
    if (known === undefined || known.seq < decision.seq) latest.set(decision.agentId, decision)
  }
  return [...latest.values()]
    .filter((decision) => decision.action === 'policy' && decision.policyId === policyId)
    .sort((a, b) => b.seq - a.seq)
}
