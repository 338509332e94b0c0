/** Rows of a CSV text: commas or semicolons by the first line, quotes doubled inside quotes, empty lines left out. */
export function csvRows(text: string): readonly (readonly string[])[] {
  const source = text.replace(/^\uFEFF/, '')
  const first = source.slice(0, source.search(/\r?\n|$/))
  const comma = first.split(';').length > first.split(',').length ? ';' : ','
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = (): void => {
    row.push(cell)
    cell = ''
  }
  const endRow = (): void => {
    endCell()
    if (row.some((value) => value !== '')) rows.push(row)
    row = []
  }
  for (let at = 0; at < source.length; at += 1) {
    const char = source.charAt(at)
    if (quoted) {
      if (char !== '"') cell += char
      else if (source[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (char === '"' && cell === '') quoted = true
    else if (char === comma) endCell()
    else if (char === '\n') endRow()
    else if (char !== '\r') cell += char
  }
  endRow()
  return rows
}
