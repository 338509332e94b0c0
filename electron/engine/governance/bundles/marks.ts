import type { Agent, AgentSource } from '../../../../shared/domain/agent.ts'

/** A connection as bundles tell it: `place` is the same where two units look into the same tenant, account or computer. */
export interface BundleConnection {
  readonly id: string
  readonly provider: string
  readonly settingsHash: string | null
}

/**
 * What an agent is recognised by in any bundle. A declared key joins everywhere; an id that a system gave holds within one system, and
 * that is the same one only where two connections were set up alike. `perhaps` never joins: it only asks.
 */
export function marksOf(
  agent: Pick<Agent, 'nativeIds' | 'provider'> & { readonly sources: readonly Pick<AgentSource, 'connectionId' | 'subjectKey'>[] },
  connectionOf: (id: string) => BundleConnection | undefined,
): { readonly joins: readonly string[]; readonly perhaps: readonly string[] } {
  const places = [...new Set(agent.sources.map((source) => placeOf(source.connectionId, connectionOf(source.connectionId))))]
  const own = agent.sources.map((source) =>
    mark('source', placeOf(source.connectionId, connectionOf(source.connectionId)), source.subjectKey),
  )
  const declared = agent.nativeIds.filter((id) => id.joins).map((id) => mark('key', id.kind, id.value))
  const given = agent.nativeIds.filter((id) => !id.joins)
  return {
    joins: [...new Set([...declared, ...own, ...places.flatMap((place) => given.map((id) => mark('id', place, id.kind, id.value)))])],
    perhaps: [...new Set(given.map((id) => mark('perhaps', agent.provider, id.kind, id.value)))],
  }
}

function placeOf(id: string, connection: BundleConnection | undefined): string {
  return connection === undefined || connection.settingsHash === null ? id : `${connection.provider} ${connection.settingsHash}`
}

const mark = (...parts: readonly string[]): string => JSON.stringify(parts)
