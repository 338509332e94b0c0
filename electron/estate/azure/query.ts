type Row = Readonly<Record<string, unknown>>

/**
 * As much of the provider's query language as inventories use: a table, then `where` on a list of types or one equal value,
 * `project`, `summarize … = count() by`, and `order by`. Anything else is refused, as the provider refuses what it cannot parse.
 */
export function runQuery(text: string, tables: Readonly<Record<string, readonly Row[]>>): readonly Row[] | null {
  const [table = '', ...stages] = text.split('|').map((part) => part.trim())
  let rows = tables[table.toLowerCase()] ?? null
  for (const stage of stages) {
    if (rows === null) return null
    rows = runStage(stage, rows)
  }
  return rows
}

function runStage(stage: string, rows: readonly Row[]): readonly Row[] | null {
  const among = /^where ([\w.]+) in~ \(([^)]*)\)$/.exec(stage)
  if (among !== null) {
    const wanted = new Set([...(among[2] ?? '').matchAll(/'([^']*)'/g)].map(([, value]) => value?.toLowerCase()))
    return rows.filter((row) => wanted.has(textAt(row, among[1] ?? '').toLowerCase()))
  }
  const equal = /^where ([\w.]+) =~ '([^']*)'$/.exec(stage)
  if (equal !== null) return rows.filter((row) => textAt(row, equal[1] ?? '').toLowerCase() === equal[2]?.toLowerCase())
  const counted = /^summarize (\w+) = count\(\) by ([\w., ]+)$/.exec(stage)
  if (counted !== null) {
    const columns = (counted[2] ?? '').split(',').map((column) => column.trim())
    const groups = Map.groupBy(rows, (row) => JSON.stringify(columns.map((column) => at(row, column))))
    return [...groups.values()].map((group) => ({
      ...Object.fromEntries(columns.map((column) => [column, at(group[0] ?? {}, column)])),
      [counted[1] ?? 'count_']: group.length,
    }))
  }
  const projected = /^project (.+)$/.exec(stage)
  if (projected !== null) {
    const columns = (projected[1] ?? '').split(',').map((column) => column.trim().split(/\s*=\s*/))
    return rows.map((row) => Object.fromEntries(columns.map(([name = '', path = name]) => [name, at(row, path)])))
  }
  const ordered = /^order by ([\w.]+) asc$/.exec(stage)
  if (ordered === null) return null
  return rows.toSorted((one, other) => (textAt(one, ordered[1] ?? '') < textAt(other, ordered[1] ?? '') ? -1 : 1))
}

function at(row: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? (value as Row)[name] : undefined), row)
}

const textAt = (row: Row, path: string): string => String(at(row, path) ?? '')
