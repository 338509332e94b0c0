import type { AgentRow } from '../../../../../shared/domain/agent.ts'
import type { ReportSection } from '../../../../../shared/domain/report.ts'
import type { ReportInput } from '../../report.ts'
import { autonomyWords, bandWords, kindWords, statusSentences } from '../../vocabulary-words.ts'
import type { Population } from '../population.ts'
import { providerTitle } from '../provider-title.ts'
import { barsInOrder, barsOf, tally } from '../tally.ts'

/** What is there, cut the ways a reader asks for; each cut sums to the same whole. */
export function foundSection(input: ReportInput, { present }: Population): ReportSection {
  const kinds = tally(present, (row) => kindWords[row.kind])
  return {
    id: 'found',
    title: 'What was found',
    blocks: [
      { kind: 'text', text: 'Every agent present is counted once in each of the following charts. Agents that are gone are not counted.' },
      barsInOrder('By risk band', present, (row) => row.band, bandWords, true),
      barsInOrder('By state of governance', present, (row) => row.status, statusSentences),
      { ...barsOf('By kind', present, (row) => kindWords[row.kind]), bars: kinds },
      barsOf('By provider', present, (row) => providerTitle(input, row.provider)),
      barsOf('By business unit', present, (row) => row.businessUnit ?? 'No unit known'),
      barsInOrder('By least autonomy', present, (row) => row.autonomyFloor, autonomyWords),
      {
        kind: 'table',
        title: 'Business unit and risk band',
        empty: 'No agent is known yet.',
        columns: [
          { id: 'unit', title: 'Business unit', kind: 'text', width: 2.4 },
          { id: 'critical', title: 'Critical', kind: 'number' },
          { id: 'high', title: 'High', kind: 'number' },
          { id: 'medium', title: 'Medium', kind: 'number' },
          { id: 'low', title: 'Low', kind: 'number' },
          { id: 'all', title: 'All', kind: 'number' },
        ],
        rows: unitRows(present),
      },
    ],
  }
}

function unitRows(present: readonly AgentRow[]) {
  const units = tally(present, (row) => row.businessUnit ?? 'No unit known')
  return units.map(({ label, value }) => {
    const rows = present.filter((row) => (row.businessUnit ?? 'No unit known') === label)
    const inBand = (band: AgentRow['band']) => rows.filter((row) => row.band === band).length
    return [label, inBand('critical'), inBand('high'), inBand('medium'), inBand('low'), value]
  })
}
