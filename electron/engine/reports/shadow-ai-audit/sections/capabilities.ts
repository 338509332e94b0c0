import type { AgentRow } from '../../../../../shared/domain/agent.ts'
import type { ReportSection } from '../../../../../shared/domain/report.ts'
import type { ReportInput } from '../../report.ts'
import { count } from '../../words.ts'
import { shortCapabilityWords } from '../capability-words.ts'
import { isShadow, type Population } from '../population.ts'

/** What the agents can do, in words, by how many of them. */
export function capabilitiesSection(_input: ReportInput, { present, shadow }: Population): ReportSection {
  const silent = present.filter((row) => row.can.length === 0).length
  return {
    id: 'capabilities',
    title: 'What they can do',
    blocks: [
      {
        kind: 'text',
        text: `Each agent is counted under its strongest capabilities, at most six of them, so each count is a floor. For ${count(silent)} of ${count(present.length)} agents no capability is known, which is not the same as none.`,
      },
      {
        kind: 'table',
        title: `Capabilities of ${count(present.length)} agents present, ${count(shadow.length)} of them unapproved`,
        empty: 'No capability is known yet.',
        columns: [
          { id: 'capability', title: 'Can', kind: 'text', width: 2.6 },
          { id: 'agents', title: 'Agents', kind: 'number' },
          { id: 'of', title: 'of', kind: 'number', width: 0.7 },
          { id: 'unapproved', title: 'Unapproved', kind: 'number' },
          { id: 'severe', title: 'Critical or high', kind: 'number', width: 1.2 },
        ],
        rows: byCapability(present).map(([can, rows]) => [
          shortCapabilityWords(can),
          rows.length,
          present.length,
          rows.filter(isShadow).length,
          rows.filter((row) => row.band === 'critical' || row.band === 'high').length,
        ]),
      },
    ],
  }
}

function byCapability(present: readonly AgentRow[]): readonly (readonly [string, readonly AgentRow[]])[] {
  const found = new Map<string, AgentRow[]>()
  for (const row of present) {
    for (const can of new Set(row.can)) {
      const rows = found.get(can)
      if (rows === undefined) found.set(can, [row])
      else rows.push(row)
    }
  }
  return [...found].sort(([a, aRows], [b, bRows]) => bRows.length - aRows.length || (a < b ? -1 : 1))
}
