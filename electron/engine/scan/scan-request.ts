import type { Result } from '../../../shared/base/result.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { StepEnd } from '../../../shared/domain/coverage.ts'
import type { ScanProgress } from '../../../shared/domain/scan.ts'
import type { Connector } from '../connectors/connector.ts'
import type { HttpFactory } from '../http/create-http.ts'
import type { LogEntry } from '../ports.ts'
import type { Store } from '../store/store.ts'

/** What a scan may touch of the workspace. */
export type ScanStorage = Pick<Store, 'relaxed'> & {
  readonly scans: Store['scans']
  readonly calls: Pick<Store['calls'], 'append'>
  readonly observations: Pick<Store['observations'], 'inScan' | 'current'>
}

export interface ScanRequest {
  readonly store: ScanStorage
  readonly connectorOf: (provider: string) => Connector | null
  /** What to scan; for a resumed scan the connections that still exist. */
  readonly connections: readonly Connection[]
  readonly http: HttpFactory
  readonly secret: (connectionId: string, key: string) => Promise<Result<string | null>>
  readonly clock: () => Date
  readonly log: (entry: LogEntry) => void
  readonly signal: AbortSignal
  /** A fresh id, or with `resume` the id of an unfinished scan. */
  readonly scanId: string
  /** Continue: steps that ended stay as they are, the others go on from their cursor. */
  readonly resume?: boolean
  /** Shown to a person who must act, e.g. enter a device code. */
  readonly notice?: (connectionId: string, text: string) => void
  /** Called at most ten times a second, and once at the end. */
  readonly onProgress?: (progress: ScanProgress) => void
  /** Called after each step that ended in this run, so that the inventory is usable meanwhile; the connection waits for it. */
  readonly afterStep?: (step: {
    readonly scanId: string
    readonly connectionId: string
    readonly stepId: string
    readonly end: StepEnd
  }) => void | Promise<void>
  /** 3 unless said. */
  readonly connectionsAtOnce?: number
  /** Within one connection; 3 unless said. */
  readonly stepsAtOnce?: number
}
