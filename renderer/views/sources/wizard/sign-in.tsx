import { Radio } from '@mantine/core'
import type { Failure } from '../../../../shared/base/failure.ts'
import type { ConnectorInfo, SettingField } from '../../../../shared/domain/connection.ts'
import { useAsk } from '../../../app/use-ask.ts'
import { sentence } from '../../../app/words.ts'
import { FailureLine, failureWords } from '../../../components/failure-line.tsx'
import { type Draft, fieldOf, fieldsFor, methodOf, missingKeys, splitFields } from './draft.ts'
import { Field } from './field.tsx'
import { useWizard } from './store.ts'

/** How to sign in, and what that takes. `missing` are keys that were still empty when the reader wanted to go on. */
export function SignIn({
  connector,
  draft,
  missing,
  failure,
}: {
  readonly connector: ConnectorInfo
  readonly draft: Draft
  readonly missing: readonly string[]
  readonly failure: Failure | null
}) {
  const edit = useWizard((wizard) => wizard.edit)
  const info = useAsk('workspace.info', {})
  const method = methodOf(connector, draft)
  const { asked, spare } = splitFields(fieldsFor(connector, method), method)
  const stillMissing = missingKeys(asked, method, draft.values)
  const blamed = fieldOf(connector, failure)
  const problemOf = (field: SettingField): string | null => {
    if (field.key === blamed && failure !== null) return failureWords(failure)
    if (!missing.includes(field.key) || !stillMissing.includes(field.key)) return null
    return method?.oneOf?.includes(field.key) === true ? 'One of these is needed.' : 'This is needed.'
  }
  const draw = (field: SettingField) => (
    <Field
      key={field.key}
      id={`connect-field-${field.key}`}
      field={field}
      value={draft.values[field.key] ?? ''}
      problem={problemOf(field)}
      set={(value) => edit(connector.id, { values: { ...draft.values, [field.key]: value } })}
    />
  )
  const openSpare = spare.some((field) => problemOf(field) !== null || (draft.values[field.key] ?? '') !== '')
  return (
    <div className="connect-form">
      {connector.signIn.length > 1 && (
        <Radio.Group
          label="Way to sign in"
          value={draft.methodId}
          onChange={(methodId) => edit(connector.id, { methodId })}
          data-testid="connect-method"
        >
          <div className="ways">
            {connector.signIn.map((way) => (
              <Radio key={way.id} value={way.id} label={way.title} description={way.help} data-testid={`connect-method-${way.id}`} />
            ))}
          </div>
        </Radio.Group>
      )}
      {method?.interactive === true && (
        <p className="notice-line">The check asks you to sign in; what to do then stands there, and it waits for you.</p>
      )}
      {asked.map(draw)}
      {spare.length > 0 && (
        <details className="connect-more" data-testid="connect-more" open={openSpare ? true : undefined}>
          <summary>More settings: {spare.map((field) => field.label).join(', ')}</summary>
          <div className="connect-form">{spare.map(draw)}</div>
        </details>
      )}
      <FailureLine failure={blamed === null ? failure : null} />
      {info.value !== null && asked.some((field) => field.kind === 'secret') && (
        <p className="quiet">Where passwords and keys are kept: {sentence(info.value.secrets.why)}</p>
      )}
    </div>
  )
}
