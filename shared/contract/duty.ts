import { z } from 'zod'
import type { Instant } from '../base/time.ts'
import type { AgentRow } from '../domain/agent.ts'
import type { DueDate, ServiceLevels } from '../domain/service-level.ts'
import type { Band } from '../domain/vocabulary.ts'
import { method, nothing } from './method.ts'

const days = z.number().int().min(0).max(3_650)
const reason = z.string().trim().min(1, 'A change needs a reason.').max(4_000)

export const serviceLevels = z
  .object({
    days: z.object({ critical: days, high: days, medium: days, low: days }).strict(),
    remindDays: days,
    escalateTo: z.array(z.object({ who: z.string().trim().min(1).max(320), afterDays: days }).strict()).max(50),
  })
  .strict()

/** The entry of the ledger that set something; null stands for what ships with the product. */
export interface SetBy {
  readonly at: Instant
  readonly by: string
  readonly reason: string
  readonly entry: number
}

/** What is due, at one moment. */
export interface Duty {
  readonly now: Instant
  readonly levels: ServiceLevels
  readonly set: SetBy | null
  readonly overdue: Readonly<Record<Band, number>>
  /** Due within the days of the reminder. */
  readonly soon: number
  /** The riskiest of those overdue, then of those due soon. */
  readonly items: readonly { readonly row: AgentRow; readonly due: DueDate; readonly tell: readonly string[] }[]
  /** Who is to be told now, of how many agents. */
  readonly tell: readonly { readonly who: string; readonly agents: number }[]
}

/** Whether the system's notifications tell of what became overdue; `names`: also whose. */
export interface ReminderChoice {
  readonly on: boolean
  readonly names: boolean
}

/** One notification, and the screen that it leads to. */
export interface Reminder {
  readonly screen: 'triage' | 'audits'
  readonly title: string
  readonly body: string
}

/** Service levels: how long a decision may wait, and what is late. */
export const duty = {
  now: method(z.object({ limit: z.number().int().min(0).max(5_000).default(100) }).strict())<Duty>(),
  /** Sets the levels as a signed entry of the ledger. */
  setLevels: method(z.object({ levels: serviceLevels, reason }).strict())<{ readonly levels: ServiceLevels; readonly set: SetBy | null }>(),
  reminders: method(nothing)<ReminderChoice>(),
  setReminders: method(z.object({ on: z.boolean(), names: z.boolean() }).strict())<ReminderChoice>(),
  /** What is to be told now; what was told is not told again. Nothing while reminders are off. */
  remind: method(nothing)<readonly Reminder[]>(),
  /** Writes what is due as a calendar that other programs can read (RFC 5545). */
  calendar: method(z.object({ path: z.string().min(1).max(4_096) }).strict())<{ readonly path: string; readonly events: number }>(),
}
