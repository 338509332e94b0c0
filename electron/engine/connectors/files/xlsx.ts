import { SaxesParser } from 'saxes'
import yauzl, { type Entry, type ZipFile } from 'yauzl'

export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  /** Cells that hold a formula: what they show is somebody else's computation, so they are read as empty and counted. */
  readonly formulas: number
  readonly leftOut: number
}

const mostEntries = 4_000
const mostPartBytes = 96 * 1024 * 1024
const mostRows = 200_000
const mostColumns = 300
const mostStrings = 1_000_000
const mostText = 48 * 1024 * 1024
const longestCell = 32_768
const mostSheets = 20

/**
 * The sheets of a workbook, one after the other; the caller stops when it has what it wants. Nothing is computed, linked or fetched.
 * What a part unpacks to is bounded by what the archive declares and by ourselves, so a small file cannot become a huge one.
 * Throws an `Error` with words when the file is no readable workbook.
 */
export async function* xlsxSheets(bytes: Buffer): AsyncGenerator<Sheet> {
  const zip = await openZip(bytes)
  const parts = await entriesOf(zip)
  const names = await sheetPlaces(zip, parts)
  let strings: readonly string[] | null = null
  for (const { name, part } of names.slice(0, mostSheets)) {
    const entry = parts.get(part)
    if (entry === undefined) continue
    strings ??= await sharedStrings(zip, parts)
    yield { name, ...(await readSheet(zip, entry, strings)) }
  }
}

function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error || !zip) reject(new Error('is no workbook'))
      else resolve(zip)
    })
  })
}

function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    zip.on('entry', (entry: Entry) => {
      if (entries.size >= mostEntries) return reject(new Error('holds too many parts'))
      entries.set(entry.fileName.toLowerCase(), entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', () => reject(new Error('is a damaged workbook')))
    zip.readEntry()
  })
}

interface Handlers {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text?: (text: string) => void
  /** True: enough was read. */
  readonly close?: (name: string) => boolean
}

/** Streams one part through the parser. Document types are not followed, so no entity can grow. */
function parsePart(zip: ZipFile, entry: Entry, { open, text, close }: Handlers): Promise<void> {
  return new Promise((resolve, reject) => {
    if (entry.uncompressedSize > mostPartBytes) return reject(new Error('unpacks to more than is read'))
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) return reject(new Error('is a damaged or encrypted workbook'))
      const decoder = new TextDecoder('utf-8')
      const parser = new SaxesParser()
      let done = false
      let unpacked = 0
      const end = (problem: Error | null): void => {
        if (done) return
        done = true
        stream.destroy()
        if (problem === null) resolve()
        else reject(problem)
      }
      parser.on('error', () => end(new Error('holds a part that is no XML')))
      parser.on('doctype', () => end(new Error('holds a part with a document type')))
      parser.on('opentag', (tag) => !done && open(localName(tag.name), tag.attributes as Readonly<Record<string, string>>))
      parser.on('text', (part) => !done && text?.(part))
      parser.on('cdata', (part) => !done && text?.(part))
      parser.on('closetag', (tag) => {
        if (!done && close?.(localName(tag.name)) === true) end(null)
      })
      stream.on('data', (chunk: Buffer) => {
        if (done) return
        unpacked += chunk.length
        if (unpacked > mostPartBytes) return end(new Error('unpacks to more than is read'))
        try {
          parser.write(decoder.decode(chunk, { stream: true }))
        } catch (problem) {
          end(problem instanceof Error ? problem : new Error('is a damaged workbook'))
        }
      })
      stream.on('error', () => end(new Error('is a damaged workbook')))
      stream.on('end', () => end(null))
    })
  })
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The sheets in the order in which a person sees them, with the part each stands in. */
async function sheetPlaces(zip: ZipFile, parts: ReadonlyMap<string, Entry>) {
  const book = parts.get('xl/workbook.xml')
  const links = parts.get('xl/_rels/workbook.xml.rels')
  if (book === undefined || links === undefined) throw new Error('is no workbook')
  const targets = new Map<string, string>()
  await parsePart(zip, links, {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target) targets.set(Id, Target)
    },
  })
  const sheets: { readonly name: string; readonly part: string }[] = []
  await parsePart(zip, book, {
    open: (name, attributes) => {
      const target = name === 'sheet' ? targets.get(attributes['r:id'] ?? '') : undefined
      if (target !== undefined) sheets.push({ name: attributes.name ?? '', part: partOf(target) })
    },
  })
  return sheets
}

const partOf = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`).toLowerCase()

async function sharedStrings(zip: ZipFile, parts: ReadonlyMap<string, Entry>): Promise<readonly string[]> {
  const entry = parts.get('xl/sharedstrings.xml')
  const strings: string[] = []
  if (entry === undefined) return strings
  let current = ''
  let total = 0
  let within = false
  let phonetic = false
  await parsePart(zip, entry, {
    open: (name) => {
      if (name === 'si') current = ''
      if (name === 't') within = true
      if (name === 'rPh') phonetic = true
    },
    text: (part) => {
      if (within && !phonetic && current.length < longestCell) current += part
    },
    close: (name) => {
      if (name === 't') within = false
      if (name === 'rPh') phonetic = false
      if (name !== 'si') return false
      strings.push(current.slice(0, longestCell))
      total += Math.min(current.length, longestCell)
      if (strings.length > mostStrings || total > mostText) throw new Error('holds more text than is read')
      return false
    },
  })
  return strings
}

async function readSheet(zip: ZipFile, entry: Entry, strings: readonly string[]): Promise<Omit<Sheet, 'name'>> {
  const rows: string[][] = []
  let formulas = 0
  let leftOut = 0
  let row: string[] = []
  let column = 0
  let type = 'n'
  let formula = false
  let value = ''
  let reading = false
  await parsePart(zip, entry, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = []
        column = -1
      } else if (name === 'c') {
        column = columnOf(attributes.r) ?? column + 1
        type = attributes.t ?? 'n'
        formula = false
        value = ''
      } else if (name === 'f') formula = true
      else if (name === 'v' || name === 't') reading = true
    },
    text: (part) => {
      if (reading && value.length < longestCell) value += part
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading = false
      else if (name === 'c' && column < mostColumns) {
        if (formula) formulas += 1
        while (row.length < column) row.push('')
        row[column] = formula ? '' : cellText(type, value, strings)
      } else if (name === 'row' && row.some((cell) => cell.trim() !== '')) {
        if (rows.length < mostRows) rows.push(row)
        else leftOut += 1
      }
      return false
    },
  })
  return { rows, formulas, leftOut }
}

function cellText(type: string, value: string, strings: readonly string[]): string {
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (type === 'e') return ''
  return value.slice(0, longestCell)
}

/** `C7` is column 2; null where the cell does not say. */
function columnOf(place: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(place ?? '')?.[1]
  if (letters === undefined) return null
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
