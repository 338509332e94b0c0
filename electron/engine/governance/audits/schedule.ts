import { dayMs } from '../../../../shared/base/time.ts'
import type { Audit, AuditInterval, AuditSchedule, ScheduleStanding } from '../../../../shared/domain/audit.ts'

const months: Readonly<Record<AuditInterval, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }

/** Where a schedule stands on a day: what is missed stays missed until an audit of it is sealed. */
export function standingOf(schedule: AuditSchedule, audits: readonly Audit[], now: Date): ScheduleStanding {
  const days = Math.round((Date.parse(schedule.dueOn) - Date.parse(dayOf(now))) / dayMs)
  const open = audits.find((audit) => audit.scheduleId === schedule.id && audit.state === 'open')
  return {
    schedule,
    state: days < 0 ? 'missed' : days <= schedule.remindDays ? 'due' : 'later',
    days,
    openAudit: open?.id ?? null,
  }
}

/** The schedule after an audit of it was sealed: due on the same day of the first period that ends after that. */
export function afterSealing(schedule: AuditSchedule, sealedAt: Date): AuditSchedule {
  let turns = 1
  while (shifted(schedule.dueOn, turns * months[schedule.every]) <= dayOf(sealedAt)) turns += 1
  return { ...schedule, dueOn: shifted(schedule.dueOn, turns * months[schedule.every]) }
}

/** A day some months on; the last day of the month where that month is shorter. */
function shifted(day: string, by: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + by + 1, 0))
  return dayOf(new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate()))))
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}
