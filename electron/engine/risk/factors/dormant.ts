import { daysBetween } from '../../../../shared/base/time.ts'
import type { Action } from '../../../../shared/domain/vocabulary.ts'
import type { Factor } from '../factor.ts'
import { capabilityEvidence, recordEvidence } from '../judge-capability.ts'

const dormantAfterDays = 90

const changes: ReadonlySet<Action> = new Set(['write', 'delete', 'send', 'execute', 'pay', 'administer'])

export const dormant: Factor = {
  id: 'dormant',
  version: 1,
  family: 'governance',
  title: 'Dormant',
  explains: `Not active for more than ${dormantAfterDays} days and still holding its permissions; worst where it may change things.`,
  evaluate(agent, { now }) {
    const since = agent.lastActive ?? (agent.activityKnown ? agent.createdAt : null)
    if (since === null || agent.capabilities.length === 0) return null
    const days = daysBetween(since, now.toISOString())
    if (days === null || days <= dormantAfterDays) return null
    const change = agent.capabilities.find((one) => changes.has(one.action))
    const unused = agent.lastActive === null ? `no activity since it was created ${days} days ago` : `not active for ${days} days`
    return {
      share: change === undefined ? 0.5 : 1,
      reason: change === undefined ? unused : `${unused}, still may change things`,
      evidence: [
        recordEvidence(agent, `Last active: ${agent.lastActive ?? 'never'}`),
        ...(change === undefined ? [] : [capabilityEvidence(change)]),
      ],
      lowers: 'Ask its owner whether it is still needed; take away what is not used.',
    }
  },
}
