import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import { type AuditInterval, type AuditSchedule, auditIntervals, type ScheduleStanding } from '../../../shared/domain/audit.ts'
import { ask } from '../../app/bridge.ts'
import { many } from '../../app/time.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { Plain } from '../../components/plain.tsx'
import { Section } from '../../components/screen.tsx'
import { intervalWords, quarterOf, standingWord } from './model.ts'

/** Audits that are due again and again: when the next one is, when it is reminded of, and what was missed. */
export function Schedules({
  standings,
  onOpen,
}: {
  readonly standings: readonly ScheduleStanding[]
  readonly onOpen: (schedule: AuditSchedule) => void
}) {
  const [adding, setAdding] = useState(false)
  return (
    <Section title="Due again and again">
      {standings.length === 0 && !adding && (
        <p className="quiet">Nothing is scheduled: nobody is reminded, and nothing counts as missed.</p>
      )}
      {standings.length > 0 && (
        <table className="table" data-testid="schedules">
          <thead>
            <tr>
              <th>Schedule</th>
              <th>Every</th>
              <th>To be sealed by</th>
              <th>Reminds</th>
              <th>Stands</th>
              <th aria-label="What can be done" />
            </tr>
          </thead>
          <tbody>
            {standings.map((one) => (
              <Row key={one.schedule.id} standing={one} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      )}
      {adding ? (
        <ScheduleForm onDone={() => setAdding(false)} />
      ) : (
        <Button variant="default" data-testid="schedule-add" onClick={() => setAdding(true)}>
          Schedule an audit
        </Button>
      )}
    </Section>
  )
}

function Row({ standing, onOpen }: { readonly standing: ScheduleStanding; readonly onOpen: (schedule: AuditSchedule) => void }) {
  const { schedule, state, openAudit } = standing
  const [failure, setFailure] = useState<Failure | null>(null)
  const end = async () => {
    const result = await ask('audits.unschedule', { id: schedule.id })
    setFailure(result.ok ? null : result.failure)
  }
  return (
    <tr data-state={state}>
      <td>
        <Plain text={schedule.name} max={60} still />
        <FailureLine failure={failure} />
      </td>
      <td>{intervalWords[schedule.every]}</td>
      <td className="nowrap tabular">{schedule.dueOn}</td>
      <td>{schedule.remindDays === 0 ? 'On the day' : `${many(schedule.remindDays, 'day')} before`}</td>
      <td className={state === 'missed' ? 'audit-is-missed' : undefined}>{standingWord(standing)}</td>
      <td className="audit-row-end">
        {openAudit === null && (
          <Button variant="default" size="compact-sm" data-testid={`schedule-open-${schedule.id}`} onClick={() => onOpen(schedule)}>
            Open its audit
          </Button>
        )}
        <Button variant="subtle" color="gray" size="compact-sm" data-testid={`schedule-end-${schedule.id}`} onClick={() => void end()}>
          End it
        </Button>
      </td>
    </tr>
  )
}

function ScheduleForm({ onDone }: { readonly onDone: () => void }) {
  const [name, setName] = useState('Quarterly')
  const [every, setEvery] = useState<AuditInterval>('quarter')
  const [dueOn, setDueOn] = useState(quarterOf(new Date()).to)
  const [remindDays, setRemindDays] = useState(14)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const add = async () => {
    setBusy(true)
    const result = await ask('audits.schedule', { name, every, dueOn, remindDays })
    setBusy(false)
    setFailure(result.ok ? null : result.failure)
    if (result.ok) onDone()
  }
  return (
    <form
      className="card audit-form"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <TextInput
        label="Name"
        autoFocus
        maxLength={120}
        data-testid="schedule-name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label="Every"
        w={140}
        allowDeselect={false}
        data-testid="schedule-every"
        data={auditIntervals.map((value) => ({ value, label: intervalWords[value] }))}
        value={every}
        onChange={(value) => setEvery(auditIntervals.find((one) => one === value) ?? every)}
      />
      <TextInput
        label="Next one sealed by"
        type="date"
        data-testid="schedule-due"
        value={dueOn}
        onChange={(event) => setDueOn(event.currentTarget.value)}
      />
      <NumberInput
        label="Remind, days before"
        w={160}
        min={0}
        max={365}
        allowDecimal={false}
        data-testid="schedule-remind"
        value={remindDays}
        onChange={(value) => setRemindDays(Number(value))}
      />
      <Button type="submit" loading={busy} disabled={name.trim() === '' || dueOn === ''} data-testid="schedule-submit">
        Schedule it
      </Button>
      <Button variant="subtle" color="gray" onClick={onDone}>
        Not now
      </Button>
      <FailureLine failure={failure} more="Nothing was scheduled." />
    </form>
  )
}
