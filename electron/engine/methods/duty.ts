import { ok } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import { calendarOf } from '../governance/duty/calendar.ts'
import { dutyOf } from '../governance/duty/duty.ts'
import { levelsDocument } from '../governance/duty/levels.ts'
import { remind, remindersOf, setReminders } from '../governance/duty/reminders.ts'
import { setInLedger } from '../governance/set-by-ledger.ts'
import type { EngineContext } from './engine-context.ts'
import { saveFile } from './save-file.ts'

const mostInCalendar = 5_000

export function dutyMethods(context: EngineContext): EngineHandlers['duty'] {
  const { store, ports, emit } = context
  const now = () => ports.clock().toISOString()
  return {
    now: ({ limit }) => ok(dutyOf(store, now(), limit)),
    setLevels: ({ levels, reason }) => {
      const set = setInLedger(context, levelsDocument, levels, reason)
      if (!set.ok) return set
      emit('decisions-changed')
      return ok({ levels: set.value.value, set: set.value.set })
    },
    reminders: () => ok(remindersOf(store)),
    setReminders: (choice) => {
      const set = setReminders(store, choice)
      emit('decisions-changed')
      return ok(set)
    },
    remind: () => ok(remind(store, ports.clock())),
    calendar: async ({ path }) => {
      const { text, events } = calendarOf(dutyOf(store, now(), mostInCalendar))
      const saved = await saveFile(path, text, 'calendar')
      return saved.ok ? ok({ path, events }) : saved
    },
  }
}
