import { failure } from '../../../shared/base/failure.ts'
import { fail, failed, ok, type Result } from '../../../shared/base/result.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { isIncomplete, type StepEnd } from '../../../shared/domain/coverage.ts'
import type { Scan, ScanState } from '../../../shared/domain/scan.ts'
import type { StepRow } from '../store/store.ts'
import { atOnce } from './at-once.ts'
import { createProgress, type ProgressBoard } from './progress.ts'
import { runConnection } from './run-connection.ts'
import type { ScanRequest } from './scan-request.ts'
import { StorageProblem, storing } from './storage-problem.ts'

/**
 * Runs a scan to its end: `complete`, `incomplete` (coverage says why), `failed` (every step failed, or the workspace file did)
 * or `cancelled` with everything seen kept. A scan whose process dies stays unfinished and can be resumed by its id.
 * Failures: `not-found` for an unknown scan to resume, `storage-*` when the workspace file fails.
 */
export async function runScan(request: ScanRequest): Promise<Result<Scan>> {
  try {
    return await run(request)
  } catch (error) {
    if (!(error instanceof StorageProblem)) throw error
    request.log({ level: 'error', text: 'the scan stopped because the workspace file failed', failure: error.failure })
    try {
      request.store.scans.end(request.scanId, 'failed', request.clock().toISOString())
    } catch {
      // The file that cannot be written cannot say so either; the scan stays unfinished and can be resumed.
    }
    return failed(error.failure)
  }
}

async function run(request: ScanRequest): Promise<Result<Scan>> {
  const { store, scanId, clock } = request
  if (request.resume !== true) {
    const steps = request.connections.flatMap((connection) => stepsOf(request, connection))
    storing(() => store.scans.begin({ id: scanId, startedAt: clock().toISOString(), steps }))
  } else if (store.scans.get(scanId) === null) return fail('not-found', 'there is no such scan to resume', { subject: scanId })

  const rows = store.scans.steps(scanId)
  const board = createProgress(scanId, store.scans.coverage(scanId), clock, request.onProgress)
  // A file that cannot be written stops every connection, not only the one that met it first.
  const stop = new AbortController()
  const signal = AbortSignal.any([request.signal, stop.signal])
  board.tell()
  await atOnce([...new Set(rows.map((row) => row.connectionId))], request.connectionsAtOnce ?? 3, async (connectionId) => {
    const own = rows.filter((row) => row.connectionId === connectionId)
    const connection = request.connections.find((one) => one.id === connectionId)
    const connector = connection === undefined ? null : request.connectorOf(connection.provider)
    if (connection === undefined || connector === null) {
      for (const row of own) if (row.end === null) close(request, board, row, withoutConnector(connection))
      return
    }
    try {
      await runConnection(request, { connection, connector, rows: own, board, signal })
    } catch (error) {
      stop.abort(error)
      throw error
    }
  })
  const state = stateOf(
    store.scans.steps(scanId).map((row) => row.end),
    request.signal.aborted,
  )
  storing(() => store.scans.end(scanId, state, clock().toISOString()))
  board.tell()
  const scan = store.scans.get(scanId)
  return scan === null ? fail('bug', 'the scan is not in the workspace any more', { subject: scanId }) : ok(scan)
}

function stepsOf(request: ScanRequest, connection: Connection): readonly Omit<StepRow, 'cursor' | 'end' | 'scanId'>[] {
  const connector = request.connectorOf(connection.provider)
  if (connector === null)
    return [{ connectionId: connection.id, stepId: 'connect', stepTitle: 'Connect', hides: 'everything in this source' }]
  return connector.steps.map((step) => ({ connectionId: connection.id, stepId: step.id, stepTitle: step.title, hides: step.hides }))
}

function withoutConnector(connection: Connection | undefined): StepEnd {
  if (connection === undefined) return { state: 'skipped', reason: 'cancelled', why: 'the connection was removed' }
  const next = 'Remove the connection, or use a version that knows this provider.'
  return {
    state: 'failed',
    failure: failure('invalid-input', 'no connector for this provider is installed', { subject: connection.provider, next }),
  }
}

function close(request: ScanRequest, board: ProgressBoard, row: StepRow, end: StepEnd): void {
  const at = request.clock().toISOString()
  storing(() => request.store.scans.endStep({ scanId: row.scanId, connectionId: row.connectionId, stepId: row.stepId, at, end, owns: [] }))
  board.ended(row.connectionId, row.stepId, end)
}

function stateOf(ends: readonly (StepEnd | null)[], cancelled: boolean): ScanState {
  if (cancelled && ends.some((end) => end === null || isIncomplete(end))) return 'cancelled'
  if (ends.length > 0 && ends.every((end) => end?.state === 'failed')) return 'failed'
  return ends.every((end) => end !== null && !isIncomplete(end)) ? 'complete' : 'incomplete'
}
