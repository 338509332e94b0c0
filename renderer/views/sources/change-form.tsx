import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { Connection, ConnectorInfo, SettingField } from '../../../shared/domain/connection.ts'
import { environments } from '../../../shared/domain/vocabulary.ts'
import { ask } from '../../app/bridge.ts'
import { environmentWords } from '../../app/words.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { say } from '../../components/say-failure.ts'
import { Field } from './wizard/field.tsx'

/** Renames a source, moves it to a unit, changes its settings or gives its secrets again; an empty secret keeps the one that is there. */
export function ChangeForm({
  connection,
  connector,
  onDone,
  onSaved,
}: {
  readonly connection: Connection
  readonly connector: ConnectorInfo | null
  readonly onDone: () => void
  readonly onSaved: () => void
}) {
  const [label, setLabel] = useState(connection.label)
  const [unit, setUnit] = useState(connection.businessUnit ?? '')
  const [environment, setEnvironment] = useState(connection.environment)
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({})
  const [failure, setFailure] = useState<Failure | null>(null)
  const [settings, setSettings] = useState(connection.settings)
  const secretFields = connector?.fields.filter((field) => field.kind === 'secret') ?? []
  // An estate that runs here keeps its own addresses.
  const plainFields = connection.demo ? [] : (connector?.fields.filter((field) => field.kind !== 'secret') ?? [])
  // What a way to sign in names but this source never had waits behind a press.
  const used = (field: SettingField) =>
    field.required || (settings[field.key] ?? '') !== '' || connection.secretKeys.includes(field.key) || (secrets[field.key] ?? '') !== ''
  const draw = (field: SettingField) =>
    field.kind === 'secret' ? (
      <Field
        key={field.key}
        id={`change-field-${field.key}`}
        field={field}
        placeholder={connection.secretKeys.includes(field.key) ? 'Given; leave empty to keep it' : 'Not given'}
        value={secrets[field.key] ?? ''}
        set={(value) => setSecrets({ ...secrets, [field.key]: value })}
      />
    ) : (
      <Field
        key={field.key}
        id={`change-field-${field.key}`}
        field={field}
        value={settings[field.key] ?? ''}
        set={(value) => setSettings({ ...settings, [field.key]: value })}
      />
    )
  const [shown] = useState(() => [...plainFields, ...secretFields].filter(used))
  const spare = [...plainFields, ...secretFields].filter((field) => !shown.includes(field))

  const save = async () => {
    const given = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value.trim() !== ''))
    const changed = Object.fromEntries(
      Object.entries(settings)
        .map(([key, value]) => [key, value.trim()] as const)
        .filter(([key, value]) => value !== (connection.settings[key] ?? '')),
    )
    const result = await ask('connections.update', {
      id: connection.id,
      label: label.trim(),
      businessUnit: unit.trim() === '' ? null : unit.trim(),
      environment,
      ...(Object.keys(changed).length === 0 ? {} : { settings: changed }),
      ...(Object.keys(given).length === 0 ? {} : { secrets: given }),
    })
    if (!result.ok) return setFailure(result.failure)
    say('The source is saved')
    onDone()
    onSaved()
  }

  return (
    <form
      className="source-change"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextInput label="What to call it" maxLength={200} value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
      <TextInput
        label="Business unit (if it belongs to one)"
        maxLength={200}
        value={unit}
        onChange={(event) => setUnit(event.currentTarget.value)}
      />
      <Select
        label="Environment"
        allowDeselect={false}
        data={environments.map((value) => ({ value, label: environmentWords[value] }))}
        value={environment}
        onChange={(value) => setEnvironment(environments.find((one) => one === value) ?? 'unknown')}
      />
      {shown.map(draw)}
      {spare.length > 0 && (
        <details className="connect-more">
          <summary>More settings: {spare.map((field) => field.label).join(', ')}</summary>
          <div className="connect-form">{spare.map(draw)}</div>
        </details>
      )}
      <FailureLine failure={failure} />
      <div className="decision-end">
        <Button type="submit" data-testid={`source-save-${connection.id}`}>
          Save and check
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          Not now
        </Button>
      </div>
    </form>
  )
}
