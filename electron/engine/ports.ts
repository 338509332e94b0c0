import type { Failure } from '../../shared/base/failure.ts'
import type { Result } from '../../shared/base/result.ts'
import type { EngineEvent } from '../../shared/contract/events.ts'
import type { EstateConnection } from '../../shared/domain/estate.ts'

/** Where secret values live. Names are `connectionId/settingKey` or `workspace/signing-key`. */
export interface Secrets {
  /** Whether values outlive this process; if not, the reader is told why. */
  readonly persistence: { readonly kind: 'os-key-store' | 'memory' | 'file'; readonly why: string }
  get(name: string): Promise<Result<string | null>>
  set(name: string, value: string): Promise<Result<void>>
  remove(name: string): Promise<Result<void>>
}

/** Starts the demo estate; the product, the command line and tests pass their own way of running it. */
export interface EstatePort {
  open(options: {
    readonly size: string
    readonly seed: number
    readonly stateFile: string
    /** ISO date the estate shows itself at. */
    readonly asOf?: string
    readonly ports?: Readonly<Record<string, number>>
  }): Promise<Result<EstateHandle>>
}

export interface EstateHandle {
  readonly connections: readonly EstateConnection[]
  /** The ports it listens on, so that saved connections stay valid. */
  readonly ports: Readonly<Record<string, number>>
  close(): Promise<void>
}

/** Everything the engine gets from outside. The product, tests, benchmarks and the command line differ only in this. */
export interface Ports {
  readonly databasePath: string
  readonly transport: typeof fetch
  readonly clock: () => Date
  readonly random: (bytes: number) => Uint8Array
  readonly secrets: Secrets
  readonly emit: (event: EngineEvent) => void
  readonly log: (entry: LogEntry) => void
  readonly estate: EstatePort | null
  /** The operating-system account name of the person at the computer, for the ledger. */
  readonly actor: string
}

/** Static text and fields; never payloads. */
export interface LogEntry {
  readonly level: 'info' | 'warning' | 'error'
  readonly text: string
  readonly fields?: Readonly<Record<string, string | number | boolean | null>>
  readonly failure?: Failure
}
