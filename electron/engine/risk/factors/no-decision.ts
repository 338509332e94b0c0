import type { AgentStatus } from '../../../../shared/domain/vocabulary.ts'
import type { Factor } from '../factor.ts'
import { recordEvidence } from '../judge-capability.ts'

interface Open {
  readonly share: number
  readonly reason: string
  readonly lowers: string
  readonly saidLast?: boolean
}

const decide = 'Decide: approve it, bring it under policy, accept the risk until a date, or revoke it.'

const byStatus: Readonly<Record<AgentStatus, Open | null>> = {
  discovered: { share: 1, reason: 'nobody decided about it', lowers: decide, saidLast: true },
  'in-review': { share: 0.7, reason: 'still in review', lowers: 'Finish the review.' },
  lapsed: { share: 0.9, reason: 'its approval lapsed', lowers: 'Look at what changed and decide again.' },
  reappeared: { share: 1, reason: 'back after it was revoked', lowers: 'Revoke it again, or decide otherwise.' },
  rejected: { share: 0.8, reason: 'rejected, but still there', lowers: 'Revoke it.' },
  revoking: { share: 0.4, reason: 'its revocation is not finished', lowers: 'Finish and verify the revocation.' },
  approved: null,
  'under-policy': null,
  exception: null,
  revoked: null,
  retired: null,
}

export const noDecision: Factor = {
  id: 'no-decision',
  version: 1,
  family: 'governance',
  title: 'No decision in force',
  explains: 'Nobody approved it, the approval lapsed, or a rejection was never carried out.',
  evaluate(agent) {
    const open = byStatus[agent.status]
    return open === null ? null : { ...open, evidence: [recordEvidence(agent, `State: ${agent.status}`)] }
  },
}
