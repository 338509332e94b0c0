import { isIncomplete, type StepCoverage, type StepEnd } from '../../../shared/domain/coverage.ts'
import type { ScanProgress } from '../../../shared/domain/scan.ts'

type Counts = Pick<StepCoverage, 'pages' | 'objects' | 'keptAside' | 'calls'>

/** What a running scan is doing, in memory only; tells the watcher at most ten times a second. */
export interface ProgressBoard {
  started(connectionId: string, stepId: string): void
  counted(connectionId: string, stepId: string, more: Partial<Counts>, expected: number | undefined): void
  waits(connectionId: string, stepId: string, words: string | null): void
  ended(connectionId: string, stepId: string, end: StepEnd): void
  now(): ScanProgress
  /** Tells the watcher even if it was told a moment ago. */
  tell(): void
}

const tellEveryMs = 100

export function createProgress(
  scanId: string,
  initial: readonly StepCoverage[],
  clock: () => Date,
  watch: ((progress: ScanProgress) => void) | undefined,
): ProgressBoard {
  const keyOf = (connectionId: string, stepId: string) => JSON.stringify([connectionId, stepId])
  const steps = new Map(initial.map((step) => [keyOf(step.connectionId, step.stepId), step]))
  const expected = new Map<string, number>()
  const waiting = new Map<string, string>()
  const startedAt = clock()
  let toldAt = 0

  const now = (): ScanProgress => {
    const all = [...steps.values()]
    const done = all.filter((step) => step.end !== null)
    const share =
      all.reduce((sum, step) => sum + shareOf(step, expected.get(keyOf(step.connectionId, step.stepId))), 0) / Math.max(1, all.length)
    const elapsed = clock().getTime() - startedAt.getTime()
    return {
      scanId,
      steps: all,
      stepsDone: done.length,
      stepsTotal: all.length,
      objects: all.reduce((sum, step) => sum + step.objects, 0),
      calls: all.reduce((sum, step) => sum + step.calls, 0),
      startedAt: startedAt.toISOString(),
      leftMs: done.length === all.length ? 0 : share > 0.05 && elapsed > 1_000 ? Math.round((elapsed * (1 - share)) / share) : null,
      waitingFor: [...waiting.values()][0] ?? null,
    }
  }
  const tell = () => {
    toldAt = clock().getTime()
    watch?.(now())
  }
  const change = (connectionId: string, stepId: string, to: (step: StepCoverage) => StepCoverage) => {
    const key = keyOf(connectionId, stepId)
    const step = steps.get(key)
    if (step !== undefined) steps.set(key, to(step))
    if (Math.abs(clock().getTime() - toldAt) >= tellEveryMs) tell()
  }
  return {
    started: (connectionId, stepId) => change(connectionId, stepId, (step) => ({ ...step, startedAt: clock().toISOString() })),
    counted: (connectionId, stepId, more, whole) => {
      if (whole !== undefined) expected.set(keyOf(connectionId, stepId), whole)
      change(connectionId, stepId, (step) => ({
        ...step,
        pages: step.pages + (more.pages ?? 0),
        objects: step.objects + (more.objects ?? 0),
        keptAside: step.keptAside + (more.keptAside ?? 0),
        calls: more.calls ?? step.calls,
      }))
    },
    waits: (connectionId, stepId, words) => {
      if (words === null) waiting.delete(keyOf(connectionId, stepId))
      else waiting.set(keyOf(connectionId, stepId), words)
      change(connectionId, stepId, (step) => step)
    },
    ended: (connectionId, stepId, end) => {
      waiting.delete(keyOf(connectionId, stepId))
      change(connectionId, stepId, (step) => ({ ...step, end, endedAt: clock().toISOString(), incomplete: isIncomplete(end) }))
    },
    now,
    tell,
  }
}

function shareOf(step: StepCoverage, whole: number | undefined): number {
  if (step.end !== null) return 1
  return whole === undefined || whole <= 0 ? 0 : Math.min(0.95, step.objects / whole)
}
