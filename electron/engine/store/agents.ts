import type { HistoryItem } from '../../../shared/contract/agents.ts'
import type { Agent } from '../../../shared/domain/agent.ts'
import { dependentAgents, relatedAgents } from './agent-links.ts'
import { openPages, rememberedMatch } from './agent-page.ts'
import { putAgents } from './agent-put.ts'
import { allRows, rowById } from './agent-row.ts'
import { openAnchors } from './anchors.ts'
import { openFacets } from './facets.ts'
import { readFindings } from './findings.ts'
import { openMembers } from './members.ts'
import type { Db } from './open.ts'
import { openRollups } from './rollups.ts'
import type { AgentStore, AgentWrite } from './store.ts'
import { violationCounts, violationsOf, violationsUnder } from './violations.ts'
import { openWaiting } from './waiting.ts'

/** The resolved agents: kept as values, found by columns, counted by cells. */
export function openAgents(db: Db): AgentStore {
  const match = rememberedMatch(db)

  function get(id: string): AgentWrite | null {
    const sql = `SELECT b.body, b.can, b.finding_set AS findingSet, a.partial FROM agent a JOIN agent_body b ON b.agent = a.nr WHERE a.id = ?`
    const row = db.one<{ body: string; can: string; findingSet: number; partial: number }>(sql, id)
    const said = row === undefined ? null : readFindings(db, row.findingSet)
    if (row === undefined || said === null) return null
    return {
      agent: JSON.parse(row.body) as Agent,
      ...said,
      violations: violationsOf(db, id),
      can: JSON.parse(row.can) as readonly string[],
      partial: row.partial === 1,
    }
  }

  const members = openMembers(db)
  return {
    put: (writes, context) => putAgents(db, writes, context),
    ...members,
    get,
    row: (id) => rowById(db, id),
    rows: () => allRows(db),
    all: () => allWrites(db, get),
    every: () => allAgents(db),
    ids: () => {
      const sql = 'SELECT a.id FROM agent a JOIN cell c ON c.id = a.cell WHERE c.hidden = 0 ORDER BY a.nr'
      return db.all<{ id: string }>(sql).map((row) => row.id)
    },
    exists: (id) => db.one('SELECT 1 FROM agent WHERE id = ?', id) !== undefined,
    page: openPages(db, match),
    anchor: openAnchors(db, match),
    facets: openFacets(db),
    related: (agentId) => relatedAgents(db, agentId),
    dependents: (agentId) => dependentAgents(db, agentId, members.members(agentId)),
    history: (agentId) =>
      db.all<HistoryItem>('SELECT at, kind, text, scan_id AS scanId FROM note WHERE agent_id = ? ORDER BY at DESC, nr DESC', agentId),
    note: (agentId, { at, kind, text, scanId }) => {
      db.run('INSERT INTO note (agent_id, at, kind, text, scan_id) VALUES (?, ?, ?, ?, ?)', agentId, at, kind, text, scanId)
    },
    violations: (agentId) => violationsOf(db, agentId),
    violationCounts: () => violationCounts(db),
    violationsUnder: (policyId, after, limit) => violationsUnder(db, policyId, after, limit),
    ...openRollups(db),
    ...openWaiting(db),
  }
}

const chunk = 200

function* allAgents(db: Db): Iterable<Agent> {
  const sql = `SELECT a.nr, b.body FROM agent a JOIN cell c ON c.id = a.cell JOIN agent_body b ON b.agent = a.nr
    WHERE a.nr > ? AND c.hidden = 0 ORDER BY a.nr LIMIT ${chunk}`
  for (let after = 0; ; ) {
    const rows = db.all<{ nr: number; body: string }>(sql, after)
    for (const { body } of rows) yield JSON.parse(body) as Agent
    if (rows.length < chunk) return
    after = rows.at(-1)?.nr ?? after
  }
}

/** Read in pages of ids, so that writing is allowed in between. */
function* allWrites(db: Db, get: AgentStore['get']): Iterable<AgentWrite> {
  const sql = `SELECT a.id FROM agent a JOIN cell c ON c.id = a.cell WHERE a.id > ? AND c.hidden = 0 ORDER BY a.id LIMIT ${chunk}`
  for (let after = ''; ; ) {
    const ids = db.all<{ id: string }>(sql, after).map((row) => row.id)
    for (const id of ids) {
      const write = get(id)
      if (write !== null) yield write
    }
    if (ids.length < chunk) return
    after = ids.at(-1) ?? after
  }
}
