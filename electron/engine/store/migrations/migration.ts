import type { Db } from '../open.ts'

/** One step of the file's shape, run in one transaction. Once released it is never edited: a change is a new file. */
export interface Migration {
  readonly version: number
  readonly name: string
  up(db: Db): void
}
