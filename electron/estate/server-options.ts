import type { AnswerKeyEntry, EstateConnection, EstateFault } from '../../shared/domain/estate.ts'
import type { People } from './people.ts'
import type { EstateSize } from './size.ts'
import type { StateSection } from './state-file.ts'

/** What every server of the estate is opened with. */
export interface ServerOptions {
  readonly people: People
  readonly size: Pick<EstateSize, 'principals'>
  readonly seed: number
  /** ISO date at which it shows itself. */
  readonly asOf: string
  readonly port: number
  /** Limits as the provider publishes them; where it publishes none there are none. */
  readonly quotas: 'published' | 'off'
  readonly faults: readonly EstateFault[]
  readonly state: StateSection
  /** What the connection may do, by the names that the connector's calls declare: exactly this. All that it wants unless said. */
  readonly permissions?: readonly string[]
}

/** Another instance of a system the firm has already: no archetypes, a crowd of its own. */
export interface OtherInstance {
  readonly label: string
  readonly businessUnit: string | null
}

/** One provider of the estate, served on 127.0.0.1. */
export interface OpenServer {
  readonly origin: string
  readonly port: number
  /** What a scan of it must find, and what it must leave out. */
  readonly entries: readonly AnswerKeyEntry[]
  readonly connection: EstateConnection
  requests(): number
  throttled(): number
  close(): Promise<void>
}
