import type { Migration } from './migration.ts'

/** Violations name their evidence; what policies look at of a sealed audit is kept packed, so that a draft is tried on it quickly. */
export const policies: Migration = {
  version: 8,
  name: 'policies',
  up: (db) => db.script(sql),
}

const sql = `
UPDATE violation SET body = json_set(body, '$.evidence', json('[]'));
CREATE INDEX violation_by_policy ON violation (policy_id, agent);

-- Derived from the sealed file with this manifest; it can be made again from it.
CREATE TABLE audit_subjects (
  manifest TEXT PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;
`
