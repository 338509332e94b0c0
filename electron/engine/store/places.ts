import { type CoverageState, isIncomplete, type PlaceCoverage, type PlaceGrid, type StepEnd } from '../../../shared/domain/coverage.ts'
import { markGone } from './mark-gone.ts'
import type { Db } from './open.ts'
import type { KeptPlace, PlaceQuery } from './store.ts'

interface StepOf {
  readonly scan: number
  readonly connection: number
  readonly step: string
}

/** Keeps how a step ended in some places; a complete one marks what it owns and this scan did not see as gone. */
export function keepPlaces(db: Db, { scan, connection, step }: StepOf, at: string, places: readonly KeptPlace[]): void {
  for (const { wide, narrow, end, owns } of places) {
    const values = [scan, connection, step, wide, narrow, end.state, isIncomplete(end) ? 1 : 0, JSON.stringify(end)]
    db.run(
      'INSERT OR REPLACE INTO place (scan, connection, step, wide, narrow, state, incomplete, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ...values,
    )
    if (end.state === 'complete') for (const owned of owns) markGone(db, { scan, connection, at, ...owned })
  }
}

/** A step that starts over has looked nowhere yet. */
export function forgetPlaces(db: Db, { scan, connection, step }: StepOf): void {
  db.run('DELETE FROM place WHERE scan = ? AND connection = ? AND step = ?', scan, connection, step)
}

export function placeCounts(db: Db, { scan, connection, step }: StepOf) {
  const count =
    'SELECT count(*) AS places, coalesce(sum(incomplete), 0) AS incomplete FROM place WHERE scan = ? AND connection = ? AND step = ?'
  return db.one<{ places: number; incomplete: number }>(count, scan, connection, step) ?? { places: 0, incomplete: 0 }
}

const lastEnded = `(SELECT max(a.scan) FROM step a JOIN scan b ON b.nr = a.scan WHERE a.connection = @connection AND b.ended_at IS NOT NULL)`

export function placesOf(db: Db, connection: number, { incompleteOnly, within, after, limit }: PlaceQuery): readonly PlaceCoverage[] {
  const rows = db.all<Row>(
    `SELECT p.step AS stepId, t.title AS stepTitle, p.wide, p.narrow, t.hides, p.outcome, p.incomplete
      FROM place p JOIN step t ON t.scan = p.scan AND t.connection = p.connection AND t.id = p.step
      WHERE p.scan = ${lastEnded} AND p.connection = @connection AND (p.wide, p.narrow, p.step) > (@wide, @narrow, @step)
        ${incompleteOnly ? 'AND p.incomplete = 1' : ''}
        ${within === null ? '' : 'AND p.wide = @inWide'} ${within === null || within.narrow === null ? '' : 'AND p.narrow = @inNarrow'}
      ORDER BY p.wide, p.narrow, p.step LIMIT @limit`,
    {
      connection,
      wide: after?.wide ?? '',
      narrow: after?.narrow ?? '',
      step: after?.stepId ?? '',
      limit,
      ...(within === null ? {} : { inWide: within.wide }),
      ...(within === null || within.narrow === null ? {} : { inNarrow: within.narrow }),
    },
  )
  return rows.map(({ outcome, incomplete, ...row }) => ({ ...row, end: JSON.parse(outcome) as StepEnd, incomplete: incomplete === 1 }))
}

interface Row {
  readonly stepId: string
  readonly stepTitle: string
  readonly wide: string
  readonly narrow: string
  readonly hides: string
  readonly outcome: string
  readonly incomplete: number
}

/** Counted in the file: an organisation has hundreds of accounts times regions times steps. */
export function placeGrid(db: Db, connection: number): PlaceGrid {
  const rows = db.all<{ wide: string; narrow: string; state: CoverageState; n: number; incomplete: number }>(
    `SELECT wide, narrow, state, count(*) AS n, sum(incomplete) AS incomplete FROM place
      WHERE scan = ${lastEnded} AND connection = @connection GROUP BY wide, narrow, state ORDER BY wide, narrow`,
    { connection },
  )
  const cells = new Map<
    string,
    { wide: string; narrow: string; counts: Partial<Record<CoverageState, number>>; steps: number; incomplete: number }
  >()
  for (const { wide, narrow, state, n, incomplete } of rows) {
    const key = JSON.stringify([wide, narrow])
    const cell = cells.get(key) ?? { wide, narrow, counts: {}, steps: 0, incomplete: 0 }
    cells.set(key, { ...cell, counts: { ...cell.counts, [state]: n }, steps: cell.steps + n, incomplete: cell.incomplete + incomplete })
  }
  return {
    wides: [...new Set(rows.map(({ wide }) => wide))],
    narrows: [...new Set(rows.map(({ narrow }) => narrow))].sort(),
    cells: [...cells.values()],
  }
}
