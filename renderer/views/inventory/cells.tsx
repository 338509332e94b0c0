import { IconPercentage50 } from '@tabler/icons-react'
import type { AgentRow } from '../../../shared/domain/agent.ts'
import { rowTestId } from '../../app/test-ids.ts'
import { autonomyWords, kindWords } from '../../app/words.ts'
import { Verdict } from '../../components/band.tsx'
import { CapabilityGlyphs } from '../../components/capability.tsx'
import { Moment } from '../../components/moment.tsx'
import { Owner } from '../../components/owner.tsx'
import { Plain } from '../../components/plain.tsx'
import { StatusBadge } from '../../components/status.tsx'

/** How each column draws a row. */
export const cells: Readonly<Record<string, (row: AgentRow) => React.ReactNode>> = {
  name: (row) => (
    <span className="cell-name" data-testid={rowTestId(row.id)}>
      <Plain text={row.name} max={90} still />
      {row.certainty === 'suggested' && <span className="tag">by name only</span>}
      {row.gone && <span className="tag">no longer seen</span>}
      {row.partial && (
        <span className="cell-partial" title="A part of what is known of it could not be read in the last scan">
          <IconPercentage50 size={13} stroke={1.75} aria-label="partly seen" />
        </span>
      )}
    </span>
  ),
  kind: (row) => kindWords[row.kind],
  where: (row) => <Plain text={row.connectionLabel === '' ? row.platform : row.connectionLabel} max={60} still />,
  owner: (row) => <Owner state={row.ownerState} name={row.ownerName} />,
  can: (row) => <CapabilityGlyphs can={row.can} />,
  autonomy: (row) => (
    <span
      title={`${autonomyWords[row.autonomyFloor]}${row.autonomyCeiling === row.autonomyFloor ? '' : `, perhaps ${autonomyWords[row.autonomyCeiling]}`}`}
    >
      {row.autonomyFloor === row.autonomyCeiling ? row.autonomyFloor : `${row.autonomyFloor}–${row.autonomyCeiling}`}
    </span>
  ),
  risk: (row) => <Verdict band={row.band} risk={row.risk} reasons={row.reasons} />,
  status: (row) => <StatusBadge status={row.status} />,
  lastActive: (row) => <Moment at={row.lastActive} missing="Not seen" />,
  danger: (row) => <span className="tabular">{Math.round(row.danger)}</span>,
  governance: (row) => <span className="tabular">{Math.round(row.governance)}</span>,
  businessUnit: (row) =>
    row.businessUnit === null ? <span className="quiet">Not known</span> : <Plain text={row.businessUnit} max={40} still />,
  environment: (row) => (row.environment === 'unknown' ? <span className="quiet">Not known</span> : row.environment),
  firstSeen: (row) => <Moment at={row.firstSeen} />,
  lastSeen: (row) => <Moment at={row.lastSeen} />,
}
