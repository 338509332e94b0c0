import { type DecisionAction, decisionActions } from '../../../../../shared/domain/decision.ts'
import type { ReportSection } from '../../../../../shared/domain/report.ts'
import { bands } from '../../../../../shared/domain/vocabulary.ts'
import type { ReportInput } from '../../report.ts'
import { decisionWords } from '../../vocabulary-words.ts'
import { count } from '../../words.ts'
import type { Population } from '../population.ts'

const byPerson: ReadonlySet<string> = new Set<DecisionAction>(decisionActions)

/** Every entry of the ledger about an agent, newest first: who decided what, why, until when. */
export function decisionsSection(input: ReportInput, { all }: Population): ReportSection {
  const { decisions } = input
  const decided = new Set(decisions.filter((decision) => byPerson.has(decision.action)).map((decision) => decision.agentId))
  const people = decisions.filter((decision) => byPerson.has(decision.action)).length
  const known = all.filter((row) => decided.has(row.id)).length
  return {
    id: 'decisions',
    title: 'Decisions taken',
    blocks: [
      ...serviceLevelBlocks(input),
      {
        kind: 'figures',
        figures: [
          { id: 'decided-agents', label: 'Agents a person decided on', value: known, of: all.length, ofWhat: 'agents ever seen' },
          { id: 'decisions-by-person', label: 'Entries by a person', value: people, of: decisions.length, ofWhat: 'entries about agents' },
        ],
      },
      {
        kind: 'table',
        title: `Ledger entries about agents: ${count(decisions.length)}`,
        empty: 'No decision was taken yet.',
        columns: [
          { id: 'seq', title: 'No.', kind: 'number', width: 0.5 },
          { id: 'at', title: 'Date', kind: 'date', width: 0.95 },
          { id: 'agent', title: 'Agent', kind: 'text', width: 1.9 },
          { id: 'action', title: 'Decision', kind: 'text', width: 1.5 },
          { id: 'actor', title: 'By', kind: 'text', width: 1.1 },
          { id: 'reason', title: 'Reason', kind: 'text', width: 2.6 },
          { id: 'until', title: 'Until', kind: 'text', width: 0.95 },
          { id: 'conditions', title: 'Conditions', kind: 'text', detail: true },
          { id: 'control', title: 'Compensating control', kind: 'text', detail: true },
          { id: 'policy', title: 'Policy', kind: 'text', detail: true },
          { id: 'owner', title: 'Owner assigned', kind: 'text', detail: true },
          { id: 'agent-id', title: 'Agent id', kind: 'text', detail: true },
          { id: 'facts', title: 'Facts hash', kind: 'text', detail: true },
          { id: 'key', title: 'Key', kind: 'text', detail: true },
        ],
        rows: decisions
          .toSorted((a, b) => b.seq - a.seq)
          .map((entry) => [
            entry.seq,
            entry.at,
            entry.agentName,
            decisionWords[entry.action],
            entry.actor,
            entry.reason,
            entry.until === null ? 'no end' : entry.until.slice(0, 10),
            entry.conditions ?? 'none',
            entry.control === undefined ? 'none' : `${entry.control.what} (${entry.control.by}, until ${entry.control.ends.slice(0, 10)})`,
            entry.policyId ?? 'none',
            entry.owner ?? 'none',
            entry.agentId,
            entry.factsHash,
            entry.keyId,
          ]),
      },
    ],
  }
}

/** How long a decision may wait, and how many waited longer. */
function serviceLevelBlocks({ serviceLevels, decisions, now }: ReportInput): ReportSection['blocks'] {
  if (serviceLevels === undefined) return []
  const { levels, overdue, tell } = serviceLevels
  const allowed = bands.map((band) => `${band} ${levels.days[band]} days`).join(', ')
  const late = bands.filter((band) => overdue[band] > 0).map((band) => `${count(overdue[band])} ${band}`)
  const told = tell.map(({ who, agents }) => `${who} (${count(agents)})`)
  const standing = latestOfEach(decisions).filter(
    ({ action, until }) => action === 'accept-risk' && until !== null && until > now.toISOString(),
  )
  const carried = standing.filter(({ control }) => control !== undefined).length
  return [
    {
      kind: 'text',
      text: [
        `A decision may wait: ${allowed}. ${late.length === 0 ? 'None is overdue.' : `Overdue: ${late.join(', ')}.`}`,
        ...(told.length === 0 ? [] : [`To be told: ${told.join(', ')}.`]),
        ...(standing.length === 0
          ? []
          : [`Accepted risks: ${count(standing.length)}, ${count(carried)} of them with a compensating control.`]),
      ].join(' '),
    },
  ]
}

/** The last entry about each agent, but for who answers for it. */
function latestOfEach(decisions: ReportInput['decisions']): ReportInput['decisions'] {
  const last = new Map<string, ReportInput['decisions'][number]>()
  for (const one of decisions.toSorted((a, b) => a.seq - b.seq)) if (one.action !== 'assign-owner') last.set(one.agentId, one)
  return [...last.values()]
}
