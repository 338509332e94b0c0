import type { Failure } from '../../../../shared/base/failure.ts'
import type { Input } from '../../../../shared/contract/contract.ts'
import type { ConnectorInfo, ProbeReport, SettingField, SignInMethod } from '../../../../shared/domain/connection.ts'
import type { Environment } from '../../../../shared/domain/vocabulary.ts'

/** The steps of connecting a source, in their order. */
export const wizardSteps = ['choose', 'reads', 'sign-in', 'check', 'name', 'scan'] as const
export type WizardStep = (typeof wizardSteps)[number]

export type Values = Readonly<Record<string, string>>

/** The check of a credential: what it is doing, or what came of it. */
export type Check =
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | { readonly state: 'done'; readonly report: ProbeReport }

/** What was entered for one connector so far. It stays while the reader walks back, forth and about. */
export interface Draft {
  readonly connectorId: string
  readonly methodId: string | null
  readonly values: Values
  readonly label: string
  readonly businessUnit: string
  readonly environment: Environment
  /** The connection it became when it was first checked, and with which values. */
  readonly connectionId: string | null
  readonly sent: { readonly methodId: string | null; readonly values: Values } | null
  readonly check: Check | null
  /** How far the reader came: every step up to it can be gone back to. */
  readonly reached: WizardStep
}

export function beginDraft(connector: ConnectorInfo): Draft {
  return {
    connectorId: connector.id,
    methodId: connector.signIn[0]?.id ?? null,
    values: {},
    label: '',
    businessUnit: '',
    environment: 'unknown',
    connectionId: null,
    sent: null,
    check: null,
    reached: 'reads',
  }
}

export const methodOf = (connector: ConnectorInfo, draft: Draft): SignInMethod | null =>
  connector.signIn.find((one) => one.id === draft.methodId) ?? null

/** The fields of the form for one way to sign in: the common ones and those this way needs. The way itself is chosen above them. */
export function fieldsFor(connector: ConnectorInfo, method: SignInMethod | null): readonly SettingField[] {
  const special = new Set(connector.signIn.flatMap((one) => one.fields))
  return connector.fields.filter(
    (field) => !isWay(connector, field) && (!special.has(field.key) || method?.fields.includes(field.key) === true),
  )
}

/** The field that keeps which way to sign in was chosen: its choices are the ways. */
function isWay({ signIn }: ConnectorInfo, { kind, choices = [] }: SettingField): boolean {
  return kind === 'choice' && signIn.length > 0 && choices.every((choice) => signIn.some((way) => way.id === choice.value))
}

const isFilled = (values: Values, key: string): boolean => (values[key] ?? '').trim() !== ''

/** Keys of fields that must be filled and are not. One of several that do alike is enough; a field with a default needs nothing. */
export function missingKeys(fields: readonly SettingField[], method: SignInMethod | null, values: Values): readonly string[] {
  const oneOf = method?.oneOf ?? []
  const satisfied = oneOf.some((key) => isFilled(values, key))
  return fields
    .filter((field) => field.kind !== 'boolean' && field.default === undefined && !isFilled(values, field.key))
    .filter((field) => (oneOf.includes(field.key) ? !satisfied : field.required || method?.fields.includes(field.key) === true))
    .map((field) => field.key)
}

/** What is asked for at once, and what waits under "More settings". */
export function splitFields(fields: readonly SettingField[], method: SignInMethod | null) {
  const isAsked = (field: SettingField) =>
    field.required || (method?.fields.includes(field.key) === true && (field.default === undefined || field.kind === 'secret'))
  const asked = fields.some(isAsked) ? fields.filter(isAsked) : fields
  return { asked, spare: fields.filter((field) => !asked.includes(field)) }
}

/** The form as the engine takes it: secrets apart from settings, nothing that is empty, the chosen way where there is a field for it. */
export function connectionOf(connector: ConnectorInfo, draft: Draft): Input<'connections.add'> {
  const filled = fieldsFor(connector, methodOf(connector, draft)).filter((field) => isFilled(draft.values, field.key))
  const pick = (secret: boolean) =>
    Object.fromEntries(
      filled.filter((field) => (field.kind === 'secret') === secret).map((field) => [field.key, (draft.values[field.key] ?? '').trim()]),
    )
  const way = connector.fields.find((field) => isWay(connector, field))
  return {
    provider: connector.id,
    ...namesOf(draft),
    settings: { ...pick(false), ...(way === undefined || draft.methodId === null ? {} : { [way.key]: draft.methodId }) },
    secrets: pick(true),
  }
}

/** What a person calls it and where it belongs. */
export function namesOf({ label, businessUnit, environment }: Pick<Draft, 'label' | 'businessUnit' | 'environment'>) {
  return { label: label.trim(), businessUnit: businessUnit.trim() === '' ? null : businessUnit.trim(), environment }
}

/** How what was entered reaches the engine: as a new connection, as a change of it, or as another one in its place. */
export type Sending =
  | { readonly kind: 'nothing'; readonly id: string }
  | { readonly kind: 'add'; readonly args: Input<'connections.add'> }
  | { readonly kind: 'update'; readonly args: Input<'connections.update'> }
  | { readonly kind: 'replace'; readonly id: string; readonly args: Input<'connections.add'> }

/**
 * A change clears the settings that are empty now. A secret cannot be cleared, so where one is no longer wanted the connection,
 * which was never scanned, gives way to a new one: no key stays behind that the person thinks is gone.
 */
export function sendingOf(connector: ConnectorInfo, draft: Draft): Sending {
  const args = connectionOf(connector, draft)
  const { connectionId: id, sent } = draft
  if (id === null || sent === null) return { kind: 'add', args }
  if (sent.values === draft.values && sent.methodId === draft.methodId) return { kind: 'nothing', id }
  const before = connectionOf(connector, { ...draft, ...sent })
  const dropped = Object.keys(before.secrets ?? {}).filter((key) => args.secrets?.[key] === undefined)
  if (dropped.length > 0) return { kind: 'replace', id, args }
  const resting = Object.fromEntries(Object.keys(before.settings ?? {}).map((key) => [key, restOf(connector, key)]))
  return { kind: 'update', args: { id, settings: { ...resting, ...args.settings }, secrets: args.secrets } }
}

const restOf = ({ fields }: ConnectorInfo, key: string): string => fields.find((field) => field.key === key)?.default ?? ''

/** The field that a refusal is about, so that it can be said there. */
export function fieldOf(connector: ConnectorInfo, failure: Failure | null): string | null {
  if (failure?.subject === undefined || failure.code !== 'invalid-input') return null
  return connector.fields.some((field) => field.key === failure.subject) ? failure.subject : null
}
