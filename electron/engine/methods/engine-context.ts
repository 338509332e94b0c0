import type { Result } from '../../../shared/base/result.ts'
import type { EngineEvent } from '../../../shared/contract/events.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { Scan, ScanProgress } from '../../../shared/domain/scan.ts'
import type { Connector, ConnectorContext } from '../connectors/connector.ts'
import type { Signer } from '../governance/ledger/sign.ts'
import type { HttpFactory } from '../http/create-http.ts'
import type { Assess } from '../inventory/assess.ts'
import type { EstateHandle, Ports } from '../ports.ts'
import type { Store } from '../store/store.ts'
import type { Notices } from './notices.ts'
import type { Trials } from './trials.ts'

/** Which credentials a connector's calls may use: the scan's, or the wider ones a person entered for this run. */
export interface OpenOptions {
  readonly access: 'read' | 'write'
  readonly secrets?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** The running scan, if any. */
export interface ScanControl {
  start(connectionIds: readonly string[]): Promise<Result<{ readonly scanId: string; readonly resumed: boolean }>>
  cancel(scanId: string): Result<null>
  progress(): ScanProgress | null
  wait(scanId: string): Promise<Result<Scan>>
  /** Cancels what is running and waits until it has ended. */
  stop(): Promise<void>
}

/** What every method file gets. One value, made once by `createEngine`. */
export interface EngineContext {
  readonly ports: Ports
  readonly store: Store
  readonly version: string
  readonly assess: Assess
  readonly newId: () => string
  readonly emit: (name: EngineEvent['name'], id?: string | null) => void
  readonly connectorOf: (provider: string) => Connector | null
  /** A connector's context outside a scan: for a probe or a revocation. */
  readonly contextFor: (connection: Connection, options: OpenOptions) => ConnectorContext
  readonly scanning: ScanControl
  readonly notices: Notices
  readonly trials: Trials
  readonly estate: { handle: EstateHandle | null }
  /** Signs ledger entries and exported reports with the workspace's key. */
  readonly signer: Signer
  readonly http: HttpFactory
}
