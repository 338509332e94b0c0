/**
 * The format-neutral document. Formats (PDF, HTML, CSV, JSON) render exactly this, so every figure is the same in all.
 * All text is untrusted data; a format escapes it in its own way.
 */
export interface ReportDocument {
  readonly id: string
  readonly title: string
  readonly subtitle: string
  readonly organisation: string
  readonly generatedAt: string
  readonly period: string
  /** What the cover says: the whole in two sentences, at most four figures that stand again in the sections, and what limits them. */
  readonly headline?: { readonly text: string; readonly figures: readonly ReportFigure[]; readonly caveat: string }
  readonly sections: readonly ReportSection[]
  /** How to check this document: workspace key, ledger head, hash of the data. */
  readonly evidence: {
    readonly ledgerHead: string | null
    readonly ledgerEntries: number
    readonly keyId: string | null
    readonly publicKey: string | null
  }
}

export interface ReportSection {
  readonly id: string
  readonly title: string
  /** Its tables want a page on its side. */
  readonly wide?: boolean
  readonly blocks: readonly ReportBlock[]
}

export type ReportBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'callout'; readonly tone: 'neutral' | 'warning' | 'good'; readonly text: string }
  | { readonly kind: 'figures'; readonly figures: readonly ReportFigure[] }
  | {
      readonly kind: 'bars'
      readonly title: string
      readonly unit: string
      readonly of: number
      readonly bars: readonly { readonly label: string; readonly value: number; readonly tone?: string }[]
    }
  | {
      readonly kind: 'table'
      readonly title: string
      readonly columns: readonly ReportColumn[]
      readonly rows: readonly (readonly ReportCell[])[]
      readonly empty: string
    }
  | { readonly kind: 'facts'; readonly title: string; readonly facts: readonly { readonly label: string; readonly value: string }[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }

/** A figure is never shown without its denominator. */
export interface ReportFigure {
  readonly id: string
  readonly label: string
  readonly value: number
  readonly of: number
  readonly ofWhat: string
}

export interface ReportColumn {
  readonly id: string
  readonly title: string
  readonly kind: 'text' | 'number' | 'date' | 'band'
  /** Relative width on paper; 1 unless said. */
  readonly width?: number
  /** For machines: in CSV and JSON only, left out where people read. */
  readonly detail?: boolean
}

export type ReportCell = string | number | null
