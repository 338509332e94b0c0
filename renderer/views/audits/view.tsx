import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { Audit, ScheduleStanding } from '../../../shared/domain/audit.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { Screen } from '../../components/screen.tsx'
import { Answer, Empty } from '../../components/states.tsx'
import './audits.css'
import { Difference } from './difference.tsx'
import { openOne, scheduleWords } from './model.ts'
import { OpenAudit } from './open-audit.tsx'
import { OpenForm } from './open-form.tsx'
import { SealedAudit } from './sealed-audit.tsx'

/** Audits: what is open, what was sealed, what is due, and what changed from one to the next. */
export function AuditsView() {
  const list = useAsk('audits.list', {})
  const [opening, setOpening] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Screen
      title="Audits"
      says="A sealed audit is a signed file that anybody can check, and that nothing here can change."
      actions={
        <Button variant={opening ? 'default' : 'filled'} data-testid="audit-open" onClick={() => setOpening(!opening)}>
          {opening ? 'Not now' : 'Open an audit'}
        </Button>
      }
    >
      <Answer of={list}>
        {({ audits, schedules }) => {
          const current = audits.find((audit) => audit.id === chosen) ?? openOne(audits) ?? audits[0] ?? null
          return (
            <div className="audits">
              {schedules
                .filter((one) => one.state !== 'later')
                .map((one) => (
                  <Due key={one.schedule.id} standing={one} />
                ))}
              {opening && (
                <OpenForm
                  taken={audits.map((audit) => audit.name)}
                  onDone={(id) => {
                    setOpening(false)
                    setChosen(id)
                  }}
                />
              )}
              {current === null ? (
                !opening && (
                  <Empty title="No audit was opened yet." testId="audits-empty">
                    <p>An audit bounds a period, collects what was scanned and decided in it, and ends in a sealed file.</p>
                  </Empty>
                )
              ) : (
                <>
                  <Audits audits={audits} current={current} onChoose={setChosen} />
                  <One key={current.id} audit={current} />
                  <Difference audits={audits} />
                </>
              )}
            </div>
          )
        }}
      </Answer>
    </Screen>
  )
}

function Due({ standing }: { readonly standing: ScheduleStanding }) {
  return (
    <p
      className={standing.state === 'missed' ? 'audit-due audit-missed' : 'audit-due'}
      role="status"
      data-testid={`audit-${standing.state}`}
    >
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
      <span>{scheduleWords(standing)}</span>
    </p>
  )
}

function Audits({
  audits,
  current,
  onChoose,
}: {
  readonly audits: readonly Audit[]
  readonly current: Audit
  readonly onChoose: (id: string) => void
}) {
  return (
    <table className="table" data-testid="audits-list">
      <thead>
        <tr>
          <th>Audit</th>
          <th>State</th>
          <th>Period</th>
          <th>Scope</th>
          <th>Opened</th>
          <th>Sealed</th>
        </tr>
      </thead>
      <tbody>
        {audits.map((audit) => (
          <tr key={audit.id} aria-current={audit.id === current.id ? 'true' : undefined}>
            <td>
              <button type="button" className="link" onClick={() => onChoose(audit.id)}>
                <Plain text={audit.name} max={60} still />
              </button>
            </td>
            <td>{audit.state === 'open' ? 'Open' : 'Sealed'}</td>
            <td className="nowrap tabular">
              {audit.from} to {audit.to}
            </td>
            <td>{scopeWords(audit)}</td>
            <td>
              <Moment at={audit.openedAt} />
            </td>
            <td>
              <Moment at={audit.seal?.at ?? null} missing="Not yet" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function scopeWords({ scope: { businessUnits, connectionIds } }: Audit): string {
  const parts = [...businessUnits, ...(connectionIds.length > 0 ? [`${connectionIds.length} connections`] : [])]
  return parts.length === 0 ? 'Everything' : parts.join(', ')
}

function One({ audit }: { readonly audit: Audit }) {
  const shown = useAsk('audits.show', { audit: audit.id })
  return (
    <section className="card audit-one" aria-label={`Audit ${audit.name}`}>
      <h2>
        <Plain text={audit.name} max={80} still />
      </h2>
      <Answer of={shown}>
        {({ audit: found, progress, path }) =>
          found.seal !== null && path !== null ? (
            <SealedAudit audit={found} seal={found.seal} path={path} />
          ) : progress !== null ? (
            <OpenAudit audit={found} progress={progress} />
          ) : null
        }
      </Answer>
    </section>
  )
}
