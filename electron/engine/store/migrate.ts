import { backUp, backupPath } from './backup.ts'
import type { Migration } from './migrations/migration.ts'
import type { Db } from './open.ts'
import { refuse } from './store-failure.ts'

/** `ROLL`: marks the file as a Rollcall workspace in its SQLite header. */
const applicationId = 0x52_4f_4c_4c

/** The version of the file's shape; 0 for a new file. Refuses what is not a workspace, or comes from a newer version. */
export function readVersion(db: Db, newest: number): number {
  const version = db.one<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0
  const application = db.one<{ application_id: number }>('PRAGMA application_id')?.application_id ?? 0
  const isEmpty = db.one('SELECT 1 FROM sqlite_schema LIMIT 1') === undefined
  if (isEmpty && version === 0) return 0
  if (application !== applicationId) {
    refuse('storage-corrupt', 'This file is a database, but not a Rollcall workspace.', {
      subject: db.path,
      next: 'Choose a workspace file, or a new name to start an empty one.',
    })
  }
  if (version > newest) {
    refuse('database-from-future', `This workspace was written by a newer version (its format is ${version}, this one knows ${newest}).`, {
      subject: db.path,
      next: 'Update Rollcall, or open the backup that was made before the update.',
    })
  }
  return version
}

/**
 * Brings the file to the newest version, each step in one transaction with its number, so that a kill leaves a whole version.
 * A file that holds anything is copied first. Returns the version reached.
 */
export function migrate(db: Db, migrations: readonly Migration[], now: Date): number {
  const newest = migrations.at(-1)?.version ?? 0
  const found = readVersion(db, newest)
  if (found > 0 && found < newest) backUp(db, backupPath(db.path, found, now))
  for (const migration of migrations) {
    if (migration.version <= found) continue
    db.transaction(() => {
      // Another process may have migrated between the look above and this lock.
      if (readVersion(db, newest) >= migration.version) return
      migration.up(db)
      db.script(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migration.version}`)
    })
  }
  return newest
}
