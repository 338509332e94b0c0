export interface CsvRead {
  readonly rows: readonly (readonly string[])[]
  /** Rows left out because there were too many, or because a quote was never closed. */
  readonly leftOut: number
}

const mostRows = 200_000
const mostCells = 300
const longestCell = 32_768

/** Rows of a CSV or TSV text: the delimiter by the first line, quotes doubled inside quotes, empty lines left out. Bounded in rows, cells and length. */
export function csvRows(text: string): CsvRead {
  const delimiter = delimiterOf(text)
  const rows: string[][] = []
  let leftOut = 0
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const cell = cellAt(text, at, delimiter)
    // A quote that is never closed would swallow the rest of the list: the row is left out, reading goes on after its line.
    if (cell === null) {
      leftOut += 1
      row = []
      at = nextLine(text, at)
      continue
    }
    if (row.length < mostCells) row.push(cell.value.slice(0, longestCell))
    at = cell.end
    if (text[at] === delimiter) {
      at += 1
      if (at < text.length) continue
      row.push('')
    }
    at = nextLine(text, at)
    if (row.some((value) => value.trim() !== '')) {
      if (rows.length < mostRows) rows.push(row)
      else leftOut += 1
    }
    row = []
  }
  return { rows, leftOut }
}

const delimiters = [',', ';', '\t', '|'] as const

/** The delimiter that parts one of the first lines into most cells: a title may stand above the header. */
function delimiterOf(text: string): string {
  const lines = text.slice(0, 64 * 1024).split('\n', 20)
  const most = (delimiter: string): number => Math.max(...lines.map((line) => line.split(delimiter).length))
  return delimiters.toSorted((one, other) => most(other) - most(one))[0] ?? ','
}

/** The cell that begins at `from` and where it ends (at a delimiter, a line's end or the text's); null for a quote that is never closed. */
function cellAt(text: string, from: number, delimiter: string): { readonly value: string; readonly end: number } | null {
  if (text[from] !== '"') {
    let end = from
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1
    return { value: text.slice(from, end), end }
  }
  let value = ''
  let at = from + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0 || quote - from > 2 * longestCell) return null
    value += text.slice(at, quote)
    if (text[quote + 1] !== '"') {
      let end = quote + 1
      while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1
      return { value: value + text.slice(quote + 1, end), end }
    }
    value += '"'
    at = quote + 2
  }
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end + 1
}
