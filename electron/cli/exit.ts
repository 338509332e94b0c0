import type { Failure } from '../../shared/base/failure.ts'
import type { Result } from '../../shared/base/result.ts'
import { plain } from './print.ts'

/** What a scheduled job can rely on. Usage errors are 2, as everywhere. */
export const exitCodes = { complete: 0, failed: 1, usage: 2, incomplete: 3 } as const

/** An expected failure on its way to the last line of the program. */
export class ExpectedFailure extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new ExpectedFailure(result.failure)
  return result.value
}

/** One sentence, and what to do next. */
export function sayFailure(failure: Failure): void {
  const subject = failure.subject === undefined ? '' : ` (${plain(failure.subject)})`
  process.stderr.write(`${plain(failure.message)}${subject}\n${failure.next === undefined ? '' : `${plain(failure.next)}\n`}`)
}
