import type { Migration } from './migration.ts'

/**
 * The resolved agents. `cell` holds every combination of filterable values that occurs, with how many agents have it:
 * the one roll-up from which totals, facets and the overview come. An agent points at its cell, and each sort index ends
 * with the cell, so that filtering while sorting reads the index only.
 */
export const inventory: Migration = {
  version: 2,
  name: 'inventory',
  up: (db) => db.script(sql),
}

const sql = `
CREATE TABLE cell (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  band TEXT NOT NULL,
  status TEXT NOT NULL,
  owner_state TEXT NOT NULL,
  provider TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  business_unit TEXT NOT NULL,
  environment TEXT NOT NULL,
  autonomy TEXT NOT NULL,
  certainty TEXT NOT NULL,
  gone INTEGER NOT NULL,
  hidden INTEGER NOT NULL,
  n INTEGER NOT NULL DEFAULT 0,
  tools_known INTEGER NOT NULL DEFAULT 0,
  activity_known INTEGER NOT NULL DEFAULT 0,
  handles_errors INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX cell_by_values ON cell (
  connection_id, business_unit, kind, status, band, owner_state, autonomy, environment, provider, certainty, gone, hidden
);

CREATE TABLE agent (
  nr INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  cell INTEGER NOT NULL REFERENCES cell,
  name TEXT NOT NULL,
  platform TEXT NOT NULL,
  owner_name TEXT,
  autonomy_ceiling TEXT NOT NULL,
  can TEXT NOT NULL,
  reasons TEXT NOT NULL,
  status_until TEXT,
  last_active TEXT,
  last_seen TEXT NOT NULL,
  partial INTEGER NOT NULL,
  tools_known INTEGER NOT NULL,
  activity_known INTEGER NOT NULL,
  handles_errors INTEGER NOT NULL,
  facts_hash TEXT NOT NULL,
  appeared_in INTEGER NOT NULL,
  changed_in INTEGER NOT NULL,
  gone_in INTEGER NOT NULL,
  -- Sort keys, never null.
  risk REAL NOT NULL,
  danger REAL NOT NULL,
  governance REAL NOT NULL,
  name_sort TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  owner_sort TEXT NOT NULL,
  active_sort TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  provider TEXT NOT NULL,
  autonomy TEXT NOT NULL
) STRICT;
CREATE INDEX agent_by_cell ON agent (cell);
CREATE INDEX agent_by_risk ON agent (risk, nr, cell);
CREATE INDEX agent_by_danger ON agent (danger, nr, cell);
CREATE INDEX agent_by_governance ON agent (governance, nr, cell);
CREATE INDEX agent_by_name_sort ON agent (name_sort, nr, cell);
CREATE INDEX agent_by_kind ON agent (kind, nr, cell);
CREATE INDEX agent_by_status ON agent (status, nr, cell);
CREATE INDEX agent_by_owner_sort ON agent (owner_sort, nr, cell);
CREATE INDEX agent_by_active_sort ON agent (active_sort, nr, cell);
CREATE INDEX agent_by_first_seen ON agent (first_seen, nr, cell);
CREATE INDEX agent_by_provider ON agent (provider, nr, cell);
CREATE INDEX agent_by_autonomy ON agent (autonomy, nr, cell);
CREATE INDEX agent_until ON agent (status_until, cell) WHERE status_until IS NOT NULL;
CREATE INDEX agent_appeared ON agent (appeared_in, cell);
CREATE INDEX agent_changed ON agent (changed_in, appeared_in, cell);
CREATE INDEX agent_gone ON agent (gone_in, cell);

CREATE TABLE agent_body (
  agent INTEGER PRIMARY KEY REFERENCES agent,
  body TEXT NOT NULL,
  can TEXT NOT NULL,
  links TEXT NOT NULL,
  words BLOB NOT NULL,
  finding_set INTEGER NOT NULL
) STRICT;

-- What the factors said, whenever it differed from what they said before.
CREATE TABLE finding_set (
  id INTEGER PRIMARY KEY,
  agent INTEGER NOT NULL REFERENCES agent,
  scan_id TEXT,
  at TEXT NOT NULL,
  hash BLOB NOT NULL,
  score TEXT NOT NULL,
  findings TEXT NOT NULL
) STRICT;
CREATE INDEX finding_set_of_agent ON finding_set (agent, id);
CREATE TRIGGER finding_set_is_kept BEFORE DELETE ON finding_set BEGIN SELECT RAISE(ABORT, 'findings are append-only'); END;
CREATE TRIGGER finding_set_is_fixed BEFORE UPDATE ON finding_set BEGIN SELECT RAISE(ABORT, 'findings are append-only'); END;

CREATE TABLE violation (
  agent INTEGER NOT NULL REFERENCES agent,
  position INTEGER NOT NULL,
  policy_id TEXT NOT NULL,
  severity TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (agent, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE agent_can (
  capability TEXT NOT NULL,
  agent INTEGER NOT NULL REFERENCES agent,
  PRIMARY KEY (capability, agent)
) STRICT, WITHOUT ROWID;
CREATE INDEX agent_can_of_agent ON agent_can (agent);

CREATE TABLE can_cell (
  capability TEXT NOT NULL,
  cell INTEGER NOT NULL REFERENCES cell,
  n INTEGER NOT NULL,
  PRIMARY KEY (capability, cell)
) STRICT, WITHOUT ROWID;

-- What agents may share: an identity, an owner, a workflow.
CREATE TABLE agent_link (
  link TEXT NOT NULL,
  agent INTEGER NOT NULL REFERENCES agent,
  why TEXT NOT NULL,
  PRIMARY KEY (link, agent)
) STRICT, WITHOUT ROWID;
CREATE INDEX agent_link_of_agent ON agent_link (agent);

CREATE TABLE member (
  connection_id TEXT NOT NULL,
  subject_key TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  PRIMARY KEY (connection_id, subject_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_of_agent ON member (agent_id);

CREATE TABLE note (
  nr INTEGER PRIMARY KEY,
  agent_id TEXT NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  scan_id TEXT
) STRICT;
CREATE INDEX note_of_agent ON note (agent_id, at, nr);

CREATE TABLE scan_mark (
  nr INTEGER PRIMARY KEY,
  scan_id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  shadow INTEGER NOT NULL,
  governed INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE agent_text USING fts5 (
  name, purpose, publisher, owner, platform, tools, models, can, native_ids,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);
`
