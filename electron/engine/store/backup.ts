import { closeSync, fsyncSync, openSync } from 'node:fs'
import type { Db } from './open.ts'

/** Where the copy goes that is made before migrating: `audit.db` at version 1 → `audit.db.v1-2026-11-22T09-30-00-000Z.backup`. */
export function backupPath(path: string, version: number, at: Date): string {
  return `${path}.v${version}-${at.toISOString().replaceAll(/[:.]/g, '-')}.backup`
}

/** Writes a whole, consistent copy of the open file and makes it durable. Throws when the disk is full or the copy exists. */
export function backUp(db: Db, to: string): void {
  db.run('VACUUM INTO ?', to)
  const file = openSync(to, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
