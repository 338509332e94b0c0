import type { PlaceCell, PlaceGrid } from '../../../shared/domain/coverage.ts'
import type { CoverageOutcome } from '../../../shared/domain/coverage-tally.ts'
import { outcomeWords } from '../../../shared/domain/coverage-words.ts'
import { many } from '../../app/time.ts'

/** One row of the matrix: an account, a project, an environment. `cells` stand in the order of the columns; null: not asked there. */
export interface PlaceRow {
  readonly wide: string
  readonly cells: readonly (PlaceCell | null)[]
  /** Places of the row where something was not seen whole. */
  readonly gaps: number
}

/** The rows, those with the most gaps first. */
export function placeRows({ wides, narrows, cells }: PlaceGrid): readonly PlaceRow[] {
  const column = new Map(narrows.map((narrow, index) => [narrow, index]))
  const rows = new Map(wides.map((wide) => [wide, narrows.map((): PlaceCell | null => null)]))
  for (const cell of cells) {
    const at = column.get(cell.narrow)
    const row = rows.get(cell.wide)
    if (at !== undefined && row !== undefined) row[at] = cell
  }
  return [...rows]
    .map(([wide, own]) => ({ wide, cells: own, gaps: own.filter((cell) => cell !== null && cell.incomplete > 0).length }))
    .sort((a, b) => b.gaps - a.gaps || a.wide.localeCompare(b.wide))
}

/** The rows that are wanted: by a part of their name, and only those with gaps where asked. */
export function narrowRows(rows: readonly PlaceRow[], text: string, gapsOnly: boolean): readonly PlaceRow[] {
  const wanted = text.trim().toLowerCase()
  return rows.filter((row) => (!gapsOnly || row.gaps > 0) && row.wide.toLowerCase().includes(wanted))
}

/** How a place stands: its worst step. A skipped step that leaves something unseen is not set up, licensed or reached. */
export function worstOf({ counts, incomplete }: PlaceCell): CoverageOutcome {
  for (const state of ['denied', 'failed', 'partial'] as const) if ((counts[state] ?? 0) > 0) return state
  if (incomplete > 0) return 'unset'
  return (counts.complete ?? 0) > 0 ? 'seen' : 'outside'
}

export const placeName = (wide: string, narrow: string): string => (narrow === '' ? wide : `${wide}, ${narrow}`)

/** A cell in words, for hover, focus and screen readers. */
export function cellWords(cell: PlaceCell): string {
  const worst = worstOf(cell)
  const place = placeName(cell.wide, cell.narrow)
  if (worst === 'seen') return `${place}: seen whole, ${many(cell.steps, 'step')}`
  if (worst === 'outside') return `${place}: no such service there`
  return `${place}: ${outcomeWords[worst].toLowerCase()}; ${cell.incomplete} of ${many(cell.steps, 'step')} did not see everything`
}

/** The whole matrix in a sentence. */
export function placesSentence({ cells, wides }: PlaceGrid): string {
  const gaps = cells.filter((cell) => cell.incomplete > 0)
  if (gaps.length === 0) return `All ${many(cells.length, 'place')} were seen whole.`
  const rows = new Set(gaps.map((cell) => cell.wide)).size
  return `${(cells.length - gaps.length).toLocaleString()} of ${many(cells.length, 'place')} were seen whole; ${many(gaps.length, 'place')} in ${rows} of ${wides.length} ${gaps.length === 1 ? 'was' : 'were'} not.`
}

/** Which rows of a long list are drawn: those in view and a few around them. */
export function windowOf(
  count: number,
  rowHeight: number,
  scrolled: number,
  height: number,
  around = 6,
): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.floor(scrolled / rowHeight) - around)
  return { from: Math.min(from, count), to: Math.min(count, Math.ceil((scrolled + height) / rowHeight) + around) }
}
