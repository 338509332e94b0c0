import type { Migration } from './migration.ts'

/** What owners were asked about their agents, and what they said; the ledger holds the same, signed. */
export const attestations: Migration = {
  version: 9,
  name: 'attestations',
  up: (db) => db.script(sql),
}

const sql = `
CREATE TABLE attestation_request (
  id TEXT PRIMARY KEY,
  created_at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attestation_request_by_time ON attestation_request (created_at, id);

CREATE TABLE attestation_asked (
  agent_id TEXT NOT NULL,
  request_id TEXT NOT NULL REFERENCES attestation_request,
  PRIMARY KEY (agent_id, request_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attestation (
  agent_id TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES ledger,
  request_id TEXT NOT NULL REFERENCES attestation_request,
  needed TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (agent_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX attestation_of_request ON attestation (request_id);
CREATE INDEX attestation_disowned ON attestation (agent_id, seq) WHERE needed <> 'yes';
`
