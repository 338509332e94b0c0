import type { Agent, AgentRow, Violation } from '../../../shared/domain/agent.ts'
import type { Asked, Attestation } from '../../../shared/domain/attestation.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { PlaceCoverage, StepCoverage } from '../../../shared/domain/coverage.ts'
import type { Decision, LedgerEntry } from '../../../shared/domain/decision.ts'
import type { NotConnected } from '../../../shared/domain/not-connected.ts'
import type { Reconciliation } from '../../../shared/domain/reconciliation.ts'
import type { ReportDocument } from '../../../shared/domain/report.ts'
import type { Revocation } from '../../../shared/domain/revocation.ts'
import type { Finding } from '../../../shared/domain/risk.ts'
import type { Scan } from '../../../shared/domain/scan.ts'
import type { ServiceLevels } from '../../../shared/domain/service-level.ts'
import type { Band } from '../../../shared/domain/vocabulary.ts'

/** How much of one connection's accounts, regions, projects or environments was seen whole. */
export interface ConnectionPlaces {
  readonly connectionId: string
  readonly connectionLabel: string
  readonly places: number
  readonly seenWhole: number
  /** In order; a report shows them all. */
  readonly gaps: readonly PlaceCoverage[]
}

/** Everything a report may say, as values; reports never see the store. */
export interface ReportInput {
  readonly organisation: string
  readonly now: Date
  readonly connections: readonly Connection[]
  /** What each provider is called, by its id; the id stands for one that is not here. */
  readonly providerTitles?: Readonly<Record<string, string>>
  readonly scans: readonly Scan[]
  readonly coverage: readonly StepCoverage[]
  /** Connections that consist of many places, with the steps that did not see everything in one of them; absent where none does. */
  readonly places?: readonly ConnectionPlaces[]
  /** Systems that the connected ones speak of, while nobody connected them; absent where it was not looked up. */
  readonly notConnected?: readonly NotConnected[]
  readonly rows: readonly AgentRow[]
  /** Full agents of the top risks only (at most 100), by risk. */
  readonly top: readonly { readonly agent: Agent; readonly row: AgentRow; readonly findings: readonly Finding[] }[]
  readonly decisions: readonly Decision[]
  readonly revocations: readonly Revocation[]
  readonly violations: readonly Violation[]
  /** Hand-kept registers against what was seen; absent where no register was read. */
  readonly register?: Reconciliation
  /** What owners were asked, newest first, and what was said last of each agent; absent where nobody was asked. */
  readonly attestations?: { readonly asked: readonly Asked[]; readonly said: readonly Attestation[] }
  /** How long a decision may wait, how many are overdue by band, and who is to be told; absent where it was not asked. */
  readonly serviceLevels?: {
    readonly levels: ServiceLevels
    readonly overdue: Readonly<Record<Band, number>>
    readonly tell: readonly { readonly who: string; readonly agents: number }[]
  }
  readonly identitiesSeen: number
  readonly callsMade: number
  readonly weightsVersion: string
  /** How danger and governance make the risk, and the lowest risk of each band, from the weights document. */
  readonly scoring?: { readonly formula: string; readonly bands: Readonly<Record<'critical' | 'high' | 'medium', number>> }
  readonly factors: readonly {
    readonly id: string
    readonly title: string
    readonly family: string
    readonly weight: number
    readonly explains: string
  }[]
  readonly ledger: {
    readonly entries: readonly LedgerEntry[]
    readonly head: string | null
    readonly keyId: string | null
    readonly publicKey: string | null
  }
}

/** A report is one declared object that shapes values into a document. Pure. */
export interface Report {
  readonly id: string
  readonly title: string
  readonly summary: string
  build(input: ReportInput): ReportDocument
}

/** Signs bytes with the workspace's key; the caller passes it where there is one. `signature` is base64 Ed25519. */
export type Sign = (bytes: Uint8Array) => Promise<ReportSignature> | ReportSignature

export interface ReportSignature {
  readonly keyId: string
  readonly signature: string
}

export interface RenderOptions {
  readonly sign?: Sign | undefined
}

/** Renders a document; the same document gives the same bytes. */
export interface Format {
  readonly id: 'pdf' | 'html' | 'csv' | 'json'
  readonly title: string
  readonly extension: string
  readonly mediaType: string
  render(document: ReportDocument, input: ReportInput, options?: RenderOptions): Promise<Uint8Array>
}
