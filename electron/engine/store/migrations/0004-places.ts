import type { Migration } from './migration.ts'

/** How each step ended in each place it looked in: one account, region, project or environment denied is not the whole. */
export const places: Migration = {
  version: 4,
  name: 'places',
  up: (db) => db.script(sql),
}

const sql = `
CREATE TABLE place (
  scan INTEGER NOT NULL REFERENCES scan,
  connection INTEGER NOT NULL REFERENCES connection,
  step TEXT NOT NULL,
  wide TEXT NOT NULL,
  narrow TEXT NOT NULL,
  state TEXT NOT NULL,
  incomplete INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  PRIMARY KEY (scan, connection, step, wide, narrow)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_in_order ON place (scan, connection, wide, narrow, step, incomplete, state);
`
