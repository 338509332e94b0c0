import type { AgentRow } from '../../../shared/domain/agent.ts'
import type { Db } from './open.ts'

const select = `SELECT a.id, a.name, c.kind, c.certainty, c.provider, c.connection_id AS connectionId, coalesce(k.label, '') AS connectionLabel,
    a.platform, c.environment, nullif(c.business_unit, '') AS businessUnit, c.owner_state AS ownerState, a.owner_name AS ownerName, a.can,
    c.autonomy AS autonomyFloor, a.autonomy_ceiling AS autonomyCeiling, a.danger, a.governance, a.risk, c.band, a.reasons, c.status,
    a.status_until AS statusUntil, a.waiting_since AS waitingSince, a.last_active AS lastActive, a.first_seen AS firstSeen, a.last_seen AS lastSeen, c.gone, a.partial, a.nr
  FROM agent a JOIN cell c ON c.id = a.cell LEFT JOIN connection k ON k.id = c.connection_id`

type Stored = Omit<AgentRow, 'can' | 'reasons' | 'gone' | 'partial'> & {
  readonly nr: number
  readonly can: string
  readonly reasons: string
  readonly gone: number
  readonly partial: number
}

/** Lines of the inventory by the agents' numbers, in the order of the numbers given. */
export function rowsByNumber(db: Db, numbers: readonly number[]): readonly AgentRow[] {
  const found = db.all<Stored>(`${select} WHERE a.nr IN (SELECT value FROM json_each(?))`, JSON.stringify(numbers))
  const byNumber = new Map(found.map((row) => [row.nr, row]))
  return numbers.map((nr) => byNumber.get(nr)).flatMap((row) => (row === undefined ? [] : read(row)))
}

export function rowById(db: Db, id: string): AgentRow | null {
  const row = db.one<Stored>(`${select} WHERE a.id = ?`, id)
  return row === undefined ? null : read(row)
}

const chunk = 500

/** Every shown agent in the order it was first kept; writing is allowed in between. */
export function* allRows(db: Db): Iterable<AgentRow> {
  let after = 0
  for (;;) {
    const rows = db.all<Stored>(`${select} WHERE a.nr > ? AND c.hidden = 0 ORDER BY a.nr LIMIT ${chunk}`, after)
    for (const row of rows) yield read(row)
    if (rows.length < chunk) return
    after = rows.at(-1)?.nr ?? after
  }
}

function read({ nr: _nr, ...row }: Stored): AgentRow {
  return {
    ...row,
    can: JSON.parse(row.can) as readonly string[],
    reasons: JSON.parse(row.reasons) as readonly string[],
    gone: row.gone === 1,
    partial: row.partial === 1,
  }
}
