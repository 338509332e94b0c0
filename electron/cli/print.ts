import { visibleText } from '../../shared/base/visible-text.ts'

/** A provider's text as a terminal may show it: whole, but nothing in it is obeyed or hidden. */
export function plain(text: string): string {
  return visibleText(text, Number.POSITIVE_INFINITY)
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** One line of JSON. What a terminal would obey or hide is escaped: the same value for a machine, harmless for a person. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${harmlessJson(value)}\n`)
}

/** JSON in which control, direction and invisible characters stand as `\u202e`. */
export function harmlessJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  )
}

/** Left-aligned columns for people; machines use `--json`. Long cells are cut with an ellipsis. */
export function sayTable(titles: readonly string[], rows: readonly (readonly string[])[], widest = 44): void {
  const cells = [titles, ...rows].map((row) => row.map((cell) => cut(plain(cell), widest)))
  const widths = titles.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  for (const row of cells)
    say(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`
}
