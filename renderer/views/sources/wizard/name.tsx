import { Select, TextInput } from '@mantine/core'
import type { Failure } from '../../../../shared/base/failure.ts'
import type { Connection, ConnectorInfo } from '../../../../shared/domain/connection.ts'
import { type Environment, environments } from '../../../../shared/domain/vocabulary.ts'
import { environmentWords } from '../../../app/words.ts'
import { FailureLine } from '../../../components/failure-line.tsx'
import type { Draft } from './draft.ts'
import { useWizard } from './store.ts'

/** What a person calls it, and where in the organisation it stands. */
export function Name({
  connector,
  draft,
  connections,
  failure,
}: {
  readonly connector: ConnectorInfo
  readonly draft: Draft
  readonly connections: readonly Connection[]
  readonly failure: Failure | null
}) {
  const edit = useWizard((wizard) => wizard.edit)
  const others = connections.filter((one) => one.id !== draft.connectionId)
  const called = draft.label.trim() === '' ? connector.title : draft.label.trim()
  const units = [...new Set(others.flatMap((one) => (one.businessUnit === null ? [] : [one.businessUnit])))].sort()
  const twin = others.some((one) => one.label === called)
  return (
    <div className="connect-form">
      <TextInput
        label="What to call it"
        description={twin ? 'Another source is called this; a name of its own keeps the two apart in lists and reports.' : undefined}
        placeholder={connector.title}
        maxLength={200}
        data-testid="connect-label"
        value={draft.label}
        onChange={(event) => edit(connector.id, { label: event.currentTarget.value })}
      />
      <TextInput
        label="Business unit (if it belongs to one)"
        description="Agents found here count to this unit; without one, to their owner’s department."
        maxLength={200}
        list="business-units"
        data-testid="connect-unit"
        value={draft.businessUnit}
        onChange={(event) => edit(connector.id, { businessUnit: event.currentTarget.value })}
      />
      <datalist id="business-units">
        {units.map((unit) => (
          <option key={unit} value={unit} />
        ))}
      </datalist>
      <Select
        label="Environment"
        description="For what does not say so itself."
        allowDeselect={false}
        data-testid="connect-environment"
        data={environments.map((value) => ({ value, label: environmentWords[value] }))}
        value={draft.environment}
        onChange={(value) => edit(connector.id, { environment: (value ?? 'unknown') as Environment })}
      />
      <FailureLine failure={failure} />
    </div>
  )
}
