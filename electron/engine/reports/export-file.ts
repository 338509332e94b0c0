import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../shared/base/canonical-json.ts'
import type { ReportDocument } from '../../../shared/domain/report.ts'
import type { ReportInput, ReportSignature } from './report.ts'

/** The JSON form of a report: what is hashed and signed, and how, in one place for who writes and who checks. */

export const exportFormat = 'rollcall-report'
export const exportVersion = 1

/** The input as data; times as text. From it every figure of the document can be computed again. */
export type ExportData = Omit<ReportInput, 'now'> & { readonly now: string }

export interface ExportPayload {
  readonly report: string
  readonly document: ReportDocument
  readonly data: ExportData
  /** Lengths of the lists in `data`, so that a shortened file is named as such even before its hash is looked at. */
  readonly counts: Readonly<Record<string, number>>
}

export interface ExportFile {
  readonly format: typeof exportFormat
  readonly version: typeof exportVersion
  readonly payload: ExportPayload
  /** Hex SHA-256 of the canonical JSON (RFC 8785) of `payload`, in UTF-8. */
  readonly sha256: string
  /** Ed25519 over `signedBytes(sha256)`; null where the workspace has no key at hand. */
  readonly signature: (ReportSignature & { readonly algorithm: 'Ed25519'; readonly publicKey: string | null }) | null
}

/** Settings may name hosts and folders that are nobody's business outside; secrets were never part of the input. */
export function exportData(input: ReportInput): ExportData {
  return {
    ...input,
    now: input.now.toISOString(),
    connections: input.connections.map((connection) => ({ ...connection, settings: {}, secretKeys: [] })),
  }
}

export function exportCounts(data: ExportData): Readonly<Record<string, number>> {
  return {
    connections: data.connections.length,
    scans: data.scans.length,
    coverage: data.coverage.length,
    rows: data.rows.length,
    top: data.top.length,
    decisions: data.decisions.length,
    revocations: data.revocations.length,
    violations: data.violations.length,
    factors: data.factors.length,
    ledgerEntries: data.ledger.entries.length,
  }
}

export function payloadHash(payload: unknown): string {
  return createHash('sha256').update(canonicalJson(payload), 'utf8').digest('hex')
}

/** The first line says what is signed, so that a signature given for a ledger entry never passes for one on a report. */
export function signedBytes(sha256: string): Uint8Array {
  return new TextEncoder().encode(`rollcall report v${exportVersion}\n${sha256}\n`)
}
