import type { Power, Tool } from '../../../../shared/domain/observation.ts'
import table from './known-servers.json' with { type: 'json' }
import { powerOf } from './powers.ts'

type Place = NonNullable<Tool['place']>

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
  /** Where the facts on single tools were read, and in which year and month. */
  readonly source?: string
  readonly asOf?: string
  /** Where all its tools act, where its configuration does not tell. */
  readonly place?: Place
  /** Where single tools act. */
  readonly places?: Readonly<Partial<Record<Place, readonly string[]>>>
  /** Of tools whose name says too little: what they do. */
  readonly why?: Readonly<Record<string, string>>
}

/** What the table says of one tool of a known server. */
export interface KnownTool {
  readonly powers: readonly Power[]
  readonly place: Place | null
  /** A sentence on what it does, or that it is known, with source and date where they are kept. */
  readonly because: string
}

const byIdentity: ReadonlyMap<string, KnownServer> = new Map(
  (table as readonly KnownServer[]).flatMap((server) => server.ids.map((id): [string, KnownServer] => [id, server])),
)

export function knownServer(identity: string): KnownServer | null {
  return byIdentity.get(identity) ?? null
}

/** The names of its tools, each once, in the order of the table. */
export function toolNames(known: KnownServer): readonly string[] {
  return [...new Set(Object.values(known.tools).flat())]
}

/** What its documentation says of the tool of that name; null where the table does not name the tool. */
export function knownTool(known: KnownServer, name: string): KnownTool | null {
  const powers = Object.entries(known.tools).flatMap(([power, names]) => (names.includes(name) ? [powerOf(power)] : []))
  if (powers.length === 0) return null
  const [place = known.place ?? null] = (['local', 'remote', 'both'] as const).filter((one) => known.places?.[one]?.includes(name))
  const what = known.why?.[name] ?? `the documentation of ${known.title}`
  return { powers, place, because: known.source === undefined ? what : `${what} (${known.source}, ${known.asOf ?? 'undated'})` }
}
