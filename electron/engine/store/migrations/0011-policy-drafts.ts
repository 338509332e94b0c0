import type { Agent } from '../../../../shared/domain/agent.ts'
import { keepSelection } from '../selections.ts'
import type { Migration } from './migration.ts'

/** What an agent that an early version kept may lack. */
const unsaid = { capabilities: [], traits: [], policyIds: [], autonomy: { floor: 'A0', ceiling: 'A5', because: '' } } as const

/** Keeps drafts of policies, and what selectors look at of every agent apart from the agent, so that whom a policy binds is counted without reading everything. */
export const policyDrafts: Migration = {
  version: 11,
  name: 'policy-drafts',
  up: (db) => {
    db.script(sql)
    for (let after = 0; ; ) {
      const rows = db.all<{ agent: number; body: string }>(
        'SELECT agent, body FROM agent_body WHERE agent > ? ORDER BY agent LIMIT 200',
        after,
      )
      for (const { agent, body } of rows) keepSelection(db, agent, { ...unsaid, ...(JSON.parse(body) as Agent) }, false)
      after = rows.at(-1)?.agent ?? after
      if (rows.length === 0) return
    }
  },
}

const sql = `
CREATE TABLE policy_draft (
  policy_id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

-- Every combination of values that selectors look at and that some agent has, by the hash of its text.
CREATE TABLE selection (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE agent_selection (
  agent INTEGER PRIMARY KEY REFERENCES agent,
  selection INTEGER NOT NULL REFERENCES selection
) STRICT;

-- Which policies a decision brought an agent under.
CREATE TABLE agent_binding (
  policy_id TEXT NOT NULL,
  agent INTEGER NOT NULL REFERENCES agent,
  PRIMARY KEY (policy_id, agent)
) STRICT, WITHOUT ROWID;
CREATE INDEX agent_binding_of_agent ON agent_binding (agent);
`
