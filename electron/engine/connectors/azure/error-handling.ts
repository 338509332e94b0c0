import type { Subject } from '../../../../shared/domain/observation.ts'
import { isObject, own, textOf } from './record.ts'
import type { Action } from './workflow-actions.ts'

/** Statuses after which an action runs only because another one did not succeed. */
const failures: ReadonlySet<string> = new Set(['Failed', 'TimedOut'])

const statusesOf = (runAfter: unknown): readonly unknown[] => (isObject(runAfter) ? Object.values(runAfter).flat() : [])

const afterFailure = ({ runAfter }: Action): boolean =>
  statusesOf(runAfter).some((status) => typeof status === 'string' && failures.has(status))

const retryOf = ({ inputs }: Action): string | null => textOf(own(own(inputs, 'retryPolicy'), 'type'))?.toLowerCase() ?? null

const undoing = /rollback|roll_back|compensat|undo|revert/i

/**
 * The platform tries a call to elsewhere four times unless its retry policy says `none`. What runs after a failure is an escalation,
 * unless it only ends the run; a way back is told by its name alone, so its lack is never certain.
 * @param calls actions that call something elsewhere
 */
export function errorHandlingOf(actions: readonly Action[], calls: readonly Action[]): Subject['errorHandling'] {
  const rescue = actions.filter(afterFailure)
  return {
    retry: calls.length === 0 ? null : calls.some((action) => retryOf(action) !== 'none'),
    escalation: rescue.some(({ type }) => type !== 'Terminate'),
    rollback: rescue.some(({ name }) => undoing.test(name)) ? true : null,
  }
}
