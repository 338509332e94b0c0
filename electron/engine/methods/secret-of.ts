import { ok, type Result } from '../../../shared/base/result.ts'
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

/** A connection's secret: entered for this run, else from its environment variable, else from the key store; null when there is none. */
export async function secretOf(
  { store, secrets }: { readonly store: Store; readonly secrets: Secrets },
  connectionId: string,
  key: string,
  entered: Readonly<Record<string, string>>,
): Promise<Result<string | null>> {
  const given = entered[key]
  if (given !== undefined) return ok(given)
  const names = JSON.parse(store.settings.get(settingKey(connectionId)) ?? '{}') as Readonly<Record<string, string>>
  const variable = names[key]
  const fromEnvironment = variable === undefined ? undefined : process.env[variable]
  return fromEnvironment === undefined ? secrets.get(secretName(connectionId, key)) : ok(fromEnvironment)
}
