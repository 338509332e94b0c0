import type { AgentFilter, Facet } from '../../../shared/contract/agents.ts'
import { capabilitiesIn, cellClause, inCells, membersOf } from './agent-match.ts'
import { type CellValues, filterColumns } from './cells.ts'
import type { Db } from './open.ts'
import { remembered } from './remembered.ts'
import type { AgentStore } from './store.ts'

const mostValues = 100

interface Dimension {
  readonly key: keyof AgentFilter
  readonly column: keyof CellValues
  readonly chosen: ReadonlySet<string | number> | null
}

/** Counts per value of each filterable thing; a thing's own choice is left out of its counts, so that more can be chosen. */
export function openFacets(db: Db): AgentStore['facets'] {
  return remembered(db, (filter: AgentFilter) => [...cellFacets(db, filter), capabilityFacet(db, filter)])
}

function dimensionsOf(filter: AgentFilter): readonly Dimension[] {
  const words = Object.entries(filterColumns) as [keyof typeof filterColumns, keyof CellValues][]
  return [
    ...words.map(([key, column]) => ({ key, column, chosen: filter[key]?.length ? new Set<string | number>(filter[key]) : null })),
    { key: 'gone', column: 'gone', chosen: filter.gone === undefined ? null : new Set([filter.gone ? 1 : 0]) },
  ]
}

/** One pass over the cells: one that all choices accept counts for every facet, one that a single choice refuses counts for that facet only. */
function cellFacets(db: Db, filter: AgentFilter): readonly Facet[] {
  const dimensions = dimensionsOf(filter)
  const counts = new Map(dimensions.map((one) => [one.key, new Map<string | number, number>()]))
  const members = memberCounts(db, filter)
  const add = (one: Dimension, cell: CellValues, n: number) => {
    const values = counts.get(one.key)
    values?.set(cell[one.column], (values.get(cell[one.column]) ?? 0) + n)
  }
  for (const cell of db.stream<CellValues & { id: number; n: number }>('SELECT * FROM cell WHERE hidden = 0 AND n > 0')) {
    const n = members === null ? cell.n : (members.get(cell.id) ?? 0)
    if (n === 0) continue
    const refusing = dimensions.filter((one) => one.chosen !== null && !one.chosen.has(cell[one.column]))
    const [only] = refusing
    if (only === undefined) for (const one of dimensions) add(one, cell, n)
    else if (refusing.length === 1) add(only, cell, n)
  }
  return dimensions.map(({ key }) => ({ key, values: sorted(key, counts.get(key) ?? new Map()) }))
}

function sorted(key: string, counts: ReadonlyMap<string | number, number>): Facet['values'] {
  return [...counts]
    .map(([value, count]) => ({ value: key === 'gone' ? String(value === 1) : String(value), count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, mostValues)
}

/** How many agents of each cell the filter's text and capabilities accept; null when it has neither. */
function memberCounts(db: Db, filter: AgentFilter): ReadonlyMap<number, number> | null {
  const members = membersOf(filter)
  if (members === null) return null
  const can = capabilitiesIn(filter)
  const rows =
    can.length === 1 && (filter.text ?? '').trim() === ''
      ? db.all<{ cell: number; n: number }>('SELECT cell, n FROM can_cell WHERE capability = ? AND n > 0', can[0] ?? '')
      : db.all<{ cell: number; n: number }>(
          `SELECT a.cell, count(*) AS n FROM agent a WHERE ${members.gather.sql} GROUP BY a.cell`,
          ...members.gather.values,
        )
  return new Map(rows.map((row) => [row.cell, row.n]))
}

function capabilityFacet(db: Db, filter: AgentFilter): Facet {
  const { can: _own, ...others } = filter
  const accepted = cellClause(others)
  const members = membersOf(others)
  const cells = JSON.stringify(
    db.all<{ id: number }>(`SELECT c.id FROM cell c WHERE ${accepted.sql}`, ...accepted.values).map((cell) => cell.id),
  )
  const tail = `GROUP BY 1 HAVING count > 0 ORDER BY 2 DESC, 1 LIMIT ${mostValues}`
  const values =
    members === null
      ? db.all<Facet['values'][number]>(
          `SELECT capability AS value, sum(n) AS count FROM can_cell WHERE true${inCells('cell')} ${tail}`,
          cells,
        )
      : db.all<Facet['values'][number]>(
          `SELECT k.capability AS value, count(*) AS count FROM agent a JOIN agent_can k ON k.agent = a.nr
           WHERE ${members.gather.sql}${inCells('a.cell')} ${tail}`,
          ...members.gather.values,
          cells,
        )
  return { key: 'can', values }
}
