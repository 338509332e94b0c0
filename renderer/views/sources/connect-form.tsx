import { Button, Checkbox, PasswordInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Failure } from '../../../shared/base/failure.ts'
import type { ConnectorInfo, SettingField } from '../../../shared/domain/connection.ts'
import { ask, bridge } from '../../app/bridge.ts'
import { sentence } from '../../app/words.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { GrantDocuments } from '../../components/grant-documents.tsx'
import { valueOrSay } from '../../components/say-failure.ts'
import { connectionOf, fieldsFor, missingFields } from './model.ts'

/** A form made from what the connector declares; it shows what each permission is for before anything is typed. */
export function ConnectForm({
  connector,
  onDone,
  onBack,
}: {
  readonly connector: ConnectorInfo
  readonly onDone: (id: string) => void
  readonly onBack: () => void
}) {
  const [methodId, setMethodId] = useState(connector.signIn[0]?.id ?? null)
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [label, setLabel] = useState('')
  const [businessUnit, setBusinessUnit] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const method = connector.signIn.find((one) => one.id === methodId) ?? null
  const fields = fieldsFor(connector, method)
  const lacks = missingFields(fields, method, values)
  const drawn = fields.filter((field) => field.key !== 'signIn')
  const isAsked = (field: SettingField) => field.required || method?.fields.includes(field.key) === true
  const asked = drawn.some(isAsked) ? drawn.filter(isAsked) : drawn
  const spare = drawn.filter((field) => !asked.includes(field))
  const draw = (field: SettingField) => (
    <Field
      key={field.key}
      field={field}
      value={values[field.key] ?? ''}
      set={(value) => setValues((now) => ({ ...now, [field.key]: value }))}
    />
  )

  const submit = async () => {
    setBusy(true)
    const made = connectionOf(connector, fields, { label, businessUnit, values })
    // A connector with several ways to sign in is told which one was chosen, where it has a field for that.
    const chosen = methodId !== null && connector.fields.some((field) => field.key === 'signIn') ? { signIn: methodId } : {}
    const result = await ask('connections.add', { ...made, settings: { ...made.settings, ...chosen } })
    setBusy(false)
    if (!result.ok) return setFailure(result.failure)
    onDone(result.value.id)
  }

  const needs = connector.permissions.filter((need) => need.access === 'read')
  return (
    <div className="connect">
      <form
        className="connect-form"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <h2>{connector.title}</h2>
        <p className="quiet">{connector.summary}</p>
        {connector.signIn.length > 1 && methodId !== null && (
          <>
            <Select
              label="Way to sign in"
              allowDeselect={false}
              value={methodId}
              onChange={setMethodId}
              data={connector.signIn.map((one) => ({ value: one.id, label: one.title }))}
            />
            {method !== null && method.help !== '' && <p className="quiet">{method.help}</p>}
          </>
        )}
        {asked.map(draw)}
        {spare.length > 0 && (
          <details className="connect-more" data-testid="connect-more">
            <summary>More settings: {spare.map((field) => field.label).join(', ')}</summary>
            {spare.map((field) => (
              <div key={field.key}>{draw(field)}</div>
            ))}
          </details>
        )}
        <TextInput
          label="What to call it"
          placeholder={connector.title}
          maxLength={200}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <TextInput
          label="Business unit (if it belongs to one)"
          maxLength={200}
          value={businessUnit}
          onChange={(event) => setBusinessUnit(event.currentTarget.value)}
        />
        <FailureLine failure={failure} />
        <div className="decision-end">
          <Button type="submit" data-testid="connect-submit" loading={busy} disabled={lacks.length > 0}>
            Connect and check
          </Button>
          <Button variant="subtle" color="gray" onClick={onBack}>
            Back
          </Button>
          {lacks.length > 0 && <span className="quiet">Still needed: {lacks.join(', ')}</span>}
        </div>
      </form>
      <aside className="connect-needs">
        <h3>What it may read, and why</h3>
        {needs.length === 0 ? (
          <p className="quiet">It asks for no permission.</p>
        ) : (
          <dl>
            {needs.map((need) => (
              <div key={need.permission}>
                <dt>
                  <code>{need.permission}</code>
                </dt>
                <dd>
                  {sentence(need.why)} <span className="quiet">Without it unseen: {sentence(need.hides)}</span>
                </dd>
              </div>
            ))}
          </dl>
        )}
        <GrantDocuments provider={connector.id} />
        <p className="quiet">Scanning only reads. Revoking asks for its own, wider permission when you do it.</p>
      </aside>
    </div>
  )
}

function Field({ field, value, set }: { readonly field: SettingField; readonly value: string; readonly set: (value: string) => void }) {
  const common = {
    label: field.label,
    description: field.help === '' ? undefined : field.help,
    placeholder: field.placeholder,
    required: field.required,
    withAsterisk: false,
  }
  const testId = `connect-field-${field.key}`
  switch (field.kind) {
    case 'secret':
      return (
        <PasswordInput
          {...common}
          data-testid={testId}
          autoComplete="off"
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )
    case 'boolean':
      return (
        <Checkbox
          label={field.label}
          description={field.help}
          data-testid={testId}
          checked={value === 'true'}
          onChange={(event) => set(event.currentTarget.checked ? 'true' : '')}
        />
      )
    case 'choice':
      return (
        <Select
          {...common}
          data-testid={testId}
          data={(field.choices ?? []).map((choice) => ({ value: choice.value, label: choice.label }))}
          value={value === '' ? null : value}
          onChange={(chosen) => set(chosen ?? '')}
        />
      )
    case 'path':
      return (
        <div className="path-field">
          <TextInput {...common} data-testid={testId} value={value} onChange={(event) => set(event.currentTarget.value)} />
          <Button
            variant="default"
            onClick={async () => {
              const chosen = valueOrSay(await bridge().shell.chooseFolder({ title: field.label }))
              if (chosen !== null) set(chosen)
            }}
          >
            Choose
          </Button>
        </div>
      )
    case 'text':
    case 'url':
      return (
        <TextInput
          {...common}
          type={field.kind === 'url' ? 'url' : 'text'}
          data-testid={testId}
          spellCheck={false}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )
  }
}
