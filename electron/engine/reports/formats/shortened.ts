import type { ReportBlock, ReportCell, ReportColumn } from '../../../../shared/domain/report.ts'
import { count } from '../words.ts'

type Table = Extract<ReportBlock, { readonly kind: 'table' }>

export interface ShownTable {
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly (readonly ReportCell[])[]
  /** What a reader must know of what is not shown here; null where all is. */
  readonly note: string | null
}

/** A table as people get it: without the columns for machines, at most `mostRows` long, saying what is elsewhere. */
export function shortened(table: Table, mostRows: number): ShownTable {
  const kept = table.columns.flatMap((column, index) => (column.detail === true ? [] : [index]))
  const rows = table.rows.slice(0, mostRows)
  const shown = (cells: readonly ReportCell[]) => kept.map((index) => cells[index] ?? null)
  return {
    columns: kept.flatMap((index) => table.columns[index] ?? []),
    rows: rows.map(shown),
    note:
      rows.length === table.rows.length
        ? null
        : `The first ${count(rows.length)} of ${count(table.rows.length)} rows. The CSV and JSON files of this report hold all of them.`,
  }
}
