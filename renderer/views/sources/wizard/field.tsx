import { Button, Checkbox, PasswordInput, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SettingField } from '../../../../shared/domain/connection.ts'
import { bridge } from '../../../app/bridge.ts'
import { valueOrSay } from '../../../components/say-failure.ts'

/** One declared field of a connector. `problem` says what is wrong with it; `id` is the name by which it is found. */
export function Field({
  field,
  value,
  set,
  id,
  problem = null,
  placeholder,
}: {
  readonly field: SettingField
  readonly value: string
  readonly set: (value: string) => void
  readonly id: string
  readonly problem?: string | null
  readonly placeholder?: string
}) {
  const hint = placeholder ?? field.placeholder ?? field.default
  const common = {
    label: field.label,
    description: field.help === '' ? undefined : field.help,
    ...(hint === undefined ? {} : { placeholder: hint }),
    'data-testid': id,
    error: problem,
  }
  switch (field.kind) {
    case 'secret':
      return field.lines === true ? (
        <SecretLines {...common} value={value} set={set} />
      ) : (
        <PasswordInput {...common} autoComplete="off" value={value} onChange={(event) => set(event.currentTarget.value)} />
      )
    case 'boolean':
      return (
        <Checkbox
          label={field.label}
          description={field.help}
          data-testid={id}
          error={problem}
          checked={(value === '' ? field.default : value) === 'true'}
          onChange={(event) => set(event.currentTarget.checked ? 'true' : 'false')}
        />
      )
    case 'choice':
      return (
        <Select
          {...common}
          data={(field.choices ?? []).map((choice) => ({ value: choice.value, label: choice.label }))}
          value={value === '' ? (field.default ?? null) : value}
          onChange={(chosen) => set(chosen ?? '')}
        />
      )
    case 'path':
      return (
        <TextInput
          {...common}
          spellCheck={false}
          value={value}
          rightSectionWidth={116}
          rightSection={
            <span className="path-buttons">
              {(['chooseFile', 'chooseFolder'] as const).map((choose) => (
                <Button
                  key={choose}
                  size="compact-xs"
                  variant="default"
                  aria-label={`${choose === 'chooseFile' ? 'Choose a file' : 'Choose a folder'}: ${field.label}`}
                  onClick={async () => {
                    const chosen = valueOrSay(await bridge().shell[choose]({ title: field.label }))
                    if (chosen !== null) set(chosen)
                  }}
                >
                  {choose === 'chooseFile' ? 'File' : 'Folder'}
                </Button>
              ))}
            </span>
          }
          onChange={(event) => set(event.currentTarget.value)}
        />
      )
    case 'text':
    case 'url':
      return field.lines === true ? (
        <Textarea {...common} autosize minRows={2} maxRows={8} value={value} onChange={(event) => set(event.currentTarget.value)} />
      ) : (
        <TextInput
          {...common}
          inputMode={field.kind}
          spellCheck={false}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )
  }
}

/** A secret of several lines, such as a key file's text: covered as a password is, and kept with its line breaks. */
function SecretLines({
  value,
  set,
  ...common
}: {
  readonly value: string
  readonly set: (value: string) => void
  readonly label: string
  readonly description: string | undefined
  readonly error: string | null
}) {
  const [shown, setShown] = useState(false)
  return (
    <div>
      <Textarea
        {...common}
        autoComplete="off"
        spellCheck={false}
        rows={4}
        className={shown ? 'secret-lines' : 'secret-lines secret-covered'}
        value={value}
        onChange={(event) => set(event.currentTarget.value)}
      />
      <button type="button" className="link quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
        {shown ? 'Cover it' : 'Show it'}
      </button>
    </div>
  )
}
