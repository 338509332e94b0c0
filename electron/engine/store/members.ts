import { type CellCounts, type CellValues, tally } from './cells.ts'
import type { Db } from './open.ts'
import type { AgentStore } from './store.ts'

type Members = Pick<AgentStore, 'memberOf' | 'members' | 'setMember' | 'removeMember'>

/** Which subjects make up which agent. An agent none of whose subjects stands in a present connection is hidden, never deleted. */
export function openMembers(db: Db): Members {
  const memberOf: Members['memberOf'] = (connectionId, subjectKey) =>
    db.one<{ agentId: string }>(
      'SELECT agent_id AS agentId FROM member WHERE connection_id = ? AND subject_key = ?',
      connectionId,
      subjectKey,
    )?.agentId ?? null
  return {
    memberOf,
    members: (agentId) =>
      db.all('SELECT connection_id AS connectionId, subject_key AS subjectKey FROM member WHERE agent_id = ? ORDER BY 1, 2', agentId),
    setMember: (connectionId, subjectKey, agentId) =>
      db.transaction(() => {
        const before = memberOf(connectionId, subjectKey)
        if (before === agentId) return
        const sql = `INSERT INTO member (connection_id, subject_key, agent_id) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET agent_id = excluded.agent_id`
        db.run(sql, connectionId, subjectKey, agentId)
        settleHidden(db, agentId)
        if (before !== null) settleHidden(db, before)
      }),
    removeMember: (connectionId, subjectKey) =>
      db.transaction(() => {
        const before = memberOf(connectionId, subjectKey)
        db.run('DELETE FROM member WHERE connection_id = ? AND subject_key = ?', connectionId, subjectKey)
        if (before !== null) settleHidden(db, before)
      }),
  }
}

/** Whether any of the agent's subjects stands in a connection that was not removed; null when it has no subjects at all. */
export function stands(db: Db, agentId: string): boolean | null {
  if (db.one('SELECT 1 FROM member WHERE agent_id = ? LIMIT 1', agentId) === undefined) return null
  const sql = `SELECT 1 FROM member m WHERE m.agent_id = ?
    AND NOT EXISTS (SELECT 1 FROM connection k WHERE k.id = m.connection_id AND k.removed = 1) LIMIT 1`
  return db.one(sql, agentId) !== undefined
}

/** Hides the agents that stood in this connection alone. */
export function hideAgentsOf(db: Db, connectionId: string): void {
  const sql = 'SELECT DISTINCT agent_id AS id FROM member WHERE connection_id = ?'
  for (const { id } of db.all<{ id: string }>(sql, connectionId)) settleHidden(db, id)
  db.changed()
}

function settleHidden(db: Db, agentId: string): void {
  const sql = `SELECT a.nr, a.cell AS id, 1 AS n, a.tools_known, a.activity_known, a.handles_errors, c.connection_id, c.business_unit, c.kind,
      c.status, c.band, c.owner_state, c.autonomy, c.environment, c.provider, c.certainty, c.gone, c.hidden
    FROM agent a JOIN cell c ON c.id = a.cell WHERE a.id = ?`
  const agent = db.one<CellValues & CellCounts & { nr: number; id: number }>(sql, agentId)
  if (agent === undefined) return
  const hidden = stands(db, agentId) === true ? 0 : 1
  if (hidden === agent.hidden) return
  const counts = tally(db)
  const cell = counts.cellOf({ ...agent, hidden })
  counts.add(agent.id, agent, -1)
  counts.add(cell, agent, 1)
  for (const { capability } of db.all<{ capability: string }>('SELECT capability FROM agent_can WHERE agent = ?', agent.nr)) {
    counts.addCapability(capability, agent.id, -1)
    counts.addCapability(capability, cell, 1)
  }
  counts.write()
  db.run('UPDATE agent SET cell = ? WHERE nr = ?', cell, agent.nr)
  db.changed()
}
