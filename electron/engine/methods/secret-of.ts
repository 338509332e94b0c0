import { fail, ok, type Result } from '../../../shared/base/result.ts'
import type { Secrets } from '../ports.ts'
import type { Store } from '../store/store.ts'

export function secretName(connectionId: string, key: string): string {
  return `${connectionId}/${key}`
}

const settingKey = (connectionId: string): string => `secret-env/${connectionId}`

/** Keeps which environment variable holds which secret: the name only, never the value. */
export function keepSecretEnv(store: Store, connectionId: string, names: Readonly<Record<string, string>>): void {
  if (Object.keys(names).length > 0) store.settings.set(settingKey(connectionId), JSON.stringify(names))
}

/** A secret that was typed in stands from then on; the environment variable that held it before is no longer read. */
export function forgetSecretEnv(store: Store, connectionId: string, keys: readonly string[]): void {
  const names = secretEnvOf(store, connectionId)
  const left = Object.fromEntries(Object.entries(names).filter(([key]) => !keys.includes(key)))
  if (Object.keys(left).length < Object.keys(names).length) store.settings.set(settingKey(connectionId), JSON.stringify(left))
}

function secretEnvOf(store: Store, connectionId: string): Readonly<Record<string, string>> {
  return JSON.parse(store.settings.get(settingKey(connectionId)) ?? '{}') as Readonly<Record<string, string>>
}

/** A connection's secret: entered for this run, else from its environment variable where one was named, else from the key store; null when there is none. */
export async function secretOf(
  { store, secrets }: { readonly store: Store; readonly secrets: Secrets },
  connectionId: string,
  key: string,
  entered: Readonly<Record<string, string>>,
): Promise<Result<string | null>> {
  const given = entered[key]
  if (given !== undefined) return ok(given)
  const variable = secretEnvOf(store, connectionId)[key]
  if (variable === undefined) return secrets.get(secretName(connectionId, key))
  const fromEnvironment = process.env[variable]
  if (fromEnvironment !== undefined && fromEnvironment !== '') return ok(fromEnvironment)
  return fail('auth-failed', `the environment variable ${variable}, which holds this connection’s ${key}, is not set`, {
    subject: key,
    next: `Set ${variable} where rollcall runs, and scan again.`,
  })
}
