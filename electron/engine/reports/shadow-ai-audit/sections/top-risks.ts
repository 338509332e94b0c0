import type { Agent, AgentRow } from '../../../../../shared/domain/agent.ts'
import type { ReportBlock, ReportSection } from '../../../../../shared/domain/report.ts'
import type { ReportInput } from '../../report.ts'
import { autonomyWords, bandWords, kindWords, statusSentences } from '../../vocabulary-words.ts'
import { count, day, plural } from '../../words.ts'
import { capabilityWords } from '../capability-words.ts'
import { ownerOf } from '../owner-of.ts'
import { byRisk, type Population } from '../population.ts'

/** How many of the top risks are told one by one; the rest stands in the inventory. */
const told = 10
const listed = 25

/** The most dangerous and least governed, with the reasons beside the verdict. */
export function topRisksSection(input: ReportInput, { acting }: Population): ReportSection {
  const still = new Set(acting.map((row) => row.id))
  const top = input.top.filter((item) => still.has(item.row.id)).toSorted((a, b) => byRisk(a.row, b.row))
  const rows = acting.slice(0, listed)
  return {
    id: 'top-risks',
    title: 'Top risks, with reasons',
    blocks: [
      {
        kind: 'text',
        text:
          rows.length === 0
            ? 'No agent that can still act is known.'
            : `The ${plural(rows.length, 'agent')} with the highest risk of ${count(acting.length)} that can still act; revoked ones are left out. Danger is what an agent can do, governance how ungoverned it is; each is the exact sum of its factors.`,
      },
      {
        kind: 'table',
        title: `Highest risk: ${rows.length} of ${count(acting.length)} agents that can still act`,
        empty: 'No agent is known yet.',
        columns: [
          { id: 'agent', title: 'Agent', kind: 'text', width: 2.1 },
          { id: 'band', title: 'Band', kind: 'band', width: 0.95 },
          { id: 'risk', title: 'Risk', kind: 'number', width: 0.55 },
          { id: 'danger', title: 'Danger', kind: 'number', width: 0.72 },
          { id: 'governance', title: 'Govern.', kind: 'number', width: 0.78 },
          { id: 'reasons', title: 'Because', kind: 'text', width: 3.3 },
        ],
        rows: rows.map((row) => [row.name, bandWords[row.band], row.risk, row.danger, row.governance, row.reasons.slice(0, 3).join(' · ')]),
      },
      ...top.slice(0, told).flatMap(card),
    ],
  }
}

function card({ agent, row, findings }: ReportInput['top'][number]): readonly ReportBlock[] {
  return [
    { kind: 'heading', text: agent.name.trim() === '' ? `No name given (${agent.id})` : agent.name },
    { kind: 'facts', title: 'At a glance', facts: glance(agent, row) },
    {
      kind: 'table',
      title: 'Why: the factors that add up',
      empty: 'No factor gave a point.',
      columns: [
        { id: 'factor', title: 'Factor', kind: 'text', width: 1.6 },
        { id: 'family', title: 'Counts to', kind: 'text', width: 0.95 },
        { id: 'points', title: 'Points', kind: 'number', width: 0.65 },
        { id: 'weight', title: 'of', kind: 'number', width: 0.45 },
        { id: 'reason', title: 'Reason', kind: 'text', width: 2.4 },
        { id: 'lowers', title: 'What would lower it', kind: 'text', width: 2.2 },
      ],
      rows: findings
        .filter((finding) => finding.points > 0)
        .toSorted((a, b) => b.points - a.points || (a.factorId < b.factorId ? -1 : 1))
        .map((finding) => [
          finding.title,
          finding.family === 'danger' ? 'danger' : 'governance',
          finding.points,
          finding.weight,
          finding.unknown ? `Not known: ${finding.reason}` : finding.reason,
          finding.lowers,
        ]),
    },
  ]
}

function glance(agent: Agent, row: AgentRow) {
  const floor = autonomyWords[agent.autonomy.floor]
  const can = agent.capabilities.slice(0, 6).map(capabilityWords)
  return [
    {
      label: 'Risk',
      value: `${bandWords[row.band]}: risk ${count(row.risk)} of 100, danger ${count(row.danger)}, governance ${count(row.governance)}`,
    },
    { label: 'What and where', value: `${kindWords[agent.kind]} on ${agent.platform}, seen through ${row.connectionLabel}` },
    { label: 'Owner', value: ownerOf(row) },
    { label: 'State', value: statusSentences[agent.status] },
    {
      label: 'Autonomy',
      value:
        agent.autonomy.floor === agent.autonomy.ceiling ? floor : `at least ${floor}, at most ${autonomyWords[agent.autonomy.ceiling]}`,
    },
    { label: 'Can', value: can.length === 0 ? 'No capability is known' : can.join(' · ') },
    {
      label: 'Last active',
      value: agent.lastActive === null ? (agent.activityKnown ? 'Never seen active' : 'Not looked up') : day(agent.lastActive),
    },
  ]
}
