import type { Agent } from '../../../shared/domain/agent.ts'
import { type Selectable, selectableOf } from '../../../shared/domain/selector.ts'
import type { Db } from './open.ts'
import { digest } from './place.ts'
import type { SelectionStore } from './store.ts'

/** Keeps what selectors look at of an agent, and which policies decisions brought it under. `known`: something was kept of it before. */
export function keepSelection(db: Db, nr: number, agent: Agent, known: boolean): void {
  const body = JSON.stringify(selectableOf(agent))
  const sql = `INSERT INTO agent_selection (agent, selection) VALUES (?, ?)
    ON CONFLICT DO UPDATE SET selection = excluded.selection WHERE selection <> excluded.selection`
  db.run(sql, nr, selectionFor(db, body))
  if (known) db.run('DELETE FROM agent_binding WHERE agent = ?', nr)
  for (const policyId of new Set(agent.policyIds)) db.run('INSERT INTO agent_binding (policy_id, agent) VALUES (?, ?)', policyId, nr)
}

function selectionFor(db: Db, body: string): number {
  const hash = digest(body)
  const known = db.one<{ id: number }>('SELECT id FROM selection WHERE hash = ?', hash)?.id
  return known ?? db.run('INSERT INTO selection (hash, body) VALUES (?, ?)', hash, body).id
}

// The narrow tables only: an agent's own row is wide.
const present = `cell c CROSS JOIN agent a INDEXED BY agent_by_cell ON a.cell = c.id CROSS JOIN agent_selection x ON x.agent = a.nr`
const shown = 'c.hidden = 0 AND c.gone = 0'

/** Agents by what selectors look at of them; only those that are shown and not gone. */
export function openSelections(db: Db): SelectionStore {
  return {
    groups: () =>
      db.all<{ id: number; agents: number }>(
        `SELECT x.selection AS id, count(*) AS agents FROM ${present} WHERE ${shown} GROUP BY x.selection ORDER BY x.selection`,
      ),
    after: (id) => groupsAfter(db, id),
    bound: () =>
      db.all<{ policyId: string; selection: number; agents: number }>(
        `SELECT b.policy_id AS policyId, x.selection, count(*) AS agents
         FROM agent_binding b JOIN agent a ON a.nr = b.agent JOIN cell c ON c.id = a.cell JOIN agent_selection x ON x.agent = b.agent
         WHERE ${shown} GROUP BY b.policy_id, x.selection`,
      ),
    first: (selections, policyId, limit) =>
      db
        .all<{ agentId: string; name: string; byHand: number; selected: number }>(
          `SELECT * FROM (
             SELECT a.id AS agentId, a.name, x.agent AS nr,
               EXISTS (SELECT 1 FROM agent_binding b WHERE b.policy_id = @policyId AND b.agent = x.agent) AS byHand,
               x.selection IN (SELECT value FROM json_each(@selections)) AS selected
             FROM agent_selection x CROSS JOIN agent a ON a.nr = x.agent JOIN cell c ON c.id = a.cell
             WHERE ${shown}
           ) WHERE byHand OR selected ORDER BY nr LIMIT @limit`,
          { selections: JSON.stringify(selections), policyId: policyId ?? '', limit },
        )
        .map(({ agentId, name, byHand, selected }) => ({ agentId, name, byHand: byHand === 1, selected: selected === 1 })),
    agents: (selections, policyId) => agentsUnder(db, selections, policyId),
    of: (agentId) => {
      const row = db.one<{ nr: number; body: string }>(
        'SELECT a.nr, s.body FROM agent a JOIN agent_selection x ON x.agent = a.nr JOIN selection s ON s.id = x.selection WHERE a.id = ?',
        agentId,
      )
      if (row === undefined) return null
      const policies = db.all<{ id: string }>('SELECT policy_id AS id FROM agent_binding WHERE agent = ?', row.nr)
      return { has: JSON.parse(row.body) as Selectable, policyIds: policies.map(({ id }) => id) }
    },
  }
}

const chunk = 200

function* agentsUnder(db: Db, selections: readonly number[], policyId: string): Iterable<Agent> {
  const sql = `SELECT x.agent AS nr, d.body
    FROM agent_selection x CROSS JOIN agent a ON a.nr = x.agent JOIN cell c ON c.id = a.cell JOIN agent_body d ON d.agent = x.agent
    WHERE x.agent > @after AND ${shown} AND (
      x.selection IN (SELECT value FROM json_each(@selections))
      OR EXISTS (SELECT 1 FROM agent_binding b WHERE b.policy_id = @policyId AND b.agent = x.agent)
    ) ORDER BY x.agent LIMIT ${chunk}`
  const wanted = JSON.stringify(selections)
  for (let after = 0; ; ) {
    const rows = db.all<{ nr: number; body: string }>(sql, { after, selections: wanted, policyId })
    for (const { body } of rows) yield JSON.parse(body) as Agent
    if (rows.length < chunk) return
    after = rows.at(-1)?.nr ?? after
  }
}

/** A few texts at a time: there may be as many as agents. */
function* groupsAfter(db: Db, id: number): Iterable<{ readonly id: number; readonly has: Selectable }> {
  const sql = `SELECT id, body FROM selection WHERE id > ? ORDER BY id LIMIT ${chunk}`
  for (let after = id; ; ) {
    const rows = db.all<{ id: number; body: string }>(sql, after)
    for (const row of rows) yield { id: row.id, has: JSON.parse(row.body) as Selectable }
    const last = rows.at(-1)
    // Until none is left: more may have come while the last few were looked at.
    if (last === undefined) return
    after = last.id
  }
}
