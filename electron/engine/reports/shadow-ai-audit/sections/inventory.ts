import type { ReportSection } from '../../../../../shared/domain/report.ts'
import { statusWords } from '../../../../../shared/domain/status-words.ts'
import type { ReportInput } from '../../report.ts'
import { bandWords, kindWords } from '../../vocabulary-words.ts'
import { count } from '../../words.ts'
import { shortCapabilityWords } from '../capability-words.ts'
import { ownerOf } from '../owner-of.ts'
import type { Population } from '../population.ts'

/** Every agent ever seen, one line each: what all figures resolve to. */
export function inventorySection({ register }: ReportInput, { all, gone }: Population): ReportSection {
  const registered = register === undefined ? null : new Set(register.both.flatMap(({ agent }) => agent?.id ?? []))
  return {
    id: 'inventory',
    title: 'The full inventory',
    wide: true,
    blocks: [
      {
        kind: 'text',
        text: `Agents ever seen: ${count(all.length)}, by risk. Of them ${count(gone.length)} ${gone.length === 1 ? 'is' : 'are'} gone and kept for the record.`,
      },
      {
        kind: 'table',
        title: `Inventory: ${count(all.length)} agents`,
        empty: 'No agent is known yet.',
        columns: [
          { id: 'agent', title: 'Agent', kind: 'text', width: 2.4 },
          { id: 'kind', title: 'Kind', kind: 'text', width: 1.3 },
          { id: 'where', title: 'Where', kind: 'text', width: 1.5 },
          { id: 'owner', title: 'Owner', kind: 'text', width: 1.6 },
          { id: 'can', title: 'Can', kind: 'text', width: 2.9 },
          { id: 'autonomy', title: 'Autonomy', kind: 'text', width: 0.85 },
          { id: 'band', title: 'Band', kind: 'band', width: 0.9 },
          { id: 'risk', title: 'Risk', kind: 'number', width: 0.5 },
          { id: 'state', title: 'State', kind: 'text', width: 1 },
          { id: 'active', title: 'Last active', kind: 'date', width: 0.95 },
          { id: 'id', title: 'Agent id', kind: 'text', detail: true },
          { id: 'danger', title: 'Danger', kind: 'number', detail: true },
          { id: 'governance', title: 'Governance', kind: 'number', detail: true },
          { id: 'reasons', title: 'Because', kind: 'text', detail: true },
          { id: 'certainty', title: 'Recognised', kind: 'text', detail: true },
          { id: 'provider', title: 'Provider', kind: 'text', detail: true },
          { id: 'connection', title: 'Connection', kind: 'text', detail: true },
          { id: 'environment', title: 'Environment', kind: 'text', detail: true },
          { id: 'unit', title: 'Business unit', kind: 'text', detail: true },
          { id: 'until', title: 'State until', kind: 'text', detail: true },
          { id: 'first-seen', title: 'First seen', kind: 'date', detail: true },
          { id: 'last-seen', title: 'Last seen', kind: 'date', detail: true },
          { id: 'gone', title: 'Gone', kind: 'text', detail: true },
          { id: 'partial', title: 'Evidence incomplete', kind: 'text', detail: true },
          { id: 'registered', title: 'In a register', kind: 'text', detail: true },
        ],
        rows: all.map((row) => [
          row.name,
          kindWords[row.kind],
          row.platform,
          ownerOf(row),
          row.can.length === 0 ? 'nothing known' : row.can.slice(0, 3).map(shortCapabilityWords).join(', '),
          row.autonomyFloor === row.autonomyCeiling ? row.autonomyFloor : `${row.autonomyFloor}–${row.autonomyCeiling}`,
          bandWords[row.band],
          row.risk,
          row.gone ? 'Gone' : statusWords[row.status],
          row.lastActive,
          row.id,
          row.danger,
          row.governance,
          row.reasons.join(' · '),
          row.certainty,
          row.provider,
          row.connectionLabel,
          row.environment === 'unknown' ? 'not known' : row.environment,
          row.businessUnit ?? 'not known',
          row.statusUntil ?? 'no end set',
          row.firstSeen,
          row.lastSeen,
          row.gone ? 'yes' : 'no',
          row.partial ? 'yes' : 'no',
          registered === null ? 'no register was read' : registered.has(row.id) ? 'yes' : 'no',
        ]),
      },
    ],
  }
}
