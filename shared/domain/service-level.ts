import { dayMs, type Instant } from '../base/time.ts'
import type { AgentRow } from './agent.ts'
import type { Band } from './vocabulary.ts'

/** How long an agent may wait for a decision, by its band, and who hears of it when it waited longer. */
export interface ServiceLevels {
  /** Days from when it began to wait; 0: at once. */
  readonly days: Readonly<Record<Band, number>>
  /** Days before it is due from which on it is reminded of. */
  readonly remindDays: number
  /** Who is to be told of what is overdue, and how many days after it was due. The product tells nobody by itself. */
  readonly escalateTo: readonly { readonly who: string; readonly afterDays: number }[]
}

/** What counts until somebody sets it otherwise. */
export const defaultServiceLevels: ServiceLevels = {
  days: { critical: 7, high: 14, medium: 30, low: 90 },
  remindDays: 3,
  escalateTo: [],
}

/** When a decision about an agent is due, and how that stands. */
export interface DueDate {
  readonly at: Instant
  readonly state: 'overdue' | 'soon' | 'in-time'
}

/** When it is due; null: it does not wait for a decision. Pure. */
export function dueOf(row: Pick<AgentRow, 'band' | 'waitingSince' | 'gone'>, levels: ServiceLevels, now: Instant): DueDate | null {
  if (row.waitingSince === null || row.gone) return null
  const at = moved(row.waitingSince, levels.days[row.band])
  if (at < now) return { at, state: 'overdue' }
  return { at, state: at <= moved(now, levels.remindDays) ? 'soon' : 'in-time' }
}

/** Who is to be told of something that was due then. */
export function toldOf({ at, state }: DueDate, { escalateTo }: ServiceLevels, now: Instant): readonly string[] {
  return state === 'overdue' ? escalateTo.filter(({ afterDays }) => moved(at, afterDays) <= now).map(({ who }) => who) : []
}

/** An instant some days later, or earlier. */
export const moved = (from: Instant, days: number): Instant => new Date(Date.parse(from) + days * dayMs).toISOString()
