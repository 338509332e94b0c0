import type { Drift } from '../../../../../shared/domain/reconciliation.ts'
import type { ReportSection } from '../../../../../shared/domain/report.ts'
import type { ReportInput } from '../../report.ts'
import { count, plural } from '../../words.ts'

const mostRows = 200

/** The registers that people keep against what was seen; null where none was read. */
export function registerSection({ register }: ReportInput): ReportSection | null {
  if (register === undefined) return null
  const { entries, both, drift, onlyInRegister, onlyInReality, agents } = register
  return {
    id: 'register',
    title: 'The register against reality',
    blocks: [
      {
        kind: 'text',
        text: 'Entries are matched to agents by the ids they give, never by name. An entry without an id that another system knows counts as only in the register. What was not looked up is not counted as a difference.',
      },
      {
        kind: 'figures',
        figures: [
          { id: 'register-both', label: 'In both', value: both.length, of: entries, ofWhat: 'entries of the register' },
          { id: 'register-drift', label: 'In both, but different', value: drift.length, of: both.length, ofWhat: 'entries in both' },
          {
            id: 'register-only',
            label: 'Only in the register',
            value: onlyInRegister.length,
            of: entries,
            ofWhat: 'entries of the register',
          },
          { id: 'reality-only', label: 'Only in reality', value: onlyInReality.length, of: agents, ofWhat: 'agents present' },
        ],
      },
      {
        kind: 'table',
        title: `In both, but different: ${shown(drift.length)}`,
        empty: 'What could be compared agrees.',
        columns: [
          { id: 'entry', title: 'Entry', kind: 'text', width: 1.2 },
          { id: 'agent', title: 'Agent', kind: 'text', width: 2 },
          { id: 'difference', title: 'Difference', kind: 'text', width: 4 },
        ],
        rows: drift
          .slice(0, mostRows)
          .map(({ claim, agent, drift: differences }) => [claim.entry, agent?.name ?? '', differences.map(words).join('; ')]),
      },
      {
        kind: 'table',
        title: `Only in the register: ${shown(onlyInRegister.length)}`,
        empty: 'Every entry was found.',
        columns: [
          { id: 'entry', title: 'Entry', kind: 'text', width: 1.2 },
          { id: 'name', title: 'Name there', kind: 'text', width: 2.4 },
          { id: 'owner', title: 'Owner there', kind: 'text', width: 2 },
          { id: 'status', title: 'Status there', kind: 'text', width: 1.2 },
          { id: 'like', title: 'Same name, not matched', kind: 'text', width: 2 },
        ],
        rows: onlyInRegister
          .slice(0, mostRows)
          .map(({ claim, name, agent, looksLike }) => [
            claim.entry,
            agent?.gone ? `${name} (gone)` : name,
            claim.owner,
            claim.status,
            looksLike.join(', ') || 'none',
          ]),
      },
      {
        kind: 'table',
        title: `Only in reality: ${shown(onlyInReality.length)}`,
        empty: 'Every agent is registered.',
        columns: [
          { id: 'agent', title: 'Agent', kind: 'text', width: 3 },
          { id: 'id', title: 'Id', kind: 'text', detail: true },
        ],
        rows: onlyInReality.slice(0, mostRows).map(({ id, name }) => [name, id]),
      },
    ],
  }
}

const shown = (all: number): string => (all > mostRows ? `${count(mostRows)} of ${count(all)}` : plural(all, 'row'))
const words = ({ field, claimed, seen }: Drift): string => `${field}: registered as ${claimed}, seen ${seen}`
