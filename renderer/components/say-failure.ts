import { notifications } from '@mantine/notifications'
import type { Failure } from '../../shared/base/failure.ts'
import type { Result } from '../../shared/base/result.ts'
import { sentence } from '../app/words.ts'

const close = { 'aria-label': 'Put this away' }

/** Tells of a failure that has no place of its own on the screen. */
export function sayFailure(problem: Failure): void {
  if (problem.code === 'cancelled') return
  notifications.show({
    title: sentence(problem.message),
    message: sentence(problem.next ?? ''),
    color: 'gray',
    autoClose: 12_000,
    closeButtonProps: close,
  })
}

let said = ''

/** Tells of what was done; only the newest stands, so that ten decisions in a row leave one word, not ten. */
export function say(title: string, message = ''): void {
  notifications.hide(said)
  said = notifications.show({ title, message, color: 'gray', autoClose: 5_000, closeButtonProps: close })
}

/** The value, or null after telling why there is none. */
export function valueOrSay<T>(result: Result<T>): T | null {
  if (result.ok) return result.value
  sayFailure(result.failure)
  return null
}
