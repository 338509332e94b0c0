import { Notification } from 'electron'
import type { Result } from '../../shared/base/result.ts'
import type { Reminder } from '../../shared/contract/duty.ts'
import type { EventName } from '../../shared/contract/events.ts'

const everyMs = 5 * 60_000
/** Events come in bursts: one look after each is enough. */
const settleMs = 1_000

/** After these something may have become due without time having passed. */
const looksAfter: ReadonlySet<EventName> = new Set(['decisions-changed', 'audits-changed', 'scan-ended'])

/** Whether this computer shows notifications of programs. */
export const canNotify = (): boolean => Notification.isSupported()

/**
 * Shows what became overdue as notifications of the system, while the program runs and the workspace wants it. What is told, and whether,
 * is the engine's: nothing is asked where nothing can be shown, so that it stays to be told.
 * @returns to be called with each event of the engine, and to end it
 */
export function showReminders(options: {
  readonly call: (method: 'duty.remind', args: object) => Promise<Result<unknown>>
  readonly open: (screen: Reminder['screen']) => void
}): { noticed(event: EventName): void; stop(): void } {
  // One that nobody holds may be collected, and its click with it.
  const held = new Set<Notification>()
  let soon: ReturnType<typeof setTimeout> | null = null
  const look = async (): Promise<void> => {
    soon = null
    if (!canNotify()) return
    const found = await options.call('duty.remind', {})
    if (!found.ok) return
    for (const { title, body, screen } of found.value as readonly Reminder[]) {
      const shown = new Notification({ title, body })
      held.add(shown)
      shown.on('click', () => {
        held.delete(shown)
        options.open(screen)
      })
      shown.on('close', () => held.delete(shown))
      shown.show()
    }
  }
  const lookSoon = (): void => {
    soon ??= setTimeout(() => void look(), settleMs)
  }
  const timer = setInterval(lookSoon, everyMs)
  lookSoon()
  return {
    noticed: (event) => {
      if (looksAfter.has(event)) lookSoon()
    },
    stop: () => {
      clearInterval(timer)
      if (soon !== null) clearTimeout(soon)
    },
  }
}
