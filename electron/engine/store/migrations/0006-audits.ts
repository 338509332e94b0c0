import type { Migration } from './migration.ts'

/** Audits and their schedules; and what other units handed in. Sealed audits themselves are files beside the workspace. */
export const audits: Migration = {
  version: 6,
  name: 'audits',
  up: (db) => db.script(sql),
}

const sql = `
CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_by_opening ON audit (opened_at, id);

CREATE TABLE audit_schedule (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A bundle that somebody handed in: verified, kept as a file, listed here by the hash of its manifest.
CREATE TABLE handed_in (
  manifest TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE handed_in_agent (
  manifest TEXT NOT NULL REFERENCES handed_in,
  agent_id TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (manifest, agent_id)
) STRICT, WITHOUT ROWID;
`
