import type { AutonomyLevel } from '../../../../shared/domain/vocabulary.ts'
import type { Factor } from '../factor.ts'
import { recordEvidence } from '../judge-capability.ts'

const share: Readonly<Record<AutonomyLevel, number>> = { A0: 0, A1: 0.1, A2: 0.2, A3: 0.4, A4: 0.8, A5: 1 }

const words: Readonly<Record<AutonomyLevel, string>> = {
  A0: 'answers only',
  A1: 'suggests',
  A2: 'acts on approval',
  A3: 'acts while its user is present',
  A4: 'runs unattended',
  A5: 'runs unattended and can change its own tools',
}

export const autonomy: Factor = {
  id: 'autonomy',
  version: 1,
  family: 'danger',
  title: 'Autonomy',
  explains: 'How much it does by itself, from A0 (answers only) to A5 (unattended, changes its own tools). A span counts by its middle.',
  evaluate(agent) {
    const { floor, ceiling, because } = agent.autonomy
    const asks = !agent.traits.includes('auto-approve')
    // A ceiling of A4 already says that nobody is asked.
    const auto = asks || share[ceiling] >= share.A4 ? 0 : 0.2
    const level = (share[floor] + share[ceiling]) / 2
    const value = Math.min(1, level + auto)
    if (value === 0) return null
    const span = floor !== ceiling
    const reason = !asks ? 'acts without asking its user' : span ? `may go as far as: ${words[ceiling]}` : words[floor]
    return {
      share: value,
      reason,
      evidence: [recordEvidence(agent, because)],
      lowers: 'Put a person’s approval before it acts.',
      unknown: span,
    }
  },
}
