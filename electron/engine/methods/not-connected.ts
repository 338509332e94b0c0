import type { NotConnected } from '../../../shared/domain/not-connected.ts'
import type { Connector } from '../connectors/connector.ts'
import type { Store } from '../store/store.ts'

/** Systems whose ids stand in what others showed, while nobody connected them: whatever else they hold is not seen at all. */
export function notConnected(
  store: { readonly connections: Pick<Store['connections'], 'list'>; readonly observations: Pick<Store['observations'], 'named'> },
  connectors: readonly Pick<Connector, 'id' | 'title' | 'ownIds'>[],
): readonly NotConnected[] {
  const connections = store.connections.list()
  if (connections.length === 0) return []
  const absent = connectors.filter(({ id }) => !connections.some((one) => one.provider === id))
  // An id that a connected system may have given out itself tells nothing of another.
  const given = new Set(connectors.filter((one) => !absent.includes(one)).flatMap(({ ownIds = [] }) => ownIds))
  const labels = new Map(connections.map((one) => [one.id, one.label]))
  return absent.flatMap(({ id, title, ownIds = [] }) => {
    const { count, connectionIds } = store.observations.named(ownIds.filter((kind) => !given.has(kind)))
    return count === 0 ? [] : [{ provider: id, title, count, namedBy: connectionIds.map((one) => labels.get(one) ?? one) }]
  })
}
