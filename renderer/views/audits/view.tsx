import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { Audit, AuditSchedule, ScheduleStanding } from '../../../shared/domain/audit.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { Screen } from '../../components/screen.tsx'
import { Answer, Empty } from '../../components/states.tsx'
import './audits.css'
import { Difference } from './difference.tsx'
import { HandedIn } from './handed-in.tsx'
import { openOne, scheduleWords } from './model.ts'
import { OpenAudit } from './open-audit.tsx'
import { OpenForm } from './open-form.tsx'
import { Schedules } from './schedules.tsx'
import { SealedAudit } from './sealed-audit.tsx'

/** Audits: what is open, what was sealed, what is due, and what changed from one to the next. */
export function AuditsView() {
  const list = useAsk('audits.list', {})
  const [opening, setOpening] = useState<{ readonly schedule: AuditSchedule | null } | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Screen
      title="Audits"
      says="A sealed audit is a signed file that anybody can check, and that nothing here can change."
      actions={
        <Button
          variant={opening === null ? 'filled' : 'default'}
          data-testid="audit-open"
          onClick={() => setOpening(opening === null ? { schedule: null } : null)}
        >
          {opening === null ? 'Open an audit' : 'Not now'}
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
                  <Due key={one.schedule.id} standing={one} onOpen={(schedule) => setOpening({ schedule })} />
                ))}
              {opening !== null && (
                <OpenForm
                  key={opening.schedule?.id ?? ''}
                  schedule={opening.schedule}
                  taken={audits.map((audit) => audit.name)}
                  onDone={(id) => {
                    setOpening(null)
                    setChosen(id)
                  }}
                />
              )}
              {current === null ? (
                opening === null && (
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
              <Schedules standings={schedules} onOpen={(schedule) => setOpening({ schedule })} />
              <HandedIn />
            </div>
          )
        }}
      </Answer>
    </Screen>
  )
}

function Due({ standing, onOpen }: { readonly standing: ScheduleStanding; readonly onOpen: (schedule: AuditSchedule) => void }) {
  return (
    <p
      className={standing.state === 'missed' ? 'audit-due audit-missed' : 'audit-due'}
      role="status"
      data-testid={`audit-${standing.state}`}
    >
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
      <span>{scheduleWords(standing)}</span>
      {standing.openAudit === null && (
        <Button variant="default" ml="auto" data-testid="audit-due-open" onClick={() => onOpen(standing.schedule)}>
          Open its audit
        </Button>
      )}
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
