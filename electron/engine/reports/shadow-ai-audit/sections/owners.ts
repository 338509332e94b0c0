import type { AgentRow } from '../../../../../shared/domain/agent.ts'
import type { ReportSection } from '../../../../../shared/domain/report.ts'
import type { ReportInput } from '../../report.ts'
import { ownerWords, saidWords } from '../../vocabulary-words.ts'
import { count } from '../../words.ts'
import type { Population } from '../population.ts'
import { barsInOrder, tally } from '../tally.ts'

const mostOwners = 20
const mostCures = 15

/** Who answers, and what would lower the risk most. */
export function ownersSection(input: ReportInput, { present }: Population): ReportSection {
  const owned = present.filter((row) => row.ownerState === 'known' && row.ownerName !== null)
  const owners = tally(owned, (row) => row.ownerName ?? '')
  const shown = owners.slice(0, mostOwners)
  return {
    id: 'owners',
    title: 'Owners, and what would lower the risk',
    blocks: [
      barsInOrder('By who answers', present, (row) => row.ownerState, ownerWords),
      ...attestationBlocks(input),
      {
        kind: 'table',
        title: `Owners with most agents: ${shown.length} of ${count(owners.length)} owners`,
        empty: 'No agent has a named owner.',
        columns: [
          { id: 'owner', title: 'Owner', kind: 'text', width: 3 },
          { id: 'agents', title: 'Agents', kind: 'number' },
          { id: 'of', title: 'of those owned', kind: 'number' },
          { id: 'severe', title: 'Critical or high', kind: 'number' },
        ],
        rows: shown.map(({ label, value }) => [label, value, owned.length, severeOf(owned, label)]),
      },
      {
        kind: 'table',
        title: `What would lower the risk of the top ${input.top.length} of ${count(present.length)} agents`,
        empty: 'There is nothing to lower yet.',
        columns: [
          { id: 'cure', title: 'Do this', kind: 'text', width: 4 },
          { id: 'agents', title: 'Agents', kind: 'number', width: 0.8 },
          { id: 'of', title: 'of', kind: 'number', width: 0.6 },
          { id: 'points', title: 'Points taken away', kind: 'number', width: 1.3 },
        ],
        rows: cures(input)
          .slice(0, mostCures)
          .map(([cure, { agents, points }]) => [cure, agents, input.top.length, points]),
      },
    ],
  }
}

function severeOf(rows: readonly AgentRow[], owner: string): number {
  return rows.filter((row) => row.ownerName === owner && (row.band === 'critical' || row.band === 'high')).length
}

/** The same advice over many agents is one piece of work: summed, heaviest first. */
function cures(input: ReportInput): readonly (readonly [string, { readonly agents: number; readonly points: number }])[] {
  const sums = new Map<string, { agents: number; points: number }>()
  for (const finding of input.top.flatMap((item) => item.findings)) {
    if (finding.points <= 0 || finding.lowers === '') continue
    const sum = sums.get(finding.lowers) ?? { agents: 0, points: 0 }
    sums.set(finding.lowers, { agents: sum.agents + 1, points: sum.points + finding.points })
  }
  return [...sums].sort(([a, x], [b, y]) => y.points - x.points || (a < b ? -1 : 1))
}

/** What owners were asked and what they said: evidence, beside the decisions. */
function attestationBlocks({ attestations, rows }: ReportInput): ReportSection['blocks'] {
  if (attestations === undefined) return []
  const { asked, said } = attestations
  const answered = asked.filter(({ state }) => state === 'answered').length
  const late = asked.filter(({ state }) => state === 'overdue' || state === 'expired').length
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return [
    {
      kind: 'text',
      text: `${count(asked.length)} questions went to owners: ${count(answered)} were answered, ${count(late)} are late. An answer is what somebody said in a file that nobody signed; it is evidence, and no decision.`,
    },
    {
      kind: 'table',
      title: `What owners said of ${count(said.length)} agents`,
      empty: 'Nobody has answered yet.',
      columns: [
        { id: 'agent', title: 'Agent', kind: 'text', width: 2 },
        { id: 'said', title: 'Said', kind: 'text', width: 1.4 },
        { id: 'purpose', title: 'What for', kind: 'text', width: 2.4 },
        { id: 'data', title: 'Data', kind: 'text', width: 1.6 },
        { id: 'deputy', title: 'Deputy', kind: 'text', width: 1.2 },
        { id: 'by', title: 'By', kind: 'text', width: 1.2 },
        { id: 'at', title: 'On', kind: 'date' },
      ],
      rows: said.map((one) => [
        names.get(one.agentId) ?? one.agentId,
        saidWords[one.needed],
        one.purpose ?? '',
        one.data ?? '',
        one.deputy ?? '',
        one.by,
        one.answeredAt,
      ]),
    },
  ]
}
