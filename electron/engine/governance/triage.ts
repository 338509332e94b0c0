import { daysBetween, type Instant } from '../../../shared/base/time.ts'
import type { TriageItem } from '../../../shared/contract/governance.ts'
import type { AgentRow } from '../../../shared/domain/agent.ts'
import type { Attestation } from '../../../shared/domain/attestation.ts'
import { type DueDate, dueOf, type ServiceLevels } from '../../../shared/domain/service-level.ts'
import type { TriageRule } from '../../../shared/domain/triage-rule.ts'
import { type AgentStatus, shadowStatuses } from '../../../shared/domain/vocabulary.ts'
import { type KnownFacts, suggestionBy } from './triage-rules/suggest.ts'

export interface TriageOptions {
  readonly now: Instant
  readonly limit: number
  /** First seen later than this is new; the start of the audit, or the scan before the last. */
  readonly newSince?: Instant | null
  /** What was said of agents whose owners want them no longer or know nothing of them. */
  readonly disowned?: ReadonlyMap<string, Attestation>
  /** How long a decision may wait. */
  readonly levels: ServiceLevels
  readonly rules: readonly TriageRule[]
  /** What is known of an agent beside its line; null: nothing. */
  readonly agentOf: (id: string) => KnownFacts['agent']
}

/** Who is in these states waits for a decision. A standing decision whose time has run out lapses within a minute, and waits then. */
export const waitingStatuses = shadowStatuses

/**
 * The queue of what wants a decision: first what is overdue, then what its owner disowned, then the riskiest; each with why it is here
 * and a suggestion. Pure; it never decides.
 */
export function triage(
  rows: Iterable<AgentRow>,
  options: TriageOptions,
): { readonly items: readonly TriageItem[]; readonly total: number } {
  const { levels, now, disowned, limit } = options
  const waiting: { readonly row: AgentRow; readonly why: string; readonly due: DueDate | null; readonly first: number }[] = []
  for (const row of rows) {
    const why = whyOf(row, options)
    if (why === null) continue
    const due = dueOf(row, levels, now)
    waiting.push({ row, why, due, first: (due?.state === 'overdue' ? 2 : 0) + (disowned?.has(row.id) === true ? 1 : 0) })
  }
  waiting.sort((one, other) => other.first - one.first || other.row.risk - one.row.risk || (one.row.id < other.row.id ? -1 : 1))
  return {
    items: waiting.slice(0, limit).map(({ row, why, due }) => ({
      row,
      why: due?.state === 'overdue' ? `Overdue since ${due.at.slice(0, 10)}. ${why}` : why,
      due,
      suggestion: suggestionFor(row, options),
    })),
    total: waiting.length,
  }
}

const disownedWords = ({ needed, by, answeredAt }: Attestation): string =>
  needed === 'not-mine'
    ? `Disowned: ${by} was asked, and said on ${answeredAt.slice(0, 10)} that it is not theirs`
    : `No longer needed: ${by} was asked, and said so on ${answeredAt.slice(0, 10)}`

/** Nothing is left to decide of these, whoever disowns them. */
const settled: ReadonlySet<AgentStatus> = new Set(['revoking', 'revoked', 'retired'])

function whyOf(row: AgentRow, { now, newSince = null, disowned }: TriageOptions): string | null {
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
      return 'Rejected, but still there'
    case 'approved':
    case 'under-policy':
    case 'exception':
      return row.statusUntil !== null && row.statusUntil <= now ? 'Lapsed: its time ran out' : null
    case 'in-review':
      return `In review: known for ${days} days, not decided yet`
    case 'discovered':
      if (newSince !== null && row.firstSeen > newSince) return 'New: first seen in the last scan'
      return days > 0 ? `Undecided: known for ${days} days` : 'Undecided: nobody decided about it yet'
    case 'revoking':
    case 'revoked':
    case 'retired':
      return null
  }
}

function suggestionFor(row: AgentRow, { disowned, rules, now, agentOf }: TriageOptions): TriageItem['suggestion'] {
  const said = disowned?.get(row.id)
  if (said !== undefined)
    return said.needed === 'not-mine'
      ? { action: 'assign-owner', because: 'Who was asked says that somebody else must answer for it.', ruleId: null }
      : { action: 'reject', because: 'Its owner says that nobody needs it.', ruleId: null }
  const rule = suggestionBy(rules, { row, agent: agentOf(row.id), now })
  return rule === null ? null : { action: rule.suggest, because: rule.because, ruleId: rule.id }
}
