import type { Failure } from '../base/failure.ts'
import type { Instant } from '../base/time.ts'
import type { StepCoverage } from './coverage.ts'

export type ScanState = 'running' | 'complete' | 'incomplete' | 'failed' | 'cancelled' | 'interrupted'

export interface Scan {
  readonly id: string
  readonly state: ScanState
  readonly startedAt: Instant
  readonly endedAt: Instant | null
  readonly connectionIds: readonly string[]
  readonly pages: number
  readonly objects: number
  readonly calls: number
  /** Observations written because they were new or different. */
  readonly newFacts: number
  readonly failure: Failure | null
}

/** What a running scan is doing now; kept in memory, never stored. */
export interface ScanProgress {
  readonly scanId: string
  readonly steps: readonly StepCoverage[]
  readonly stepsDone: number
  readonly stepsTotal: number
  readonly objects: number
  readonly calls: number
  readonly startedAt: Instant
  /** Estimated milliseconds left; null while it cannot be told. */
  readonly leftMs: number | null
  /** What it waits for, in words, e.g. `the provider asks us to wait 12 s`. */
  readonly waitingFor: string | null
}
