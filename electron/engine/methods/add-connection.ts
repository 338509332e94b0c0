import { fail, ok, type Result } from '../../../shared/base/result.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { checkSettings } from '../connectors/check-settings.ts'
import { connectors } from '../connectors/registry.ts'
import { withDefaults } from '../connectors/with-defaults.ts'
import type { EngineContext } from './engine-context.ts'
import { keepSecretEnv, secretName } from './secret-of.ts'

interface NewConnection {
  readonly provider: string
  readonly label: string
  readonly businessUnit: string | null
  readonly environment: Connection['environment']
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  readonly secretEnv: Readonly<Record<string, string>>
  readonly demo?: boolean
}

/** Checks and keeps one connection; secret values go to the key store, names of environment variables to the settings. */
export async function addConnection(context: Omit<EngineContext, 'scanning'>, wanted: NewConnection): Promise<Result<Connection>> {
  const { store, ports, newId, emit } = context
  const connector = context.connectorOf(wanted.provider)
  if (connector === null) {
    const known = connectors.map((one) => one.id).join(', ')
    return fail('invalid-input', 'There is no connector of this name.', { subject: wanted.provider, next: `Choose one of: ${known}.` })
  }
  const secretKeys = [...Object.keys(wanted.secrets), ...Object.keys(wanted.secretEnv)]
  const checked = checkSettings(connector, wanted.settings, secretKeys)
  if (!checked.ok) return checked
  const connection: Connection = {
    id: newId(),
    provider: connector.id,
    label: wanted.label.trim() === '' ? connector.title : wanted.label.trim(),
    businessUnit: wanted.businessUnit,
    environment: wanted.environment,
    settings: withDefaults(connector, wanted.settings),
    secretKeys,
    demo: wanted.demo ?? false,
    createdAt: ports.clock().toISOString(),
    lastScanId: null,
    lastScanAt: null,
  }
  const kept = await keepSecrets(context, connection.id, wanted.secrets)
  if (!kept.ok) return kept
  store.transaction(() => {
    store.connections.put(connection)
    keepSecretEnv(store, connection.id, wanted.secretEnv)
  })
  emit('connections-changed', connection.id)
  return ok(connection)
}

/** Puts a connection's secret values into the key store. */
export async function keepSecrets(
  { ports }: Pick<EngineContext, 'ports'>,
  id: string,
  secrets: Readonly<Record<string, string>>,
): Promise<Result<null>> {
  for (const [key, value] of Object.entries(secrets)) {
    const kept = await ports.secrets.set(secretName(id, key), value)
    if (!kept.ok) return kept
  }
  return ok(null)
}
