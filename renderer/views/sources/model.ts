import type { Input } from '../../../shared/contract/contract.ts'
import type { CoverageSummary } from '../../../shared/contract/scans.ts'
import type { ConnectorInfo, SettingField, SignInMethod } from '../../../shared/domain/connection.ts'
import { many } from '../../app/time.ts'

/** The fields of the form for one way to sign in: the common ones and those this way needs. */
export function fieldsFor(connector: ConnectorInfo, method: SignInMethod | null): readonly SettingField[] {
  const special = new Set(connector.signIn.flatMap((one) => one.fields))
  return connector.fields.filter((field) => !special.has(field.key) || method?.fields.includes(field.key) === true)
}

/** The labels of required fields that are still empty. A field that a way of signing in names is required there. */
export function missingFields(
  fields: readonly SettingField[],
  method: SignInMethod | null,
  values: Readonly<Record<string, string>>,
): readonly string[] {
  return fields
    .filter(
      (field) =>
        (field.required || method?.fields.includes(field.key) === true) &&
        field.kind !== 'boolean' &&
        (values[field.key] ?? '').trim() === '',
    )
    .map((field) => field.label)
}

/** The form as the engine takes it: secrets apart from settings, nothing that is empty. */
export function connectionOf(
  connector: ConnectorInfo,
  fields: readonly SettingField[],
  form: { readonly label: string; readonly businessUnit: string; readonly values: Readonly<Record<string, string>> },
): Input<'connections.add'> {
  const filled = fields.filter((field) => (form.values[field.key] ?? '').trim() !== '')
  const pick = (secret: boolean) =>
    Object.fromEntries(
      filled.filter((field) => (field.kind === 'secret') === secret).map((field) => [field.key, (form.values[field.key] ?? '').trim()]),
    )
  return {
    provider: connector.id,
    label: form.label.trim(),
    businessUnit: form.businessUnit.trim() === '' ? null : form.businessUnit.trim(),
    settings: pick(false),
    secrets: pick(true),
  }
}

/** How much of one connection was seen, in words. */
export function seenWords(coverage: CoverageSummary | null, connectionId: string): { readonly words: string; readonly gap: boolean } {
  if (coverage === null) return { words: 'Counting', gap: false }
  const steps = coverage.steps.filter((step) => step.connectionId === connectionId)
  if (steps.length === 0) return { words: 'Never scanned', gap: true }
  const unseen = steps.filter((step) => step.incomplete)
  if (unseen.length === 0) return { words: 'Everything asked for was seen', gap: false }
  const denied = unseen.filter((step) => step.end?.state === 'denied').length
  return {
    words: `${many(unseen.length, 'step')} of ${steps.length} did not see everything${denied > 0 ? `, ${denied} denied` : ''}`,
    gap: true,
  }
}
