import { failure } from '../../../shared/base/failure.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { StepEnd } from '../../../shared/domain/coverage.ts'
import type { Batch, Connector, Step, StepContext } from '../connectors/connector.ts'
import { withDefaults } from '../connectors/with-defaults.ts'
import type { KeptPlace } from '../store/store.ts'
import { gatherEvidence } from './evidence.ts'
import type { ProgressBoard } from './progress.ts'
import type { ScanRequest } from './scan-request.ts'
import { StorageProblem, storing } from './storage-problem.ts'
import { whereOf } from './where-of.ts'

export interface StepRun {
  readonly connection: Connection
  readonly connector: Connector
  readonly step: Step
  readonly cursor: string | null
  readonly memory: Map<string, unknown>
  readonly signal: AbortSignal
  readonly board: ProgressBoard
  /** Titles of steps this one builds on that did not see everything; empty when all did. */
  readonly shakyGround: readonly string[]
}

/**
 * Runs one step to its end. Each batch is kept in one transaction with its calls and its cursor before the next one is asked for,
 * so memory stays bounded and a kill loses at most one batch. Throws for trouble with the workspace file only.
 */
export async function runStep(request: ScanRequest, run: StepRun): Promise<StepEnd> {
  const { connection, step, board } = run
  const { store, scanId, clock } = request
  const evidence = gatherEvidence(request, connection.id, step.id)
  let kept = 0
  const keep = (batch: Batch) => {
    storing(() =>
      store.relaxed(() => {
        evidence.flush()
        store.scans.keep({
          scanId,
          connectionId: connection.id,
          stepId: step.id,
          at: clock().toISOString(),
          observations: batch.observations,
          callId: batch.call,
          cursor: batch.cursor,
          keptAside: batch.keptAside,
          places: placesOf(batch, run),
        })
      }),
    )
    kept += batch.observations.length
    board.counted(
      connection.id,
      step.id,
      { pages: 1, objects: batch.observations.length, keptAside: batch.keptAside, calls: evidence.count() },
      batch.expected,
    )
  }

  storing(() => store.scans.startStep(scanId, connection.id, step.id, clock().toISOString()))
  board.started(connection.id, step.id)
  const drawn = await drive(request, run, contextOf(request, run, evidence), keep)
  // The workspace file failed under another step: this one has not ended, and goes on when the scan resumes.
  if (run.signal.reason instanceof StorageProblem) throw run.signal.reason
  const end = settle(request, drawn, run, { kept, aside: asideOf(request, run) })
  board.counted(connection.id, step.id, { calls: evidence.count() }, undefined)
  storing(() =>
    store.relaxed(() => {
      evidence.flush()
      store.scans.endStep({ scanId, connectionId: connection.id, stepId: step.id, at: clock().toISOString(), end, owns: step.owns })
    }),
  )
  board.ended(connection.id, step.id, end)
  return end
}

/** Draws batches until the step ends, is cancelled or breaks. */
async function drive(request: ScanRequest, run: StepRun, context: StepContext, keep: (batch: Batch) => void): Promise<StepEnd> {
  try {
    const batches = run.step.run(context)
    for (;;) {
      const turn = await untilAborted(batches.next(), run.signal)
      if (turn === null) {
        // Not awaited: a step that ignores the signal must not hold the person who cancelled.
        void batches.return({ state: 'complete' }).catch(() => {})
        return cancelledEnd
      }
      if (turn.done) return turn.value
      keep(turn.value)
      // Steps that read files never wait by themselves; cancel and progress get their turn here.
      await new Promise((resolve) => setImmediate(resolve))
    }
  } catch (error) {
    if (error instanceof StorageProblem) throw error
    const bug = failure('bug', `the step “${run.step.title}” broke off because of a fault in the program`, {
      subject: run.step.id,
      next: 'Scan again; if it stays, report it with the log.',
    })
    request.log({ level: 'error', text: 'a scan step threw', fields: { step: run.step.id, where: whereOf(error) }, failure: bug })
    return { state: 'failed', failure: bug }
  }
}

const cancelledEnd: StepEnd = { state: 'partial', why: 'the scan was cancelled', failure: failure('cancelled', 'the scan was cancelled') }

/** A step cannot be complete on ground that is not, nor past what it could not read: it would mark as gone what is still there. */
function settle(request: ScanRequest, end: StepEnd, run: StepRun, saw: { readonly kept: number; readonly aside: number }): StepEnd {
  if (run.signal.aborted && end.state !== 'complete') return cancelledEnd
  if (end.state !== 'complete') return end
  if (saw.aside > 0)
    return {
      state: 'partial',
      why: `${saw.aside} ${saw.aside === 1 ? 'element' : 'elements'} could not be read and ${saw.aside === 1 ? 'was' : 'were'} kept aside`,
    }
  const places = request.store.scans.placeCounts(request.scanId, run.connection.id, run.step.id)
  // Places read before an interruption count too: the resumed step does not know them.
  if (places.incomplete > 0) return { state: 'partial', why: `${places.incomplete} of ${places.places} places were not seen whole` }
  if (run.shakyGround.length === 0) return end
  const why = `it builds on ${run.shakyGround.join(' and ')}, which did not see everything`
  return saw.kept === 0 ? { state: 'skipped', reason: 'dependency', why } : { state: 'partial', why }
}

/** On ground that is not whole nothing is marked as gone, not even in a place that ended complete. */
function placesOf({ places = [] }: Batch, { shakyGround }: StepRun): readonly KeptPlace[] {
  return places.map(({ place: [wide, narrow = ''], end, owns = [] }) => ({ wide, narrow, end, owns: shakyGround.length === 0 ? owns : [] }))
}

/** Elements kept aside by this step in this scan, those before an interruption included. */
function asideOf({ store, scanId }: ScanRequest, { connection, step }: StepRun): number {
  return store.scans.coverage(scanId).find((one) => one.connectionId === connection.id && one.stepId === step.id)?.keptAside ?? 0
}

function contextOf(request: ScanRequest, run: StepRun, evidence: ReturnType<typeof gatherEvidence>): StepContext {
  const { connection, connector, step, board } = run
  const settings = withDefaults(connector, connection.settings)
  return {
    settings,
    secret: (key) => request.secret(connection.id, key),
    http: request.http.open({
      connector,
      settings,
      scanId: request.scanId,
      connectionId: connection.id,
      stepId: step.id,
      signal: run.signal,
      calls: evidence.calls,
      onWait: (words) => board.waits(connection.id, step.id, words),
    }),
    record: evidence.record,
    now: request.clock,
    signal: run.signal,
    notice: (text) => request.notice?.(connection.id, text),
    memory: run.memory,
    cursor: run.cursor,
    seen: (kind, reach) =>
      reach === 'known'
        ? request.store.observations.current(connection.id, kind)
        : request.store.observations.inScan(request.scanId, connection.id, kind),
    log: (text, fields) => request.log({ level: 'info', text, fields: { step: step.id, ...fields } }),
  }
}

/** The promise's value, or null as soon as the signal says stop. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | null> {
  if (signal.aborted) {
    void promise.catch(() => {})
    return Promise.resolve(null)
  }
  return new Promise((resolve, reject) => {
    const stop = () => resolve(null)
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
