import type { Instant } from '../../../../shared/base/time.ts'
import type { Duty } from '../../../../shared/contract/duty.ts'
import { dueOf, moved, type ServiceLevels, toldOf } from '../../../../shared/domain/service-level.ts'
import { type Band, bands } from '../../../../shared/domain/vocabulary.ts'
import type { Store } from '../../store/store.ts'
import { settingOf } from '../set-by-ledger.ts'
import { levelsDocument } from './levels.ts'

/** What is overdue, what is due soon, and who is to be told, as the workspace stands; at most `limit` agents by name. */
export function dutyOf({ agents, ledger }: Pick<Store, 'agents' | 'ledger'>, now: Instant, limit: number): Duty {
  const { value: levels, set } = settingOf({ ledger }, levelsDocument)
  const late = waitingBefore(levels, now)
  const soon = waitingBefore(levels, moved(now, levels.remindDays))
  const overdue = agents.waiting(late)
  const items = agents.waitingRows(soon, limit).flatMap((row) => {
    const due = dueOf(row, levels, now)
    return due === null ? [] : [{ row, due, tell: toldOf(due, levels, now) }]
  })
  return {
    now,
    levels,
    set,
    overdue,
    soon: total(agents.waiting(soon)) - total(overdue),
    items: items.toSorted((one, other) => Number(other.due.state === 'overdue') - Number(one.due.state === 'overdue')),
    tell: levels.escalateTo.flatMap(({ who, afterDays }) => {
      const count = total(agents.waiting(waitingBefore(levels, moved(now, -afterDays))))
      return count === 0 ? [] : [{ who, agents: count }]
    }),
  }
}

/** By band, since when an agent must have been waiting to be overdue at that moment. */
export function waitingBefore({ days }: ServiceLevels, at: Instant): Readonly<Record<Band, Instant>> {
  return Object.fromEntries(bands.map((band) => [band, moved(at, -days[band])])) as Record<Band, Instant>
}

/** How many decisions are overdue. */
export function overdueCount({ agents, ledger }: Pick<Store, 'agents' | 'ledger'>, now: Instant): number {
  return total(agents.waiting(waitingBefore(settingOf({ ledger }, levelsDocument).value, now)))
}

const total = (counts: Readonly<Record<Band, number>>): number => bands.reduce((sum, band) => sum + counts[band], 0)
