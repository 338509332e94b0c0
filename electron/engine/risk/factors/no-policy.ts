import type { Factor } from '../factor.ts'
import { recordEvidence } from '../judge-capability.ts'

export const noPolicy: Factor = {
  id: 'no-policy',
  version: 1,
  family: 'governance',
  title: 'Under no policy',
  explains: 'No policy says what it may do, so nothing it does can be a violation.',
  evaluate(agent) {
    if (agent.policyIds.length > 0 || agent.status === 'revoked' || agent.status === 'retired') return null
    return {
      share: 1,
      reason: 'no policy applies to it',
      evidence: [recordEvidence(agent, 'No policy applies.')],
      lowers: 'Bring it under a policy.',
      saidLast: true,
    }
  },
}
