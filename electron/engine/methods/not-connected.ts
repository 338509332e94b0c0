import type { NotConnected } from '../../../shared/contract/scans.ts'
import type { Connector } from '../connectors/connector.ts'
import type { Store } from '../store/store.ts'

/** Systems whose ids stand in what others showed, while nobody connected them: whatever else they hold is not seen at all. */
export function notConnected(
  store: { readonly connections: Pick<Store['connections'], 'list'>; readonly observations: Pick<Store['observations'], 'idsByKind'> },
  connectors: readonly Pick<Connector, 'id' | 'title' | 'ownIds'>[],
): readonly NotConnected[] {
  const connections = store.connections.list()
  const absent = connectors.filter(({ id, ownIds = [] }) => ownIds.length > 0 && !connections.some((one) => one.provider === id))
  if (absent.length === 0 || connections.length === 0) return []
  const seen = store.observations.idsByKind()
  const labels = new Map(connections.map((one) => [one.id, one.label]))
  return absent.flatMap(({ id, title, ownIds = [] }) => {
    const named = seen.filter((one) => ownIds.includes(one.kind))
    const count = named.reduce((sum, one) => sum + one.count, 0)
    const namedBy = [...new Set(named.map((one) => labels.get(one.connectionId) ?? ''))]
    return count === 0 ? [] : [{ provider: id, title, count, namedBy }]
  })
}
