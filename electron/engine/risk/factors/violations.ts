import type { Violation } from '../../../../shared/domain/agent.ts'
import type { Factor } from '../factor.ts'
import { recordEvidence } from '../judge-capability.ts'

const severity: Readonly<Record<Violation['severity'], number>> = { critical: 0.6, high: 0.4, medium: 0.25, low: 0.1 }

export const violations: Factor = {
  id: 'violations',
  version: 1,
  family: 'governance',
  title: 'Policy violations',
  explains: 'What it can do although its policies do not permit it, by severity.',
  evaluate(agent, context) {
    const own = context.violations.filter((one) => one.agentId === agent.id)
    if (own.length === 0) return null
    return {
      share: Math.min(
        1,
        own.reduce((sum, one) => sum + severity[one.severity], 0),
      ),
      reason: own.length === 1 ? 'violates its policy' : `violates its policies in ${own.length} ways`,
      evidence: own.slice(0, 5).map((one) => recordEvidence(agent, one.message)),
      lowers: [...new Set(own.map((one) => one.cure))].slice(0, 3).join(' '),
    }
  },
}
