import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { AuditSchedule } from '../../../shared/domain/audit.ts'
import { ask } from '../../app/bridge.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { say } from '../../components/say-failure.ts'
import { quarterOf } from './model.ts'

/** Opens an audit: the quarter is suggested, everything else is what the workspace sees. */
export function OpenForm({
  taken,
  schedule,
  onDone,
}: {
  readonly taken: readonly string[]
  /** It is opened for this one: sealing it moves the next due day. */
  readonly schedule: AuditSchedule | null
  readonly onDone: (id: string) => void
}) {
  const quarter = quarterOf(new Date())
  const [name, setName] = useState(taken.includes(quarter.name) ? '' : quarter.name)
  const [from, setFrom] = useState(quarter.from)
  const [to, setTo] = useState(quarter.to)
  const [unit, setUnit] = useState(schedule?.scope.businessUnits.join(', ') ?? '')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const open = async () => {
    setBusy(true)
    const units = unit
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
    const result = await ask('audits.open', {
      name,
      from,
      to,
      scope: { businessUnits: units, connectionIds: [...(schedule?.scope.connectionIds ?? [])] },
      people: [...(schedule?.people ?? [])],
      scheduleId: schedule?.id ?? null,
    })
    setBusy(false)
    setFailure(result.ok ? null : result.failure)
    if (!result.ok) return
    say(`Audit ${result.value.name} is open.`)
    onDone(result.value.id)
  }
  return (
    <form
      className="card audit-form"
      onSubmit={(event) => {
        event.preventDefault()
        void open()
      }}
    >
      <TextInput
        label="Name"
        value={name}
        maxLength={120}
        data-testid="audit-name"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput label="From" type="date" value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      <TextInput label="To" type="date" value={to} onChange={(event) => setTo(event.currentTarget.value)} />
      <TextInput
        label="Business units"
        placeholder="All"
        description="Separated by commas; empty for all"
        value={unit}
        onChange={(event) => setUnit(event.currentTarget.value)}
      />
      <Button type="submit" loading={busy} disabled={name.trim() === ''} data-testid="audit-open-submit">
        {schedule === null ? 'Open the audit' : 'Open it for the schedule'}
      </Button>
      <FailureLine failure={failure} />
    </form>
  )
}
