import type { AgentFilter } from '../../../shared/contract/agents.ts'
import { textQuery } from './agent-text.ts'
import { type CellValues, filterColumns } from './cells.ts'
import type { Db, Value } from './open.ts'

/** The most agents that a text search looks at; a wider search says so by this total. */
const mostFound = 50_000

/** A condition in SQL over `agent a`, with its values. */
export interface Clause {
  readonly sql: string
  readonly values: readonly Value[]
}

/** The cells a filter accepts, as a condition over `cell c`; `except` leaves one column's own choice out. */
export function cellClause(filter: AgentFilter, except?: keyof CellValues): Clause {
  const parts = ['c.hidden = 0', 'c.n > 0']
  const values: Value[] = []
  for (const [word, column] of Object.entries(filterColumns) as [keyof typeof filterColumns, keyof CellValues][]) {
    const chosen = filter[word]
    if (chosen === undefined || chosen.length === 0 || column === except) continue
    parts.push(`c.${column} IN (SELECT value FROM json_each(?))`)
    values.push(JSON.stringify(chosen))
  }
  if (filter.gone !== undefined && except !== 'gone') {
    parts.push('c.gone = ?')
    values.push(filter.gone ? 1 : 0)
  }
  return { sql: parts.join(' AND '), values }
}

/** Whether a filter names capabilities. */
export const capabilitiesIn = (filter: AgentFilter): readonly string[] => [...new Set(filter.can ?? [])]

/** The condition that capabilities and text put on agents, in two forms of the same meaning; null when the filter has neither. */
export interface Members {
  /** Finds the accepted agents as a set: for few. */
  readonly gather: Clause
  /** Asks of one agent at a time, where that can be asked cheaply: for many. */
  readonly probe: Clause
}

export function membersOf(filter: AgentFilter): Members | null {
  const gather: string[] = []
  const probe: string[] = []
  const values: Value[] = []
  const can = capabilitiesIn(filter)
  if (can.length > 0) {
    gather.push('a.nr IN (SELECT agent FROM agent_can WHERE capability IN (SELECT value FROM json_each(?)))')
    probe.push('EXISTS (SELECT 1 FROM agent_can k WHERE k.agent = a.nr AND k.capability IN (SELECT value FROM json_each(?)))')
    values.push(JSON.stringify(can))
  }
  const query = textQuery(filter.text ?? '')
  const found = query === '' ? 'false' : `a.nr IN (SELECT rowid FROM agent_text WHERE agent_text MATCH ? LIMIT ${mostFound})`
  if (query !== null) for (const form of [gather, probe]) form.push(found)
  if (query !== null && query !== '') values.push(query)
  if (gather.length === 0) return null
  return { gather: { sql: gather.join(' AND '), values }, probe: { sql: probe.join(' AND '), values } }
}

/** What a filter comes to: how many agents match, and the cells they are in; null cells: every agent there is. */
export interface Match {
  readonly total: number
  readonly cells: string | null
  readonly members: Members | null
}

export function matchOf(db: Db, filter: AgentFilter): Match {
  const accepted = cellClause(filter)
  const members = membersOf(filter)
  const rows = db.all<{ id: number; n: number }>(`SELECT c.id, c.n FROM cell c WHERE ${accepted.sql}`, ...accepted.values)
  const everything = db.one<{ n: number }>('SELECT count(*) AS n FROM cell WHERE n > 0')?.n === rows.length
  const cells = everything ? null : JSON.stringify(rows.map((row) => row.id))
  const total = members === null ? rows.reduce((sum, row) => sum + row.n, 0) : countMembers(db, filter, members.gather, cells)
  return { total, cells, members }
}

function countMembers(db: Db, filter: AgentFilter, members: Clause, cells: string | null): number {
  const can = capabilitiesIn(filter)
  if (can.length === 1 && textQuery(filter.text ?? '') === null) {
    const sql = `SELECT coalesce(sum(n), 0) AS n FROM can_cell WHERE capability = ?${cells === null ? '' : inCells('cell')}`
    return db.one<{ n: number }>(sql, can[0] ?? '', ...(cells === null ? [] : [cells]))?.n ?? 0
  }
  const sql = `SELECT count(*) AS n FROM agent a WHERE ${members.sql}${cells === null ? '' : inCells('a.cell')}`
  return db.one<{ n: number }>(sql, ...members.values, ...(cells === null ? [] : [cells]))?.n ?? 0
}

export const inCells = (column: string) => ` AND ${column} IN (SELECT value FROM json_each(?))`
