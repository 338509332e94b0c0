import { sweepOverdue } from '../governance/sweep.ts'
import type { EngineContext } from './engine-context.ts'

const everyMs = 60_000

/**
 * Lets what has run out lapse, at once and then every minute: nobody has to scan for an exception to end. A running scan does the
 * same at its end. Returns how to stop.
 */
export function keepTime(context: EngineContext): () => void {
  const look = () => {
    if (context.store.agents.overdue(context.ports.clock().toISOString()) === 0) return
    try {
      context.store.transaction(() => context.assess(sweepOverdue(context), null))
      context.emit('decisions-changed')
      context.emit('inventory-changed')
    } catch {
      // Another process is writing; the next look finds it still overdue.
      context.ports.log({ level: 'info', text: 'what ran out will be recorded later' })
    }
  }
  look()
  const timer = setInterval(look, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
