import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { RecordCall } from '../connector.ts'
import { type Columns, columnsOf, type Field } from './columns.ts'
import { csvRows } from './csv.ts'
import { decodeText } from './decode.ts'
import { readBytes } from './find-files.ts'
import { type Sheet, xlsxSheets } from './xlsx.ts'

/** One list as a table whose columns are known. */
export interface Table {
  readonly kind: 'table'
  readonly file: string
  readonly columns: Columns
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[]
  readonly call: string
  readonly changedAt: string
  /** What of it was not read, in words; empty when all was. */
  readonly problems: readonly string[]
}

const mostBytes = 64 * 1024 * 1024
const headWithin = 20

/** What a table must have to be the list that was meant. */
export interface Wanted {
  readonly fields: readonly Field[]
  /** At least one of these columns makes it this list. */
  readonly key: readonly Field[]
  readonly chosen: ReadonlyMap<Field, string>
  readonly sheet: string | undefined
  readonly what: string
}

type Read = Table | { readonly kind: 'problem'; readonly why: string }

/** Reads a CSV, TSV or XLSX and finds its header within the first lines. */
export async function readTable(path: string, wanted: Wanted, record: RecordCall): Promise<Read> {
  const file = basename(path)
  const read = await readBytes(path, mostBytes)
  if (read.kind === 'problem') return { kind: 'problem', why: `${file} ${read.why}` }
  const { bytes, changedAt } = read
  const call = record({
    transport: 'file',
    method: 'READ',
    template: wanted.what,
    subject: path,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    outcome: 'ok',
  })
  const problems: string[] = []
  for await (const sheet of sheetsOf(bytes, wanted.sheet, problems, file)) {
    const head = headOf(sheet.rows, wanted)
    if (head === null) continue
    if (sheet.formulas > 0) problems.push(`${sheet.formulas} cells of ${file} hold formulas and were read as empty`)
    if (sheet.leftOut > 0) problems.push(`${sheet.leftOut} rows of ${file} were left out: broken quotes, or beyond what is read`)
    const rows = sheet.rows.slice(head.at + 1).map((cells, index) => ({ number: head.at + 2 + index, cells }))
    return { kind: 'table', file, columns: head.columns, rows, call, changedAt, problems }
  }
  const why = problems[0] ?? `${file} has no column that tells ${wanted.key.join(' or ')}; say which it is in the setting “columns”`
  return { kind: 'problem', why }
}

async function* sheetsOf(bytes: Buffer, chosen: string | undefined, problems: string[], file: string): AsyncGenerator<Sheet> {
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!zipped) {
    const { rows, leftOut } = csvRows(decodeText(bytes).text)
    yield { name: '', rows, leftOut, formulas: 0 }
    return
  }
  try {
    for await (const sheet of xlsxSheets(bytes)) if (!chosen || sheet.name === chosen) yield sheet
    if (chosen) problems.push(`${file} has no sheet named as set`)
  } catch (error) {
    problems.push(`${file} ${error instanceof Error ? error.message : 'cannot be read'}`)
  }
}

/** The first line that names a key column; titles and notes above it are passed over. */
function headOf(rows: readonly (readonly string[])[], wanted: Wanted): { readonly at: number; readonly columns: Columns } | null {
  for (const [at, cells] of rows.slice(0, headWithin).entries()) {
    const columns = columnsOf(cells, wanted.fields, wanted.chosen)
    if (columns.size >= Math.min(2, wanted.fields.length) && wanted.key.some((field) => columns.has(field))) return { at, columns }
  }
  return null
}

/** A cell by its meaning, trimmed and bounded; empty where the table does not have it. */
export function cellOf(table: Table, cells: readonly string[], field: Field, longest = 2_000): string {
  const at = table.columns.get(field)
  return at === undefined ? '' : (cells[at] ?? '').trim().slice(0, longest)
}
