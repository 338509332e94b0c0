import type { StepCoverage } from '../../../shared/domain/coverage.ts'
import { many } from '../../app/time.ts'
import { type CoverageWord, coverageState, sentence } from '../../app/words.ts'

export interface ConnectionCoverage {
  readonly connectionId: string
  readonly label: string
  readonly steps: readonly StepCoverage[]
  readonly unseen: number
}

const order: readonly CoverageWord[] = ['denied', 'failed', 'partial', 'waiting', 'skipped', 'complete']

/** Steps by connection, those with gaps first, and in each the gaps first. */
export function byConnection(steps: readonly StepCoverage[]): readonly ConnectionCoverage[] {
  const groups = new Map<string, StepCoverage[]>()
  for (const step of steps) groups.set(step.connectionId, [...(groups.get(step.connectionId) ?? []), step])
  return [...groups.entries()]
    .map(([connectionId, own]) => ({
      connectionId,
      label: own[0]?.connectionLabel ?? connectionId,
      steps: own.sort(
        (a, b) => Number(b.incomplete) - Number(a.incomplete) || order.indexOf(coverageState(a)) - order.indexOf(coverageState(b)),
      ),
      unseen: own.filter((step) => step.incomplete).length,
    }))
    .sort((a, b) => b.unseen - a.unseen || a.label.localeCompare(b.label))
}

/** What stays unseen. A step that was not asked for hides what it would have shown, although that is nobody's fault. */
export function unseenWords(step: StepCoverage): string {
  if (step.incomplete) return sentence(step.hides)
  if (step.end?.state !== 'skipped') return 'Nothing'
  return step.end.reason === 'not-asked' ? `Not asked for: ${step.hides}` : `If there are any: ${step.hides}`
}

/** Why a step did not see everything, and what would help, in words. */
export function whyWords(step: StepCoverage): { readonly why: string; readonly next: string | null } {
  const { end } = step
  if (end === null) return { why: step.startedAt === null ? 'Not started yet' : 'Reading now', next: null }
  switch (end.state) {
    case 'complete':
      return {
        why:
          step.keptAside > 0
            ? `${many(step.keptAside, 'entry', 'entries')} could not be read and ${step.keptAside === 1 ? 'was' : 'were'} kept aside`
            : 'Everything asked for was read',
        next: null,
      }
    case 'partial':
      return { why: sentence(end.why), next: end.failure?.next ?? null }
    case 'denied':
      return { why: `Missing: ${end.missing}. ${sentence(end.why)}`, next: end.failure?.next ?? `Grant ${end.missing}, then scan again.` }
    case 'skipped':
      return { why: sentence(end.why), next: null }
    case 'failed':
      return { why: end.failure.message, next: end.failure.next ?? null }
  }
}
