import type { ConflictField } from '../../../../shared/domain/federation.ts'
import { shadowStatuses } from '../../../../shared/domain/vocabulary.ts'
import { bandOf } from '../../risk/score.ts'
import type { HandedInAgent } from '../../store/store.ts'

const shadow: ReadonlySet<string> = new Set(shadowStatuses)

/** Whether nobody permits an agent of this state, as a bundle tells it. */
export const isShadow = (status: string): boolean => shadow.has(status)

type Said = Pick<HandedInAgent, 'status' | 'band' | 'danger'>

/**
 * Whether letting `chosen` stand accepts critical risk: an agent that somebody calls critical counts as permitted then, or as less than
 * critical. Pure. What a person said of its risk before is left out: calling it calmer first would be the way around the second key.
 * @param group every line of this agent, `chosen` among them
 */
export function acceptsCritical(field: ConflictField, chosen: Said, group: readonly Said[]): boolean {
  switch (field) {
    case 'status':
      return !isShadow(chosen.status) && group.some(isCritical)
    case 'risk':
      return chosen.band !== 'critical' && group.some(({ band }) => band === 'critical')
    case 'owner':
    case 'facts':
    case 'perhaps the same':
      return false
  }
}

/** As `decide` judges it: risk falls with a decision, danger does not. A danger that is not known may be critical. */
function isCritical({ band, danger }: Said): boolean {
  return band === 'critical' || danger === undefined || bandOf(danger) === 'critical'
}
