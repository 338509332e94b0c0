import type { ConnectorContext } from '../connectors/connector.ts'
import { connectorOf } from '../connectors/registry.ts'
import type { HttpFactory } from '../http/create-http.ts'
import type { Ports } from '../ports.ts'
import type { Store } from '../store/store.ts'
import type { EngineContext, OpenOptions } from './engine-context.ts'
import type { Notices } from './notices.ts'
import { secretOf } from './secret-of.ts'

interface Parts {
  readonly store: Store
  readonly ports: Ports
  readonly http: HttpFactory
  readonly notices: Notices
}

/** A connector's context for one probe or one revocation; evidence goes to the call ledger at once. */
export function contextFor({ store, ports, http, notices }: Parts): EngineContext['contextFor'] {
  return (connection, { access, secrets = {}, signal = new AbortController().signal }: OpenOptions): ConnectorContext => {
    const connector = connectorOf(connection.provider)
    const settings = Object.fromEntries(Object.entries(connection.settings).filter(([, value]) => value !== ''))
    const place = { scanId: null, connectionId: connection.id, stepId: null }
    return {
      settings,
      secret: (key) => secretOf({ store, secrets: ports.secrets }, connection.id, key, secrets),
      http: http.open({ connector: connector ?? { calls: [], quotas: [] }, settings, signal, access, ...place }),
      record: (call) => {
        const id = http.callId()
        const startedAt = ports.clock().toISOString()
        store.calls.append([{ id, ...place, ...call, status: null, page: 1, requestId: null, startedAt, durationMs: 0, attempts: 1 }])
        return id
      },
      now: ports.clock,
      signal,
      notice: (text) => notices.post(connection.id, text),
      memory: new Map(),
    }
  }
}
