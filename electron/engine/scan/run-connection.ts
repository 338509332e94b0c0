import { failure } from '../../../shared/base/failure.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { isIncomplete, type StepEnd } from '../../../shared/domain/coverage.ts'
import type { Connector, Step } from '../connectors/connector.ts'
import type { StepRow } from '../store/store.ts'
import type { ProgressBoard } from './progress.ts'
import { runStep } from './run-step.ts'
import type { ScanRequest } from './scan-request.ts'
import { StorageProblem, storing } from './storage-problem.ts'
import { whereOf } from './where-of.ts'

/**
 * Runs the steps of one connection that have not ended, each as soon as those it builds on have, a few at a time.
 * One failing step never hides the others: what depends on it still runs with what was seen.
 */
export async function runConnection(
  request: ScanRequest,
  of: {
    readonly connection: Connection
    readonly connector: Connector
    readonly rows: readonly StepRow[]
    readonly board: ProgressBoard
    readonly signal: AbortSignal
  },
): Promise<void> {
  const { connection, connector, rows, board, signal } = of
  const ends = new Map<string, StepEnd>()
  for (const row of rows) if (row.end !== null) ends.set(row.stepId, row.end)
  const open = rows.filter((row) => row.end === null)
  const waiting = new Map<string, { readonly step: Step; readonly row: StepRow }>()
  const closeWith = (row: StepRow, end: StepEnd) => {
    const at = request.clock().toISOString()
    storing(() =>
      request.store.scans.endStep({ scanId: request.scanId, connectionId: connection.id, stepId: row.stepId, at, end, owns: [] }),
    )
    board.ended(connection.id, row.stepId, end)
    ends.set(row.stepId, end)
  }
  for (const row of open) {
    const step = connector.steps.find((declared) => declared.id === row.stepId)
    if (step === undefined) closeWith(row, { state: 'skipped', reason: 'no-service', why: 'this version has no such step any more' })
    else waiting.set(row.stepId, { step, row })
  }
  const memory = new Map<string, unknown>()
  const running = new Map<string, Promise<void>>()
  const ready = (step: Step) => step.after.every((id) => ends.has(id) || !rows.some((row) => row.stepId === id))

  const run = async (step: Step, row: StepRow) => {
    const shakyGround = step.after
      .filter((id) => {
        const end = ends.get(id)
        return end !== undefined && isIncomplete(end)
      })
      .map((id) => connector.steps.find((declared) => declared.id === id)?.title ?? id)
    const end = await runStep(request, { connection, connector, step, cursor: row.cursor, memory, signal, board, shakyGround })
    ends.set(step.id, end)
    await told(request, connection.id, step.id, end)
  }

  while (waiting.size > 0 || running.size > 0) {
    for (const [id, { step, row }] of waiting) {
      if (signal.aborted) break
      if (running.size >= (request.stepsAtOnce ?? 3)) break
      if (!ready(step)) continue
      waiting.delete(id)
      running.set(
        id,
        run(step, row).finally(() => running.delete(id)),
      )
    }
    if (running.size > 0) {
      try {
        await Promise.race(running.values())
      } catch (error) {
        // The workspace file failed: the others end by themselves at their next write, and are waited for.
        await Promise.allSettled(running.values())
        throw error
      }
      continue
    }
    // The workspace file failed under another connection: what did not run stays open, for the scan that resumes.
    if (signal.reason instanceof StorageProblem) throw signal.reason
    const why = signal.aborted ? 'the scan was cancelled' : 'the steps it builds on wait for each other'
    for (const { row } of waiting.values()) closeWith(row, { state: 'skipped', reason: signal.aborted ? 'cancelled' : 'dependency', why })
    waiting.clear()
  }
}

/** The inventory's own trouble must not end a scan; it is a bug and is named as one. */
async function told(request: ScanRequest, connectionId: string, stepId: string, end: StepEnd): Promise<void> {
  try {
    await request.afterStep?.({ scanId: request.scanId, connectionId, stepId, end })
  } catch (error) {
    const bug = failure('bug', 'the inventory could not be brought up to date after a step', { subject: stepId, next: 'Scan again.' })
    request.log({
      level: 'error',
      text: 'after a scan step',
      fields: { step: stepId, where: whereOf(error) },
      failure: bug,
    })
  }
}
