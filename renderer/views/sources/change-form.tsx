import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { Connection, ConnectorInfo } from '../../../shared/domain/connection.ts'
import { ask } from '../../app/bridge.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { say } from '../../components/say-failure.ts'

/** Renames a source, moves it to a unit, or gives its secrets again; an empty secret keeps the one that is there. */
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
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({})
  const [failure, setFailure] = useState<Failure | null>(null)
  const [settings, setSettings] = useState(connection.settings)
  const fields = connector?.fields.filter((field) => field.kind === 'secret') ?? []
  // An estate that runs here keeps its own addresses.
  const typed = connection.demo
    ? []
    : (connector?.fields.filter((field) => field.kind === 'text' || field.kind === 'url' || field.kind === 'path') ?? [])

  const save = async () => {
    const given = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''))
    const result = await ask('connections.update', {
      id: connection.id,
      label: label.trim(),
      businessUnit: unit.trim() === '' ? null : unit.trim(),
      ...(typed.length === 0 ? {} : { settings }),
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
      {typed.map((field) => (
        <TextInput
          key={field.key}
          label={field.label}
          placeholder={field.placeholder}
          spellCheck={false}
          data-testid={`change-field-${field.key}`}
          value={settings[field.key] ?? ''}
          onChange={(event) => setSettings({ ...settings, [field.key]: event.currentTarget.value.trim() })}
        />
      ))}
      {fields.map((field) => (
        <PasswordInput
          key={field.key}
          label={field.label}
          placeholder={connection.secretKeys.includes(field.key) ? 'Given; leave empty to keep it' : 'Not given'}
          autoComplete="off"
          data-testid={`change-field-${field.key}`}
          value={secrets[field.key] ?? ''}
          onChange={(event) => setSecrets({ ...secrets, [field.key]: event.currentTarget.value })}
        />
      ))}
      <FailureLine failure={failure} />
      <div className="decision-end">
        <Button type="submit" data-testid={`source-save-${connection.id}`}>
          Save
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          Not now
        </Button>
      </div>
    </form>
  )
}
