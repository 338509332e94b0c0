import { type Failure, failure } from '../../../shared/base/failure.ts'

/** A store method that refuses: thrown inside a transaction so that it undoes the work, turned into data at the engine's edge. */
export class StoreRefusal extends Error {
  readonly failure: Failure
  constructor(reason: Failure) {
    super(reason.message)
    this.name = 'StoreRefusal'
    this.failure = reason
  }
}

interface Words {
  readonly code: Failure['code']
  readonly message: string
  readonly next: string
}

const full: Words = {
  code: 'storage-full',
  message: 'There is no room left on the disk for the workspace file.',
  next: 'Free some space on the disk and try again; nothing that was saved before is lost.',
}
const corrupt: Words = {
  code: 'storage-corrupt',
  message: 'The workspace file is damaged or is not a workspace.',
  next: 'Keep the file as it is, and open the newest backup that lies beside it.',
}
const busy: Words = {
  code: 'conflict',
  message: 'Another process is writing to this workspace.',
  next: 'Wait until the other scan or window is done, or close it, and try again.',
}
const unreadable: Words = {
  code: 'not-found',
  message: 'The workspace file cannot be opened at this path.',
  next: 'Check that the folder exists and that you may write to it.',
}
const readOnly: Words = {
  code: 'permission-missing',
  message: 'The workspace file may not be written.',
  next: 'Give your account write permission on the file and its folder, or copy it elsewhere.',
}

/** SQLite's result codes by their beginning, in the words of a failure. */
const wordsByCode: readonly (readonly [string, Words])[] = [
  ['SQLITE_FULL', full],
  ['SQLITE_CORRUPT', corrupt],
  ['SQLITE_NOTADB', corrupt],
  ['SQLITE_BUSY', busy],
  ['SQLITE_LOCKED', busy],
  ['SQLITE_CANTOPEN', unreadable],
  ['SQLITE_READONLY', readOnly],
  ['SQLITE_PERM', readOnly],
  ['SQLITE_IOERR_SHORT_READ', corrupt],
  ['SQLITE_IOERR_WRITE', full],
  ['SQLITE_IOERR', corrupt],
  ['ENOSPC', full],
  ['EACCES', readOnly],
  ['EPERM', readOnly],
  ['EROFS', readOnly],
  ['ENOENT', unreadable],
  ['ENOTDIR', unreadable],
  ['EEXIST', unreadable],
  ['EISDIR', unreadable],
]

/** What a thrown store error means to the reader; null when it is a bug. `subject` is the file's path. */
export function failureOf(error: unknown, subject?: string): Failure | null {
  if (error instanceof StoreRefusal) return error.failure
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  const code = error.code
  const words = wordsByCode.find(([start]) => code.startsWith(start))?.[1]
  if (words === undefined) return null
  return failure(words.code, words.message, {
    next: words.next,
    ...(subject === undefined ? {} : { subject }),
    ...(words === busy ? { retry: { afterMs: 1_000 } } : {}),
  })
}

/** Throws a refusal; for use where a value is wanted. */
export function refuse(code: Failure['code'], message: string, more: Omit<Failure, 'code' | 'message'> = {}): never {
  throw new StoreRefusal(failure(code, message, more))
}
