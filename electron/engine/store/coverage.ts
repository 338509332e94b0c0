import { isIncomplete, type StepCoverage, type StepEnd } from '../../../shared/domain/coverage.ts'
import type { Db } from './open.ts'
import type { StepRow } from './store.ts'

interface Row {
  readonly scanId: string
  readonly connectionId: string
  readonly connectionLabel: string
  readonly provider: string
  readonly stepId: string
  readonly stepTitle: string
  readonly hides: string
  readonly cursor: string | null
  readonly outcome: string | null
  readonly pages: number
  readonly objects: number
  readonly keptAside: number
  readonly calls: number
  readonly startedAt: string | null
  readonly endedAt: string | null
}

const select = `SELECT s.id AS scanId, k.id AS connectionId, k.label AS connectionLabel, k.provider, t.id AS stepId, t.title AS stepTitle, t.hides,
    t.cursor, t.outcome, t.pages, t.objects, t.kept_aside AS keptAside, t.calls, t.started_at AS startedAt, t.ended_at AS endedAt
  FROM step t JOIN scan s ON s.nr = t.scan JOIN connection k ON k.nr = t.connection`

export function stepsOf(db: Db, scan: number): readonly StepRow[] {
  return db.all<Row>(`${select} WHERE t.scan = ? ORDER BY t.position`, scan).map((row) => ({
    scanId: row.scanId,
    connectionId: row.connectionId,
    stepId: row.stepId,
    stepTitle: row.stepTitle,
    hides: row.hides,
    cursor: row.cursor,
    end: endOf(row),
  }))
}

export function coverageOf(db: Db, scan: number): readonly StepCoverage[] {
  return db.all<Row>(`${select} WHERE t.scan = ? ORDER BY t.position`, scan).map(read)
}

/** The steps of the last ended scan of each connection that still exists. */
export function latestCoverage(db: Db): readonly StepCoverage[] {
  const latest = `${select} WHERE k.removed = 0 AND t.scan = (
      SELECT max(a.scan) FROM step a JOIN scan b ON b.nr = a.scan WHERE a.connection = k.nr AND b.ended_at IS NOT NULL
    ) ORDER BY k.nr, t.position`
  return db.all<Row>(latest).map(read)
}

function endOf(row: Row): StepEnd | null {
  return row.outcome === null ? null : (JSON.parse(row.outcome) as StepEnd)
}

function read(row: Row): StepCoverage {
  const { cursor: _cursor, outcome: _outcome, ...rest } = row
  const end = endOf(row)
  return { ...rest, end, incomplete: end === null || isIncomplete(end) }
}
