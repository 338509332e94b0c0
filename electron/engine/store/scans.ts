import type { Failure } from '../../../shared/base/failure.ts'
import type { StepEnd } from '../../../shared/domain/coverage.ts'
import type { Scan, ScanState } from '../../../shared/domain/scan.ts'
import { connectionNumber } from './connections.ts'
import { coverageOf, latestCoverage, stepsOf } from './coverage.ts'
import { keepObservation } from './keep.ts'
import { markGone } from './mark-gone.ts'
import type { Db } from './open.ts'
import { forgetPlaces, keepPlaces, placeCounts, placeGrid, placesOf } from './places.ts'
import type { ScanStore } from './store.ts'
import { refuse } from './store-failure.ts'

/** Scans, their steps with cursors, and what each step brought. */
export function openScans(db: Db): ScanStore {
  const begin: ScanStore['begin'] = ({ id, startedAt, steps }) =>
    db.transaction(() => {
      const { id: scan } = db.run("INSERT INTO scan (id, state, started_at) VALUES (?, 'running', ?)", id, startedAt)
      const add = 'INSERT INTO step (scan, connection, id, position, title, hides) VALUES (?, ?, ?, ?, ?, ?)'
      for (const [position, step] of steps.entries()) {
        db.run(add, scan, connectionNumber(db, step.connectionId), step.stepId, position, step.stepTitle, step.hides)
      }
    })

  const keep: ScanStore['keep'] = (batch) =>
    db.relaxed(() => {
      const scan = scanNumber(db, batch.scanId)
      const connection = connectionNumber(db, batch.connectionId)
      const sighting = { scan, connection, at: batch.at, callId: batch.callId, marked: new Set<string>() }
      let newFacts = 0
      for (const observation of batch.observations) if (keepObservation(db, observation, sighting)) newFacts += 1
      const { changes } = db.run(advance, batch.observations.length, batch.keptAside, batch.cursor, scan, connection, batch.stepId)
      if (changes === 0) refuse('not-found', 'This scan has no such step.', { subject: batch.stepId })
      db.run('UPDATE scan SET new_facts = new_facts + ? WHERE nr = ?', newFacts, scan)
      if (batch.places) keepPlaces(db, { scan, connection, step: batch.stepId }, batch.at, batch.places)
      return newFacts
    })

  const startStep: ScanStore['startStep'] = (scanId, connectionId, stepId, at) => {
    // A step that cannot resume from its middle starts over, and so do its counts; calls were made and stay counted.
    const start = `UPDATE step SET started_at = coalesce(started_at, ?), outcome = NULL, ended_at = NULL,
        pages = iif(cursor IS NULL, 0, pages), objects = iif(cursor IS NULL, 0, objects), kept_aside = iif(cursor IS NULL, 0, kept_aside)
      WHERE scan = ? AND connection = ? AND id = ?`
    const scan = scanNumber(db, scanId)
    const connection = connectionNumber(db, connectionId)
    const { changes } = db.run(start, at, scan, connection, stepId)
    const fresh = db.one('SELECT 1 FROM step WHERE scan = ? AND connection = ? AND id = ? AND cursor IS NULL', scan, connection, stepId)
    if (fresh !== undefined) forgetPlaces(db, { scan, connection, step: stepId })
    if (changes === 0) refuse('not-found', 'This scan has no such step.', { subject: stepId })
  }

  const endStep: ScanStore['endStep'] = (step) =>
    db.transaction(() => {
      const scan = scanNumber(db, step.scanId)
      const connection = connectionNumber(db, step.connectionId)
      if (step.end.state === 'complete') for (const owned of step.owns) markGone(db, { scan, connection, at: step.at, ...owned })
      const finish = 'UPDATE step SET outcome = ?, ended_at = ? WHERE scan = ? AND connection = ? AND id = ?'
      db.run(finish, JSON.stringify(step.end), step.at, scan, connection, step.stepId)
    })

  const end: ScanStore['end'] = (scanId, state, at) =>
    db.transaction(() => {
      const scan = scanNumber(db, scanId)
      db.run('UPDATE scan SET state = ?, ended_at = ? WHERE nr = ?', state, at, scan)
      const touched = 'UPDATE connection SET last_scan_id = ?, last_scan_at = ? WHERE nr IN (SELECT connection FROM step WHERE scan = ?)'
      db.run(touched, scanId, at, scan)
    })

  const select = 'SELECT nr, id, state, started_at AS startedAt, ended_at AS endedAt, new_facts AS newFacts FROM scan'
  return {
    begin,
    keep,
    startStep,
    endStep,
    end,
    get: (scanId) => {
      const row = db.one<ScanRow>(`${select} WHERE id = ?`, scanId)
      return row === undefined ? null : readScan(db, row)
    },
    list: (limit) => db.all<ScanRow>(`${select} ORDER BY nr DESC LIMIT ?`, limit).map((row) => readScan(db, row)),
    steps: (scanId) => stepsOf(db, scanNumber(db, scanId)),
    coverage: (scanId) => coverageOf(db, scanNumber(db, scanId)),
    latestCoverage: () => latestCoverage(db),
    placeCounts: (scanId, connectionId, step) =>
      placeCounts(db, { scan: scanNumber(db, scanId), connection: connectionNumber(db, connectionId), step }),
    places: (query) => placesOf(db, connectionNumber(db, query.connectionId), query),
    placeGrid: (connectionId) => placeGrid(db, connectionNumber(db, connectionId)),
    unfinished: () => db.all<ScanRow>(`${select} WHERE ended_at IS NULL ORDER BY nr`).map((row) => readScan(db, row)),
  }
}

const advance = `UPDATE step SET pages = pages + 1, objects = objects + ?, kept_aside = kept_aside + ?, cursor = ?
  WHERE scan = ? AND connection = ? AND id = ?`

interface ScanRow {
  readonly nr: number
  readonly id: string
  readonly state: ScanState
  readonly startedAt: string
  readonly endedAt: string | null
  readonly newFacts: number
}

/** The running number of a scan; refuses one that never began. */
function scanNumber(db: Db, id: string): number {
  const found = db.one<{ nr: number }>('SELECT nr FROM scan WHERE id = ?', id)?.nr
  return found ?? refuse('not-found', 'There is no such scan in this workspace.', { subject: id, next: 'Start a new scan.' })
}

function readScan(db: Db, { nr, ...row }: ScanRow): Scan {
  const steps = coverageOf(db, nr)
  const sum = (of: (step: (typeof steps)[number]) => number) => steps.reduce((total, step) => total + of(step), 0)
  return {
    ...row,
    connectionIds: [...new Set(steps.map((step) => step.connectionId))],
    pages: sum((step) => step.pages),
    objects: sum((step) => step.objects),
    calls: sum((step) => step.calls),
    failure: row.state === 'failed' ? firstFailure(steps.map((step) => step.end)) : null,
  }
}

function firstFailure(ends: readonly (StepEnd | null)[]): Failure | null {
  for (const end of ends) if (end?.state === 'failed') return end.failure
  return null
}
