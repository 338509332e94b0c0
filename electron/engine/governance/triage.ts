import { daysBetween, type Instant } from '../../../shared/base/time.ts'
import type { TriageItem } from '../../../shared/contract/governance.ts'
import type { AgentRow } from '../../../shared/domain/agent.ts'
import type { Attestation } from '../../../shared/domain/attestation.ts'
import type { DecisionAction } from '../../../shared/domain/decision.ts'
import type { AgentStatus } from '../../../shared/domain/vocabulary.ts'
import { reachesOnlyToRead } from './reads-only.ts'

export interface TriageOptions {
  readonly now: Instant
  readonly limit: number
  /** First seen later than this is new; the start of the audit, or the scan before the last. */
  readonly newSince?: Instant | null
  /** What was said of agents whose owners want them no longer or know nothing of them. */
  readonly disowned?: ReadonlyMap<string, Attestation>
  /** Days an agent may stay undecided before it is overdue. */
  readonly overdueAfterDays?: number
}

const defaultOverdueDays = 30

/** Who is in these states waits for a decision. A standing decision whose time has run out lapses within a minute, and waits then. */
export const waitingStatuses = ['discovered', 'in-review', 'lapsed', 'reappeared', 'rejected'] as const satisfies readonly AgentStatus[]

/** The queue of what wants a decision: riskiest first, each with why it is here and a suggestion. Pure; it never decides. */
export function triage(
  rows: Iterable<AgentRow>,
  options: TriageOptions,
): { readonly items: readonly TriageItem[]; readonly total: number } {
  const waiting: { readonly row: AgentRow; readonly why: string }[] = []
  for (const row of rows) {
    const why = whyOf(row, options)
    if (why !== null) waiting.push({ row, why })
  }
  const first = (row: AgentRow) => (options.disowned?.has(row.id) === true ? 1 : 0)
  waiting.sort((one, other) => first(other.row) - first(one.row) || other.row.risk - one.row.risk || (one.row.id < other.row.id ? -1 : 1))
  return {
    items: waiting.slice(0, options.limit).map(({ row, why }) => ({ row, why, suggestion: suggestionFor(row, options) })),
    total: waiting.length,
  }
}

const disownedWords = ({ needed, by, answeredAt }: Attestation): string =>
  needed === 'not-mine'
    ? `Disowned: ${by} was asked, and said on ${answeredAt.slice(0, 10)} that it is not theirs`
    : `No longer needed: ${by} was asked, and said so on ${answeredAt.slice(0, 10)}`

/** Nothing is left to decide of these, whoever disowns them. */
const settled: ReadonlySet<AgentStatus> = new Set(['revoking', 'revoked', 'retired'])

function whyOf(row: AgentRow, { now, newSince = null, overdueAfterDays = defaultOverdueDays, disowned }: TriageOptions): string | null {
  if (row.gone) return null
  const said = disowned?.get(row.id)
  if (said !== undefined && !settled.has(row.status)) return disownedWords(said)
  const days = daysBetween(row.firstSeen, now) ?? 0
  switch (row.status) {
    case 'reappeared':
      return 'Reappeared: it was revoked or gone, and is back'
    case 'lapsed':
      return row.statusUntil === null ? 'Lapsed: its time ran out, or the facts it was approved on changed' : 'Lapsed: its time ran out'
    case 'rejected':
      return 'Overdue: rejected, but still there'
    case 'approved':
    case 'under-policy':
    case 'exception':
      return row.statusUntil !== null && row.statusUntil <= now ? 'Overdue: its time ran out' : null
    case 'in-review':
      return days > overdueAfterDays ? `Overdue: in review, known for ${days} days` : 'In review: not decided yet'
    case 'discovered':
      if (newSince !== null && row.firstSeen > newSince) return 'New: first seen in the last scan'
      return days > overdueAfterDays ? `Overdue: nobody decided for ${days} days` : 'Undecided: nobody decided about it yet'
    case 'revoking':
    case 'revoked':
    case 'retired':
      return null
  }
}

function suggestionFor(row: AgentRow, { disowned }: TriageOptions): TriageItem['suggestion'] {
  const said = disowned?.get(row.id)
  if (said !== undefined)
    return said.needed === 'not-mine'
      ? suggest('assign-owner', 'Who was asked says that somebody else must answer for it.')
      : suggest('reject', 'Its owner says that nobody needs it.')
  const first = firstThought(row)
  return row.status === 'in-review' && first.action === 'review' ? afterReview(row) : first
}

const suggest = (action: DecisionAction, because: string) => ({ action, because })

/** Looking at it has begun: what ends the looking. */
function afterReview(row: AgentRow) {
  if (row.certainty === 'suggested') return suggest('not-ai', 'Only its name suggests AI: say so if the review found none.')
  if (row.band === 'critical') return suggest('reject', 'Its danger is too high to approve as it is.')
  return suggest('accept-risk', 'It can act: if its owner needs it, set a date by which it must be safer.')
}

function firstThought(row: AgentRow) {
  if (row.certainty === 'suggested') return suggest('review', 'Only its name suggests AI: look at it before anything else.')
  if (row.status === 'rejected') return suggest('revoke', 'It was rejected and still works.')
  if (row.status === 'reappeared') return suggest('revoke', 'It was revoked before.')
  if (row.status === 'lapsed') return suggest('review', 'Look at what changed since it was approved.')
  const dangerous = row.band === 'critical' || row.band === 'high'
  if (dangerous && row.ownerState !== 'known') return suggest('assign-owner', 'It is dangerous, and nobody who is here answers for it.')
  if (row.band === 'critical') return suggest('review', 'Its danger is too high to approve as it is.')
  if (row.ownerState !== 'known') return suggest('assign-owner', 'Somebody must answer for it before it is approved.')
  if (reachesOnlyToRead(row.can)) return suggest('policy', 'It only reads: a read-only policy fits it.')
  return row.band === 'low'
    ? suggest('approve', 'Its risk is low and it has an owner.')
    : suggest('review', 'It can act: ask its owner what for.')
}
