import type { StepCoverage, StepEnd } from './coverage.ts'

/**
 * How a step stands to a reader: every step is exactly one of these, and each has its own word. `unlicensed` and `unset` need a
 * purchase or a setting, `unreached` needs another scan, `unscanned` is a step of a source that was never scanned, `outside` was not
 * asked for or is not there. The worst comes first.
 */
export const coverageOutcomes = ['denied', 'failed', 'partial', 'unlicensed', 'unset', 'unreached', 'unscanned', 'seen', 'outside'] as const
export type CoverageOutcome = (typeof coverageOutcomes)[number]

export function outcomeOf(end: StepEnd | null): CoverageOutcome {
  if (end === null) return 'unreached'
  if (end.state === 'complete') return 'seen'
  if (end.state !== 'skipped') return end.state
  switch (end.reason) {
    case 'not-asked':
    case 'no-service':
      return 'outside'
    case 'not-licensed':
      return 'unlicensed'
    case 'not-configured':
      return 'unset'
    case 'dependency':
    case 'cancelled':
      return 'unreached'
  }
}

/** The one count of coverage: the chip, the overview, the coverage screen, the command line and the summary all take it from here. */
export interface CoverageTally {
  readonly counts: Readonly<Record<CoverageOutcome, number>>
  /** Steps that were asked for, and those of sources never scanned: all but `outside`. */
  readonly asked: number
  /** Whole per cent of the asked that were seen, rounded down: almost everything is not everything. Null when nothing was asked. */
  readonly percent: number | null
}

/** @param unscanned how many steps the sources have that were never scanned: what nobody looked at is not left out of the share */
export function tallyCoverage(steps: readonly Pick<StepCoverage, 'end'>[], unscanned = 0): CoverageTally {
  const counts = Object.fromEntries(coverageOutcomes.map((outcome) => [outcome, 0])) as Record<CoverageOutcome, number>
  for (const { end } of steps) counts[outcomeOf(end)] += 1
  counts.unscanned = unscanned
  const asked = steps.length + unscanned - counts.outside
  return { counts, asked, percent: asked === 0 ? null : Math.floor((100 * counts.seen) / asked) }
}
