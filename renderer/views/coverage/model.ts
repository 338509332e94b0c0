import type { CoverageSummary } from '../../../shared/contract/scans.ts'
import type { Connection, ConnectorInfo } from '../../../shared/domain/connection.ts'
import type { StepCoverage } from '../../../shared/domain/coverage.ts'
import {
  type CoverageOutcome,
  type CoverageTally,
  coverageOutcomes,
  outcomeOf,
  tallyCoverage,
} from '../../../shared/domain/coverage-tally.ts'
import { gapOutcomes, outcomeWords } from '../../../shared/domain/coverage-words.ts'
import type { NotConnected } from '../../../shared/domain/not-connected.ts'
import { many } from '../../app/time.ts'
import { sentence } from '../../app/words.ts'
import { gapsIn } from '../../components/coverage-words.ts'
import { whyOf } from '../../components/fix-of.ts'

/** One source with its steps, the worst first. */
export interface SourceCoverage {
  readonly connectionId: string
  readonly label: string
  readonly provider: string
  readonly steps: readonly StepCoverage[]
  readonly tally: CoverageTally
  readonly worst: CoverageOutcome
  readonly lastScanAt: string | null
}

const rank = (outcome: CoverageOutcome): number => coverageOutcomes.indexOf(outcome)
export const stepOutcome = (step: Pick<StepCoverage, 'end'>): CoverageOutcome => outcomeOf(step.end)

/** Every connected source, those with the worst gaps first; one that was never scanned is among them with all its steps. */
export function coverageBySource(
  { steps, neverScanned }: CoverageSummary,
  connections: readonly Connection[],
  connectors: readonly ConnectorInfo[],
): readonly SourceCoverage[] {
  return connections
    .map((connection) => {
      const own = steps.filter((step) => step.connectionId === connection.id)
      const unscanned = neverScanned.includes(connection.id)
        ? (connectors.find((one) => one.id === connection.provider)?.steps.length ?? 0)
        : 0
      const outcomes = own.map(stepOutcome)
      return {
        connectionId: connection.id,
        label: connection.label,
        provider: connection.provider,
        steps: own.toSorted((a, b) => rank(stepOutcome(a)) - rank(stepOutcome(b))),
        tally: tallyCoverage(own, unscanned),
        worst: own.length === 0 ? 'unscanned' : (gapOutcomes.find((outcome) => outcomes.includes(outcome)) ?? 'seen'),
        lastScanAt: connection.lastScanAt,
      } satisfies SourceCoverage
    })
    .sort((a, b) => rank(a.worst) - rank(b.worst) || gapsIn(b.tally) - gapsIn(a.tally) || a.label.localeCompare(b.label))
}

/** A figure of the screen; pressing it shows what it counts. */
export interface Figure {
  readonly id: CoverageOutcome | 'absent'
  readonly count: number
  readonly word: string
}

/** What the figures count are steps, but sources where nothing of them was ever looked at. */
export function figuresOf({ tally, neverScanned }: CoverageSummary, absent: readonly NotConnected[]): readonly Figure[] {
  const figures: readonly Figure[] = [
    { id: 'seen', count: tally.counts.seen, word: 'seen' },
    ...gapOutcomes.map((id) => ({
      id,
      count: id === 'unscanned' ? neverScanned.length : tally.counts[id],
      word: id === 'unscanned' ? 'never scanned' : outcomeWords[id].toLowerCase(),
    })),
    { id: 'absent', count: absent.length, word: 'not connected' },
    { id: 'outside', count: tally.counts.outside, word: 'not there or not asked for' },
  ]
  return figures.filter(({ count, id }) => count > 0 || id === 'seen')
}

/** One thing to do that would open something unseen, and all that it would open. */
export interface Mend {
  readonly key: string
  readonly outcome: CoverageOutcome
  readonly connectionId: string
  readonly label: string
  readonly what: string
  readonly next: string | null
  readonly hides: readonly string[]
  readonly steps: number
}

/** The gaps, told once for each cause: one missing permission may blind four steps. The worst first, and what opens most before the rest. */
export function mendsOf({ steps }: CoverageSummary, connectors: readonly ConnectorInfo[]): readonly Mend[] {
  const mends = new Map<string, Mend>()
  for (const step of steps) {
    if (!step.incomplete) continue
    const connector = connectors.find((one) => one.id === step.provider) ?? null
    const { why, next } = whyOf(step.end, connector)
    const what = step.end?.state === 'denied' ? `Missing: ${step.end.missing}` : why
    const key = `${step.connectionId} ${what}`
    const known = mends.get(key)
    mends.set(key, {
      key,
      outcome: stepOutcome(step),
      connectionId: step.connectionId,
      label: step.connectionLabel,
      what,
      next: next === null ? (known?.next ?? null) : sentence(next),
      hides: [...new Set([...(known?.hides ?? []), step.hides])],
      steps: (known?.steps ?? 0) + 1,
    })
  }
  return [...mends.values()].sort((a, b) => rank(a.outcome) - rank(b.outcome) || b.steps - a.steps || a.label.localeCompare(b.label))
}

/** What stays unseen. A step that was not asked for hides what it would have shown, although that is nobody's fault. */
export function unseenWords(step: StepCoverage): string {
  if (step.incomplete) return sentence(step.hides)
  if (step.end?.state !== 'skipped') return 'Nothing'
  return step.end.reason === 'not-asked' ? `Not asked for: ${step.hides}` : `If there are any: ${step.hides}`
}

/** Why a step did not see everything, and what would help, in words. */
export function whyWords(step: StepCoverage, connector: ConnectorInfo | null): { readonly why: string; readonly next: string | null } {
  if (step.end === null) return { why: step.startedAt === null ? 'Not started yet.' : 'Reading now.', next: null }
  if (step.end.state === 'complete' && step.keptAside > 0)
    return {
      why: `${many(step.keptAside, 'entry', 'entries')} could not be read and ${step.keptAside === 1 ? 'was' : 'were'} kept aside.`,
      next: null,
    }
  return whyOf(step.end, connector)
}
