import type { Migration } from './migration.ts'

/** Connections, scans, calls, observations, and the ledger: what is collected and what is decided. */
export const workspace: Migration = {
  version: 1,
  name: 'workspace',
  up: (db) => db.script(sql),
}

const sql = `
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE connection (
  nr INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  provider TEXT NOT NULL,
  label TEXT NOT NULL,
  business_unit TEXT,
  environment TEXT NOT NULL,
  settings TEXT NOT NULL,
  secret_keys TEXT NOT NULL,
  demo INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  last_scan_id TEXT,
  last_scan_at TEXT,
  removed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE scan (
  nr INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  new_facts INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX scan_unfinished ON scan (nr) WHERE ended_at IS NULL;

CREATE TABLE step (
  scan INTEGER NOT NULL REFERENCES scan,
  connection INTEGER NOT NULL REFERENCES connection,
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  hides TEXT NOT NULL,
  cursor TEXT,
  outcome TEXT,
  pages INTEGER NOT NULL DEFAULT 0,
  objects INTEGER NOT NULL DEFAULT 0,
  kept_aside INTEGER NOT NULL DEFAULT 0,
  calls INTEGER NOT NULL DEFAULT 0,
  started_at TEXT,
  ended_at TEXT,
  PRIMARY KEY (scan, connection, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX step_of_connection ON step (connection, scan);

CREATE TABLE call (
  nr INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  scan_id TEXT,
  connection_id TEXT,
  step_id TEXT,
  transport TEXT NOT NULL,
  method TEXT NOT NULL,
  template TEXT NOT NULL,
  subject TEXT NOT NULL,
  status INTEGER,
  page INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT,
  request_id TEXT,
  started_at TEXT NOT NULL,
  duration_ms REAL NOT NULL,
  attempts INTEGER NOT NULL,
  outcome TEXT NOT NULL
) STRICT;

-- Every form a native record ever had. \`previous\` leads to the form before.
CREATE TABLE observation (
  id INTEGER PRIMARY KEY,
  connection INTEGER NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  hash BLOB NOT NULL,
  body TEXT NOT NULL,
  scan INTEGER NOT NULL,
  call TEXT,
  at TEXT NOT NULL,
  previous INTEGER
) STRICT;
CREATE TRIGGER observation_is_kept BEFORE DELETE ON observation BEGIN SELECT RAISE(ABORT, 'observations are append-only'); END;
CREATE TRIGGER observation_is_fixed BEFORE UPDATE ON observation BEGIN SELECT RAISE(ABORT, 'observations are append-only'); END;

-- Where each native record stands now: its newest form, when it was last seen, and what it is about.
CREATE TABLE head (
  connection INTEGER NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  observation INTEGER NOT NULL,
  first_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  seen_scan INTEGER NOT NULL,
  gone_at TEXT,
  gone_scan INTEGER,
  subject_key TEXT,
  person_key TEXT,
  native TEXT,
  role TEXT,
  shape INTEGER,
  PRIMARY KEY (connection, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX head_of_subject ON head (connection, subject_key, kind, shape, person_key, gone_scan) WHERE subject_key IS NOT NULL;
CREATE INDEX head_of_owner ON head (connection, person_key) WHERE kind = 'ownership' AND person_key IS NOT NULL;
CREATE INDEX head_of_native ON head (connection, native) WHERE native IS NOT NULL;
CREATE INDEX head_identity ON head (connection) WHERE role = 'identity' AND gone_scan IS NULL;

CREATE TABLE native_id (
  connection INTEGER NOT NULL,
  native TEXT NOT NULL,
  subject_key TEXT NOT NULL,
  joins INTEGER NOT NULL,
  PRIMARY KEY (connection, native, subject_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX native_id_of_subject ON native_id (connection, subject_key);
CREATE INDEX native_id_joins ON native_id (native) WHERE joins = 1;

CREATE TABLE touched (
  connection INTEGER NOT NULL,
  subject_key TEXT NOT NULL,
  PRIMARY KEY (connection, subject_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  key_id TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;
CREATE TRIGGER ledger_is_kept BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_is_fixed BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TABLE decision (
  seq INTEGER PRIMARY KEY REFERENCES ledger,
  agent_id TEXT NOT NULL,
  action TEXT NOT NULL,
  at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX decision_of_agent ON decision (agent_id, seq);

CREATE TABLE facts (
  hash TEXT PRIMARY KEY,
  canonical TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE revocation (
  id TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX revocation_of_agent ON revocation (agent_id, created_at);
CREATE INDEX revocation_by_time ON revocation (created_at);

CREATE TABLE view (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
