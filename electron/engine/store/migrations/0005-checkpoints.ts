import type { Migration } from './migration.ts'

/** The signed states of the ledger's tree. A ledger from before gets its first one as it grows, or when somebody asks for one. */
export const checkpoints: Migration = {
  version: 5,
  name: 'checkpoints',
  up: (db) => db.script(sql),
}

const sql = `
CREATE TABLE checkpoint (
  size INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  note TEXT NOT NULL,
  frontier BLOB NOT NULL
) STRICT;
CREATE TRIGGER checkpoint_is_kept BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
CREATE TRIGGER checkpoint_is_fixed BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
`
