import { daysBetween } from '../../../../../shared/base/time.ts'
import type { AgentRow } from '../../../../../shared/domain/agent.ts'
import type { ReportSection } from '../../../../../shared/domain/report.ts'
import { statusWords } from '../../../../../shared/domain/status-words.ts'
import type { AgentStatus } from '../../../../../shared/domain/vocabulary.ts'
import type { ReportInput } from '../../report.ts'
import { bandWords } from '../../vocabulary-words.ts'
import { count } from '../../words.ts'
import { ownerOf } from '../owner-of.ts'
import type { Population } from '../population.ts'

/** Days ahead in which an ending decision is already somebody's work. */
const soonDays = 30
const listed = 40

const openStatuses: Readonly<Partial<Record<AgentStatus, string>>> = {
  reappeared: 'Find out who switched it on again, then decide',
  rejected: 'Revoke it',
  lapsed: 'Decide again: the facts or the time changed',
  revoking: 'Finish the revocation and prove it',
  discovered: 'Decide',
  'in-review': 'Finish the review',
}

/** What is left to do: each item with the next action. */
export function openSection(input: ReportInput, { present, incompleteSteps, tally }: Population): ReportSection {
  const now = input.now.toISOString()
  const ends = (row: AgentRow) => row.statusUntil !== null && (daysBetween(now, row.statusUntil) ?? soonDays) < soonDays
  const work = present.flatMap((row) => {
    const next = openStatuses[row.status] ?? (ends(row) ? `Renew or end it: it ends on ${row.statusUntil?.slice(0, 10)}` : null)
    return next === null ? [] : [{ row, next }]
  })
  const shown = work.slice(0, listed)
  const ending = present.filter((row) => openStatuses[row.status] === undefined && ends(row))
  return {
    id: 'open',
    title: 'What is still open',
    blocks: [
      {
        kind: 'figures',
        figures: [
          { id: 'open-agents', label: 'Agents that wait for somebody', value: work.length, of: present.length, ofWhat: 'agents present' },
          {
            id: 'ending-soon',
            label: `Decisions that end within ${soonDays} days`,
            value: ending.length,
            of: present.length,
            ofWhat: 'agents present',
          },
          { id: 'open-steps', label: 'Scan steps to complete', value: incompleteSteps.length, of: tally.asked, ofWhat: 'steps asked for' },
        ],
      },
      {
        kind: 'table',
        title: `By risk: ${shown.length} of ${count(work.length)} open agents`,
        empty: 'Nothing waits for a decision.',
        columns: [
          { id: 'agent', title: 'Agent', kind: 'text', width: 2.3 },
          { id: 'band', title: 'Band', kind: 'band', width: 0.95 },
          { id: 'state', title: 'State', kind: 'text', width: 1.1 },
          { id: 'owner', title: 'Owner', kind: 'text', width: 1.6 },
          { id: 'next', title: 'Next', kind: 'text', width: 2.4 },
        ],
        rows: shown.map(({ row, next }) => [row.name, bandWords[row.band], statusWords[row.status], ownerOf(row), next]),
      },
    ],
  }
}
