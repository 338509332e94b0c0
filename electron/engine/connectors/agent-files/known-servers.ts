import type { Power, Tool } from '../../../../shared/domain/observation.ts'
import table from './known-servers.json' with { type: 'json' }
import { powerOf } from './powers.ts'

/** A well-known MCP server, from its published documentation. `tools`: what it can do → the tools that do it. */
export interface KnownServer {
  readonly title: string
  readonly vendor: string
  readonly ids: readonly string[]
  readonly tools: Readonly<Record<string, readonly string[]>>
  /** It asks its user to sign in; no header in the configuration is not a gap. */
  readonly oauth?: boolean
  /** Public by its nature: answers anybody, with public matter only. */
  readonly open?: boolean
  /** Brings in text that strangers write, e.g. issues. */
  readonly untrusted?: boolean
}

const byIdentity: ReadonlyMap<string, KnownServer> = new Map(
  (table as readonly KnownServer[]).flatMap((server) => server.ids.map((id): [string, KnownServer] => [id, server])),
)

export function knownServer(identity: string): KnownServer | null {
  return byIdentity.get(identity) ?? null
}

/** Its tools, each once with all its powers, in the order of the table. */
export function toolsOf(known: KnownServer, serverKey: string): readonly Tool[] {
  const powers = new Map<string, Power[]>()
  for (const [power, names] of Object.entries(known.tools))
    for (const name of names) powers.set(name, [...(powers.get(name) ?? []), powerOf(power)])
  return [...powers].map(([name, list]) => ({ name, server: serverKey, powers: list }))
}
