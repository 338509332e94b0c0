import { fail, failed, ok } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { checkSettings } from '../connectors/check-settings.ts'
import { describeConnector } from '../connectors/describe.ts'
import { grantDocuments } from '../connectors/grant-documents.ts'
import { connectors } from '../connectors/registry.ts'
import { wholeReport } from '../connectors/whole-report.ts'
import { addConnection, keepSecrets } from './add-connection.ts'
import type { EngineContext } from './engine-context.ts'
import { openDemo, reopenDemo } from './open-demo.ts'
import { saveFile } from './save-file.ts'
import { forgetSecretEnv, secretName } from './secret-of.ts'
import { secretsElsewhere } from './secrets-elsewhere.ts'

export function connectionMethods(context: EngineContext): EngineHandlers['connections'] {
  const { store, ports, emit } = context
  const missing = (id: string) =>
    fail('not-found', 'This connection is not in the workspace.', { subject: id, next: 'Open Sources and choose it again.' })
  const unknown = (provider: string) =>
    fail('not-found', 'There is no such document.', { subject: provider, next: 'Choose one of the providers that can be connected.' })
  const probing = new Map<string, AbortController>()
  const stopped = fail('cancelled', 'The check was stopped.', { next: 'Check again when you are ready.' })
  return {
    providers: () => ok(connectors.map(describeConnector)),
    grants: ({ provider }) => {
      const connector = context.connectorOf(provider)
      return connector === null ? unknown(provider) : ok(grantDocuments(connector))
    },
    saveGrant: ({ provider, id, path }) => {
      const connector = context.connectorOf(provider)
      const document = connector === null ? undefined : grantDocuments(connector).find((one) => one.id === id)
      return document === undefined ? unknown(provider) : saveFile(path, document.text, 'document')
    },
    list: () => ok(store.connections.list()),
    add: (args) => addConnection(context, args),
    update: async ({ id, label, businessUnit, environment, settings, secrets }) => {
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
        environment: environment ?? present.environment,
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
      probing.get(id)?.abort()
      const stop = new AbortController()
      probing.set(id, stop)
      const report = await connector.probe(context.contextFor(present, { access: 'read', signal: stop.signal }))
      if (probing.get(id) !== stop) return stopped
      probing.delete(id)
      context.notices.clear(id)
      if (stop.signal.aborted) return stopped
      return report.ok ? ok(wholeReport(connector, report.value)) : report
    },
    stopProbe: ({ id }) => {
      probing.get(id)?.abort()
      return ok(null)
    },
    notice: ({ id }) => ok(context.notices.of(id)),
    openDemo: (args) => openDemo(context, args),
  }
}
