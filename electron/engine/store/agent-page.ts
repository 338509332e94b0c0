import type { AgentFilter, AgentPage, AgentSortKey } from '../../../shared/contract/agents.ts'
import { type Clause, inCells, type Match, matchOf } from './agent-match.ts'
import { rowsByNumber } from './agent-row.ts'
import type { Db } from './open.ts'
import { remembered } from './remembered.ts'
import type { AgentStore } from './store.ts'
import { refuse } from './store-failure.ts'

export interface Sort {
  readonly key: AgentSortKey
  readonly direction: 'asc' | 'desc'
}

/** A place in a sorted list: the sort key's value and the agent's number. */
export type Position = readonly [value: string | number, nr: number]

/** Each sort key has a column that is never null and an index `agent_by_<column>` on (column, nr, cell). */
const columns: Readonly<Record<AgentSortKey, string>> = {
  risk: 'risk',
  danger: 'danger',
  governance: 'governance',
  name: 'name_sort',
  kind: 'kind',
  status: 'status',
  owner: 'owner_sort',
  lastActive: 'active_sort',
  firstSeen: 'first_seen',
  provider: 'provider',
  autonomy: 'autonomy',
}

export const writeCursor = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url')

function readCursor(cursor: string): Position {
  try {
    const [value, nr] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as readonly unknown[]
    if ((typeof value === 'string' || typeof value === 'number') && typeof nr === 'number') return [value, nr]
  } catch {
    // Falls through to the refusal: whatever it was, it is not a place in the list.
  }
  return refuse('invalid-input', 'This place in the list cannot be read.', { subject: 'after', next: 'Load the list from its start.' })
}

/** What a filter comes to, remembered until the inventory changes. */
export function rememberedMatch(db: Db): (filter: AgentFilter) => Match {
  return remembered(db, (filter: AgentFilter) => matchOf(db, filter))
}

/** The positions that follow `after`, in order, at most `limit` of them. */
function positions(db: Db, match: Match, sort: Sort, after: Position | null, limit: number): Position[] {
  const { sql, values } = following(db, match, sort, after, limit)
  return db.all<Place>(sql, ...values).map(({ value, nr }) => [value, nr] as const)
}

/** The last of the positions that follow `after`, and how many there are, at most `limit`; null when there is none. */
export function lastPosition(db: Db, match: Match, sort: Sort, after: Position | null, limit: number) {
  const { sql, values } = following(db, match, sort, after, limit)
  const back = sort.direction === 'asc' ? 'desc' : 'asc'
  const last = `SELECT value, nr, count(*) OVER () AS count FROM (${sql}) ORDER BY value ${back}, nr ${back} LIMIT 1`
  const found = db.one<Place & { readonly count: number }>(last, ...values)
  return found === undefined ? null : { position: [found.value, found.nr] as Position, count: found.count }
}

interface Place {
  readonly value: string | number
  readonly nr: number
}

/**
 * The query for positions, all of them by keyset on one index. Few matches are gathered by cell and sorted; many are met soon
 * enough by walking the sort's own index.
 */
function following(db: Db, match: Match, sort: Sort, after: Position | null, limit: number): Clause {
  const { total, cells, members } = match
  const column = columns[sort.key]
  const isRare = total * total * 5 < limit * agentCount(db)
  const asked = isRare ? members?.gather : members?.probe
  const source = isRare ? (members === null && cells !== null ? ' INDEXED BY agent_by_cell' : '') : ` INDEXED BY agent_by_${column}`
  const parts = [
    after === null ? 'true' : `(a.${column}, a.nr) ${sort.direction === 'asc' ? '>' : '<'} (?, ?)`,
    ...(cells === null ? [] : [inCells('a.cell').slice(' AND '.length)]),
    ...(asked === undefined ? [] : [asked.sql]),
  ]
  const sql = `SELECT a.${column} AS value, a.nr FROM agent a${source} WHERE ${parts.join(' AND ')}
    ORDER BY a.${column} ${sort.direction}, a.nr ${sort.direction} LIMIT ?`
  return { sql, values: [...(after ?? []), ...(cells === null ? [] : [cells]), ...(asked?.values ?? []), limit] }
}

// Agents are never deleted, so the newest number is their count.
const agentCount = (db: Db) => db.one<{ n: number }>('SELECT coalesce(max(nr), 0) AS n FROM agent')?.n ?? 0

/** Pages of the inventory: rows in order, the cursor behind them, and how many match in all. */
export function openPages(db: Db, match: (filter: AgentFilter) => Match): AgentStore['page'] {
  return ({ filter, sort, after, limit }): AgentPage => {
    const matched = match(filter)
    const found = positions(db, matched, sort, after === null ? null : readCursor(after), limit + 1)
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    return {
      rows: rowsByNumber(
        db,
        shown.map(([, nr]) => nr),
      ),
      next: found.length > limit && last !== undefined ? writeCursor(last) : null,
      total: matched.total,
    }
  }
}
