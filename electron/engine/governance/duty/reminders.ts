import { z } from 'zod'
import type { Instant } from '../../../../shared/base/time.ts'
import { visibleText } from '../../../../shared/base/visible-text.ts'
import type { Reminder, ReminderChoice } from '../../../../shared/contract/duty.ts'
import { dueOf } from '../../../../shared/domain/service-level.ts'
import { bands } from '../../../../shared/domain/vocabulary.ts'
import type { Store } from '../../store/store.ts'
import { standingOf } from '../audits/schedule.ts'
import { settingOf } from '../set-by-ledger.ts'
import { dutyOf, waitingBefore } from './duty.ts'
import { levelsDocument } from './levels.ts'

const choiceKey = 'reminders'
const toldKey = 'reminders-told'
/** Names in one reminder at most: a notification is a line or two. */
const mostNamed = 3

const choice = z.object({ on: z.boolean(), names: z.boolean() })

/** Whether this workspace reminds outside the window, and whether by name. Neither until somebody says so. */
export function remindersOf({ settings }: Pick<Store, 'settings'>): ReminderChoice {
  const kept = choice.safeParse(parsed(settings.get(choiceKey)))
  return kept.success ? kept.data : { on: false, names: false }
}

export function setReminders({ settings }: Pick<Store, 'settings'>, wanted: ReminderChoice): ReminderChoice {
  settings.set(choiceKey, JSON.stringify(wanted))
  return wanted
}

/**
 * What became overdue since it was asked last, each once: decisions, and audits that are due or were missed. Nothing while reminders are
 * off. Counts only; a name is not even handed out unless that was chosen.
 */
export function remind(store: Pick<Store, 'settings' | 'agents' | 'ledger' | 'audits'>, now: Date): readonly Reminder[] {
  const { on, names } = remindersOf(store)
  if (!on) return []
  const told = store.settings.get(toldKey)
  const since = told !== null && told <= now.toISOString() ? told : null
  store.settings.set(toldKey, now.toISOString())
  return [...decisionsSince(store, since, now.toISOString(), names), ...auditsSince(store, since, now, names)]
}

function decisionsSince(store: Pick<Store, 'agents' | 'ledger'>, since: Instant | null, now: Instant, names: boolean): readonly Reminder[] {
  const { value: levels } = settingOf(store, levelsDocument)
  const late = store.agents.waiting(waitingBefore(levels, now))
  const before = since === null ? null : store.agents.waiting(waitingBefore(levels, since))
  const counts = bands.flatMap((band) => {
    const count = late[band] - (before?.[band] ?? 0)
    return count > 0 ? [{ band, count }] : []
  })
  const became = counts.reduce((sum, { count }) => sum + count, 0)
  if (became === 0) return []
  const all = bands.reduce((sum, band) => sum + late[band], 0)
  const newly = names
    ? dutyOf(store, now, 1_000).items.flatMap(({ row }) => {
        const due = dueOf(row, levels, now)
        return due?.state === 'overdue' && (since === null || due.at >= since) ? [row.name] : []
      })
    : []
  const parts = [
    `${counts.map(({ band, count }) => `${count} ${band}`).join(', ')}.`,
    ...(all > became ? [`${all} are overdue in all.`] : []),
    ...(newly.length === 0 ? [] : [named(newly, became)]),
  ]
  return [{ screen: 'triage', title: became === 1 ? '1 decision is overdue' : `${became} decisions are overdue`, body: parts.join(' ') }]
}

function auditsSince(store: Pick<Store, 'audits'>, since: Instant | null, now: Date, names: boolean): readonly Reminder[] {
  const audits = store.audits.list()
  const reached = (state: 'missed' | 'due') =>
    store.audits.schedules().filter((schedule) => {
      const was = since === null ? null : standingOf(schedule, audits, new Date(since)).state
      return standingOf(schedule, audits, now).state === state && was !== state
    })
  return (['missed', 'due'] as const).flatMap((state): readonly Reminder[] => {
    const found = reached(state)
    if (found.length === 0) return []
    const what = state === 'missed' ? (found.length === 1 ? 'was missed' : 'were missed') : found.length === 1 ? 'is due' : 'are due'
    return [
      {
        screen: 'audits',
        title: `${found.length === 1 ? '1 audit' : `${found.length} audits`} ${what}`,
        body: names
          ? named(
              found.map(({ name }) => name),
              found.length,
            )
          : 'Open Rollcall to see which.',
      },
    ]
  })
}

/** Names are strangers' text: what is hidden in them is made visible. */
function named(names: readonly string[], of: number): string {
  const shown = names.slice(0, mostNamed).map((name) => visibleText(name, 60))
  const more = of - shown.length
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
