import type { Migration } from './migration.ts'

/** Keeps since when an agent waits for a decision, so that what is overdue is counted and found without a look at every agent. */
export const waiting: Migration = {
  version: 10,
  name: 'waiting',
  up: (db) => db.script(sql),
}

const sql = `
ALTER TABLE agent ADD COLUMN waiting_since TEXT;

-- Before this it was not kept: who never left the queue waits since it was first seen, the others since they came back into it.
UPDATE agent SET waiting_since = CASE
    WHEN status IN ('discovered', 'in-review') THEN first_seen
    WHEN status IN ('lapsed', 'reappeared', 'rejected')
      THEN coalesce((SELECT json_extract(b.body, '$.statusSince') FROM agent_body b WHERE b.agent = agent.nr), first_seen)
  END;

CREATE INDEX agent_waiting ON agent (cell, waiting_since, risk) WHERE waiting_since IS NOT NULL;
`
