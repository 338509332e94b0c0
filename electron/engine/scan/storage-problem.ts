import type { Failure } from '../../../shared/base/failure.ts'
import { failureOf } from '../store/store-failure.ts'

/** The workspace file itself failed: no step can go on, whatever it reads. Thrown through the runner, never out of it. */
export class StorageProblem extends Error {
  readonly failure: Failure

  constructor(problem: Failure) {
    super(problem.message)
    this.failure = problem
  }
}

/** Runs work on the store; a full, damaged, busy or unwritable file ends the scan, any other exception is the step's bug. */
export function storing<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    // Only the file's own errors bear a code; a method of the store that refuses is a bug of the step.
    const problem = error instanceof Error && 'code' in error ? failureOf(error) : null
    if (problem !== null) throw new StorageProblem(problem)
    throw error
  }
}
