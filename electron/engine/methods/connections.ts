import { fail, failed, ok, type Result } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { checkSettings } from '../connectors/check-settings.ts'
import { describeConnector } from '../connectors/describe.ts'
import { connectors } from '../connectors/registry.ts'
import { withDefaults } from '../connectors/with-defaults.ts'
import type { EngineContext } from './engine-context.ts'
import { openDemo, reopenDemo } from './open-demo.ts'
import { forgetSecretEnv, keepSecretEnv, secretName } from './secret-of.ts'
import { secretsElsewhere } from './secrets-elsewhere.ts'

export function connectionMethods(context: EngineContext): EngineHandlers['connections'] {
  const { store, ports, emit } = context
  const missing = (id: string) =>
    fail('not-found', 'This connection is not in the workspace.', { subject: id, next: 'Open Sources and choose it again.' })
  return {
    providers: () => ok(connectors.map(describeConnector)),
    list: () => ok(store.connections.list()),
    add: (args) => addConnection(context, args),
    update: async ({ id, label, businessUnit, settings, secrets }) => {
      const present = store.connections.get(id)
      if (present === null) return missing(id)
      const connector = context.connectorOf(present.provider)
      if (connector === null) return missing(id)
      const merged = { ...present.settings, ...settings }
      const checked = checkSettings(connector, merged, [...present.secretKeys, ...Object.keys(secrets ?? {})])
      if (!checked.ok) return checked
      const redirected = secretsElsewhere(connector, present, merged, secrets ?? {})
      if (redirected !== null) return failed(redirected)
      const kept = await keepSecrets(context, id, secrets ?? {})
      if (!kept.ok) return kept
      const next: Connection = {
        ...present,
        label: label ?? present.label,
        businessUnit: businessUnit === undefined ? present.businessUnit : businessUnit,
        settings: merged,
        secretKeys: [...new Set([...present.secretKeys, ...Object.keys(secrets ?? {})])],
      }
      store.transaction(() => {
        store.connections.put(next)
        forgetSecretEnv(store, id, Object.keys(secrets ?? {}))
      })
      emit('connections-changed', id)
      return ok(next)
    },
    remove: async ({ id }) => {
      const present = store.connections.get(id)
      if (present === null) return missing(id)
      for (const key of present.secretKeys) await ports.secrets.remove(secretName(id, key))
      store.connections.remove(id)
      emit('connections-changed', id)
      emit('inventory-changed')
      return ok(null)
    },
    probe: async ({ id }) => {
      const present = store.connections.get(id)
      const connector = present === null ? null : context.connectorOf(present.provider)
      if (present === null || connector === null) return missing(id)
      const reopened = present.demo ? await reopenDemo(context) : ok(null)
      if (!reopened.ok) return reopened
      const report = await connector.probe(context.contextFor(present, { access: 'read' }))
      context.notices.clear(id)
      return report
    },
    notice: ({ id }) => ok(context.notices.of(id)),
    openDemo: (args) => openDemo(context, args),
  }
}

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
