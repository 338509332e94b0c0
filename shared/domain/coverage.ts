import type { Failure } from '../base/failure.ts'
import type { Instant } from '../base/time.ts'

/** Why a step did not run. Only the first two leave nothing unseen. */
const skipReasons = ['not-asked', 'no-service', 'not-configured', 'not-licensed', 'dependency', 'cancelled'] as const
export type SkipReason = (typeof skipReasons)[number]

/** How a step ended. Only `complete` may mark what it did not see as gone. */
export type StepEnd =
  | { readonly state: 'complete' }
  | { readonly state: 'partial'; readonly why: string; readonly failure?: Failure }
  | { readonly state: 'denied'; readonly missing: string; readonly why: string; readonly failure?: Failure }
  | { readonly state: 'skipped'; readonly reason: SkipReason; readonly why: string }
  | { readonly state: 'failed'; readonly failure: Failure }

export type CoverageState = StepEnd['state']

/** What one step of one scan saw, did not see, and why. */
export interface StepCoverage {
  readonly scanId: string
  readonly connectionId: string
  readonly connectionLabel: string
  readonly provider: string
  readonly stepId: string
  readonly stepTitle: string
  readonly end: StepEnd | null
  /** What stays unseen while this step is not complete, in words. */
  readonly hides: string
  readonly pages: number
  readonly objects: number
  /** Elements that could not be parsed and were kept aside. */
  readonly keptAside: number
  readonly calls: number
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
  readonly incomplete: boolean
}

/** How one step ended in one place: an account and region, a project and location, an environment. `narrow` may be empty. */
export interface PlaceCoverage {
  readonly stepId: string
  readonly stepTitle: string
  readonly wide: string
  readonly narrow: string
  readonly end: StepEnd
  /** What stays unseen there while it is not complete, in words. */
  readonly hides: string
  readonly incomplete: boolean
}

/** The places of one connection's last ended scan as a table: how many steps ended how in each. */
export interface PlaceGrid {
  readonly wides: readonly string[]
  readonly narrows: readonly string[]
  readonly cells: readonly PlaceCell[]
}

export interface PlaceCell {
  readonly wide: string
  readonly narrow: string
  readonly counts: Readonly<Partial<Record<CoverageState, number>>>
  readonly steps: number
  readonly incomplete: number
}

/** Whether something stayed unseen: anything but complete, not asked for, or no such service. */
export function isIncomplete(end: StepEnd): boolean {
  if (end.state === 'complete') return false
  if (end.state === 'skipped') return end.reason !== 'not-asked' && end.reason !== 'no-service'
  return true
}
