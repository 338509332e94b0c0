import type { Migration } from './migration.ts'

/**
 * Keeps a decision once, in the entry that was signed: what the product acts on is then what was signed, and nothing is left to compare.
 * The table only says which entries are decisions, and about whom.
 */
export const decisionsOnce: Migration = {
  version: 12,
  name: 'decisions-once',
  up: (db) => db.script(sql),
}

// Written anew, as a dropped column would leave its room in every page.
const sql = `
CREATE TABLE filed (
  seq INTEGER PRIMARY KEY REFERENCES ledger,
  agent_id TEXT NOT NULL,
  action TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
INSERT INTO filed (seq, agent_id, action, at) SELECT seq, agent_id, action, at FROM decision;
DROP TABLE decision;
ALTER TABLE filed RENAME TO decision;
CREATE INDEX decision_of_agent ON decision (agent_id, seq);
`
