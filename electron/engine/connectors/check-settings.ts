import { fail, ok, type Result } from '../../../shared/base/result.ts'
import type { SettingField } from '../../../shared/domain/connection.ts'
import type { Connector } from './connector.ts'

/** Longest setting value; paths, URLs and lists of folders are far below it. */
const longest = 20_000

/**
 * Checks what a person typed against the connector's declared fields: no unknown keys, nothing required left out, URLs that
 * are URLs, choices that exist. `secretKeys` are the secret fields for which a value was given.
 */
export function checkSettings(
  connector: Connector,
  settings: Readonly<Record<string, string>>,
  secretKeys: readonly string[],
): Result<null> {
  const plain = new Map(connector.fields.filter((field) => field.kind !== 'secret').map((field) => [field.key, field]))
  const secret = new Set(connector.fields.filter((field) => field.kind === 'secret').map((field) => field.key))
  for (const key of Object.keys(settings)) {
    if (secret.has(key))
      return wrong(
        key,
        'is a secret and is not kept with the settings',
        'Give it as a secret, or name the environment variable that holds it.',
      )
    if (!plain.has(key))
      return wrong(key, `is not a setting of ${connector.title}`, `Its settings are: ${[...plain.keys(), ...secret].join(', ')}.`)
  }
  for (const key of secretKeys) {
    if (!secret.has(key))
      return wrong(key, `is not a secret of ${connector.title}`, `Its secrets are: ${[...secret].join(', ') || 'none'}.`)
  }
  for (const field of plain.values()) {
    const problem = problemOf(field, settings[field.key])
    if (problem !== null) return wrong(field.key, problem, field.help)
  }
  return needed(connector, settings)
}

/** One of the sets of settings that the connector can work with is there whole. */
function needed({ needs, title }: Connector, settings: Readonly<Record<string, string>>): Result<null> {
  if (needs === undefined || needs.some((set) => set.every((key) => (settings[key] ?? '').trim() !== ''))) return ok(null)
  const started = needs.find((set) => set.some((key) => (settings[key] ?? '').trim() !== '')) ?? needs[0] ?? []
  const missing = started.filter((key) => (settings[key] ?? '').trim() === '')
  return fail('invalid-input', `${title} cannot be read without ${missing.map((key) => `“${key}”`).join(' and ')}.`, {
    ...(missing[0] === undefined ? {} : { subject: missing[0] }),
    next: `Give ${needs.map((set) => set.join(' and ')).join(', or ')}.`,
  })
}

function problemOf(field: SettingField, value: string | undefined): string | null {
  if (value === undefined || value === '') return field.required ? 'is needed and was not given' : null
  if (value.length > longest) return 'is too long'
  if (field.kind === 'url' && !isWebAddress(value)) return 'is not a web address that starts with https:// or http://'
  if (field.kind === 'boolean' && value !== 'true' && value !== 'false') return 'must be true or false'
  if (field.kind === 'choice' && !(field.choices ?? []).some((choice) => choice.value === value)) {
    return `must be one of: ${(field.choices ?? []).map((choice) => choice.value).join(', ')}`
  }
  return null
}

function isWebAddress(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, username, password } = new URL(value)
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
}

function wrong(key: string, problem: string, next: string) {
  return fail('invalid-input', `The setting “${key}” ${problem}.`, { subject: key, next })
}
