import type { ReportSection } from '../../../../../shared/domain/report.ts'
import type { ReportInput } from '../../report.ts'
import { count } from '../../words.ts'
import type { Population } from '../population.ts'

const severities = ['critical', 'high', 'medium', 'low'] as const
const words = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' } as const

/** What agents can do that their policies do not permit. */
export function violationsSection(input: ReportInput, { present }: Population): ReportSection {
  const names = new Map(input.rows.map((row) => [row.id, row.name]))
  const violating = new Set(input.violations.map((violation) => violation.agentId))
  const governed = present.filter((row) => row.status === 'under-policy')
  return {
    id: 'violations',
    title: 'Violations of policy',
    blocks: [
      {
        kind: 'figures',
        figures: [
          {
            id: 'violating-agents',
            label: 'Agents with a violation',
            value: present.filter((row) => violating.has(row.id)).length,
            of: present.length,
            ofWhat: 'agents present',
          },
          { id: 'under-policy', label: 'Agents under policy', value: governed.length, of: present.length, ofWhat: 'agents present' },
        ],
      },
      {
        kind: 'table',
        title: `Violations: ${count(input.violations.length)}`,
        empty: 'No violation is known. Agents without a policy cannot violate one.',
        columns: [
          { id: 'severity', title: 'Severity', kind: 'band', width: 0.95 },
          { id: 'agent', title: 'Agent', kind: 'text', width: 1.8 },
          { id: 'message', title: 'What it can do, and which rule says no', kind: 'text', width: 3.2 },
          { id: 'cure', title: 'Cure', kind: 'text', width: 2 },
          { id: 'policy', title: 'Policy', kind: 'text', detail: true },
          { id: 'statement', title: 'Statement', kind: 'text', detail: true },
          { id: 'capability', title: 'Capability', kind: 'text', detail: true },
          { id: 'agent-id', title: 'Agent id', kind: 'text', detail: true },
        ],
        rows: input.violations
          .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
          .map((item) => [
            words[item.severity],
            names.get(item.agentId) ?? item.agentId,
            item.message,
            item.cure,
            item.policyId,
            item.statement,
            item.capability,
            item.agentId,
          ]),
      },
    ],
  }
}
