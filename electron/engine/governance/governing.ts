import type { Connection } from '../../../shared/domain/connection.ts'
import type { Connector, ConnectorContext } from '../connectors/connector.ts'
import type { Ports } from '../ports.ts'
import type { Store } from '../store/store.ts'
import type { Signer } from './ledger/sign.ts'

/** What is needed to write into the ledger. */
export interface Recording {
  readonly store: Store
  readonly signer: Signer
  readonly ports: Pick<Ports, 'clock' | 'actor'>
}

/** What is needed to decide: the ledger, and a way to assess agents again in the same transaction. */
export interface Deciding extends Recording {
  readonly assess: (agentIds: readonly string[], scanId: string | null) => void
}

/** What is needed to revoke: deciding, and the connectors. */
export interface Revoking extends Deciding {
  readonly newId: () => string
  readonly connectorOf: (provider: string) => Connector | null
  /** `secrets` are wider credentials for this run only; nobody stores them. */
  readonly contextFor: (
    connection: Connection,
    options: { readonly access: 'read' | 'write'; readonly secrets?: Readonly<Record<string, string>> },
  ) => ConnectorContext
  /** Waits between re-reads; real time unless given. */
  readonly pause?: (milliseconds: number) => Promise<void>
}
