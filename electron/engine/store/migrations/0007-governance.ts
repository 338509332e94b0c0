import type { Migration } from './migration.ts'

/** Finds what the ledger says besides decisions (people, keys, approvals) without reading all of it, and keeps batches of revocations. */
export const governance: Migration = {
  version: 7,
  name: 'governance',
  up: (db) => db.script(sql),
}

const sql = `
CREATE INDEX ledger_notes ON ledger (kind, seq) WHERE kind <> 'decision';

CREATE TABLE revocation_batch (
  id TEXT PRIMARY KEY,
  created_at TEXT NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX revocation_batch_by_time ON revocation_batch (created_at);
`
