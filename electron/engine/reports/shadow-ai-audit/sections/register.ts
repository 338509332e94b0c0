import { type Drift, mostLookalikes } from '../../../../../shared/domain/reconciliation.ts'
import type { ReportSection } from '../../../../../shared/domain/report.ts'
import type { ReportInput } from '../../report.ts'
import { bandWords } from '../../vocabulary-words.ts'
import { count, plural } from '../../words.ts'
import { ownerOf } from '../owner-of.ts'
import type { Population } from '../population.ts'

/** Enough to begin with; the inventory says of each agent whether it is in a register. */
const listed = 40

/** The registers that people keep against what was seen; null where none was read. */
export function registerSection({ register }: ReportInput, { present }: Population): ReportSection | null {
  if (register === undefined) return null
  const { entries, both, drift, onlyInRegister, onlyInReality, agents } = register
  const unregistered = new Set(onlyInReality.map(({ id }) => id))
  const first = present.filter(({ id }) => unregistered.has(id)).slice(0, listed)
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
        title: `In both, but different: ${plural(drift.length, 'row')}`,
        empty: 'What could be compared agrees.',
        columns: [
          { id: 'entry', title: 'Entry', kind: 'text', width: 1.2 },
          { id: 'agent', title: 'Agent', kind: 'text', width: 2 },
          { id: 'difference', title: 'Difference', kind: 'text', width: 4 },
        ],
        rows: drift.map(({ claim, agent, drift: differences }) => [claim.entry, agent?.name ?? '', differences.map(words).join('; ')]),
      },
      {
        kind: 'table',
        title: `Only in the register: ${plural(onlyInRegister.length, 'row')}`,
        empty: 'Every entry was found.',
        columns: [
          { id: 'entry', title: 'Entry', kind: 'text', width: 1.2 },
          { id: 'name', title: 'Name there', kind: 'text', width: 2.4 },
          { id: 'owner', title: 'Owner there', kind: 'text', width: 2 },
          { id: 'status', title: 'Status there', kind: 'text', width: 1.2 },
          { id: 'like', title: 'Same name, not matched', kind: 'text', width: 1.4 },
        ],
        rows: onlyInRegister.map(({ claim, name, agent, looksLike }) => [
          claim.entry,
          agent?.gone ? `${name} (gone)` : name,
          claim.owner,
          claim.status,
          namesakes(looksLike.length),
        ]),
      },
      {
        kind: 'table',
        title: `Only in reality, highest risk first: ${count(first.length)} of ${plural(onlyInReality.length, 'agent')}`,
        empty: 'Every agent is registered.',
        columns: [
          { id: 'agent', title: 'Agent', kind: 'text', width: 2.4 },
          { id: 'where', title: 'Where', kind: 'text', width: 1.6 },
          { id: 'owner', title: 'Owner', kind: 'text', width: 1.8 },
          { id: 'band', title: 'Band', kind: 'band', width: 0.9 },
          { id: 'risk', title: 'Risk', kind: 'number', width: 0.5 },
          { id: 'id', title: 'Agent id', kind: 'text', detail: true },
        ],
        rows: first.map((row) => [row.name, row.platform, ownerOf(row), bandWords[row.band], row.risk, row.id]),
      },
    ],
  }
}

/** A name only suggests: how many bear it is said, up to where counting stopped. */
const namesakes = (found: number): string =>
  found === 0 ? 'none' : found < mostLookalikes ? plural(found, 'agent') : `${found} agents or more`
const words = ({ field, claimed, seen }: Drift): string => `${field}: registered as ${claimed}, seen ${seen}`
