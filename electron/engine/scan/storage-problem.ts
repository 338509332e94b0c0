import { type Failure, failure } from '../../../shared/base/failure.ts'

/** The workspace file itself failed: no step can go on, whatever it reads. Thrown through the runner, never out of it. */
export class StorageProblem extends Error {
  readonly failure: Failure

  constructor(problem: Failure) {
    super(problem.message)
    this.failure = problem
  }
}

/** Runs work on the store; a full, damaged or unwritable file ends the scan, any other exception is the step's bug. */
export function storing<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (/^SQLITE_FULL/.test(code))
      throw new StorageProblem(failure('storage-full', 'the disk is full', { next: 'Free some space, then resume the scan.' }))
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(code))
      throw new StorageProblem(
        failure('storage-corrupt', 'the workspace file is damaged', { next: 'Restore the workspace from a backup.' }),
      )
    if (/^SQLITE_(IOERR|READONLY|CANTOPEN|BUSY|LOCKED|PERM)/.test(code))
      throw new StorageProblem(
        failure('storage-full', 'the workspace file cannot be written', { next: 'Check the disk and its permissions, then resume.' }),
      )
    throw error
  }
}
