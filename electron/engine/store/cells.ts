import type { AgentFilter } from '../../../shared/contract/agents.ts'
import type { Db, Value } from './open.ts'

/** The values an agent can be filtered by, in the order of the cell table's index. Flags are 0 or 1. */
export interface CellValues {
  readonly connection_id: string
  /** Empty: no unit known. */
  readonly business_unit: string
  readonly kind: string
  readonly status: string
  readonly band: string
  readonly owner_state: string
  readonly autonomy: string
  readonly environment: string
  readonly provider: string
  readonly certainty: string
  readonly gone: number
  readonly hidden: number
}

/** What is counted per cell. */
export interface CellCounts {
  readonly n: number
  readonly tools_known: number
  readonly activity_known: number
  readonly handles_errors: number
}

export const dimensions = [
  'connection_id',
  'business_unit',
  'kind',
  'status',
  'band',
  'owner_state',
  'autonomy',
  'environment',
  'provider',
  'certainty',
  'gone',
  'hidden',
] as const satisfies readonly (keyof CellValues)[]

/** The filter's words and the cell's columns they stand for. */
export const filterColumns = {
  kind: 'kind',
  band: 'band',
  status: 'status',
  ownerState: 'owner_state',
  provider: 'provider',
  connectionId: 'connection_id',
  businessUnit: 'business_unit',
  environment: 'environment',
  autonomy: 'autonomy',
  certainty: 'certainty',
} as const satisfies Partial<Record<keyof AgentFilter, keyof CellValues>>

const where = dimensions.map((name) => `${name} = ?`).join(' AND ')
const find = `SELECT id FROM cell WHERE ${where}`
const add = `INSERT INTO cell (${dimensions.join(', ')}) VALUES (${dimensions.map(() => '?').join(', ')})`

/** The id of the cell with exactly these values, made when there is none yet. */
function cellOf(db: Db, values: CellValues): number {
  const list: readonly Value[] = dimensions.map((name) => values[name])
  return db.one<{ id: number }>(find, ...list)?.id ?? db.run(add, ...list).id
}

/** Counts gathered over many agents and written once per cell: most changes of one batch fall into few cells. */
export interface Tally {
  readonly cellOf: (values: CellValues) => number
  readonly add: (cell: number, by: CellCounts, sign: 1 | -1) => void
  readonly addCapability: (capability: string, cell: number, by: 1 | -1) => void
  write(): void
}

const nothing: CellCounts = { n: 0, tools_known: 0, activity_known: 0, handles_errors: 0 }

export function tally(db: Db): Tally {
  const ids = new Map<string, number>()
  const counts = new Map<number, CellCounts>()
  const capabilities = new Map<string, Map<number, number>>()
  return {
    cellOf: (values) => {
      const key = JSON.stringify(dimensions.map((name) => values[name]))
      const id = ids.get(key) ?? cellOf(db, values)
      ids.set(key, id)
      return id
    },
    add: (cell, by, sign) => {
      const so = counts.get(cell) ?? nothing
      counts.set(cell, {
        n: so.n + sign * by.n,
        tools_known: so.tools_known + sign * by.tools_known,
        activity_known: so.activity_known + sign * by.activity_known,
        handles_errors: so.handles_errors + sign * by.handles_errors,
      })
    },
    addCapability: (capability, cell, by) => {
      const cells = capabilities.get(capability) ?? new Map<number, number>()
      capabilities.set(capability, cells.set(cell, (cells.get(cell) ?? 0) + by))
    },
    write: () => {
      for (const [cell, { n, tools_known, activity_known, handles_errors }] of counts) {
        db.run(count, n, tools_known, activity_known, handles_errors, cell)
      }
      for (const [capability, cells] of capabilities) for (const [cell, n] of cells) if (n !== 0) db.run(countCan, capability, cell, n)
    },
  }
}

const count = `UPDATE cell SET n = n + ?, tools_known = tools_known + ?, activity_known = activity_known + ?, handles_errors = handles_errors + ?
  WHERE id = ?`

const countCan = 'INSERT INTO can_cell (capability, cell, n) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n'
