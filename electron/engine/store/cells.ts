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
export function cellOf(db: Db, values: CellValues): number {
  const list: readonly Value[] = dimensions.map((name) => values[name])
  return db.one<{ id: number }>(find, ...list)?.id ?? db.run(add, ...list).id
}

const count = `UPDATE cell SET n = n + ?, tools_known = tools_known + ?, activity_known = activity_known + ?, handles_errors = handles_errors + ?
  WHERE id = ?`

/** Adds to a cell's counts; negative numbers take away. */
export function countInCell(db: Db, cell: number, by: CellCounts, sign: 1 | -1): void {
  db.run(count, sign * by.n, sign * by.tools_known, sign * by.activity_known, sign * by.handles_errors, cell)
}

/** Adds to how many agents of a cell bear a capability. */
export function countCapability(db: Db, capability: string, cell: number, by: 1 | -1): void {
  const sql = 'INSERT INTO can_cell (capability, cell, n) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n'
  db.run(sql, capability, cell, by)
}
