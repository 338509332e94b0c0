import { type Field, plainTitle, synonyms } from '../columns.ts'
import { logFields } from './delimited-layout.ts'
import { type LineLayout, type LineValues, narrowToHost } from './line-layout.ts'

/** Where a field stands in a record: a key, or a key within a key. */
type Place = readonly [string] | readonly [string, string]

const quote = 34
const backslash = 92

/**
 * One JSON object a line. The host is found by looking for its key; only lines that go to an AI service are parsed. A line whose key
 * stands elsewhere than it seems is noticed when it is parsed.
 */
export function jsonLayout(sample: unknown, chosen: ReadonlyMap<Field, string>): LineLayout | null {
  const places = placesOf(sample, chosen)
  const host = places.get('host') ?? places.get('address')
  if (host === undefined) return null
  const needle = `"${host[host.length - 1]}"`
  const sought = Buffer.from(needle)
  // A key that stands in a record twice cannot be found at a glance: each line is parsed.
  const ambiguous = JSON.stringify(sample).split(needle).length > 2
  let next = -1
  return {
    title: 'JSON lines',
    skip: 0,
    mixed: false,
    tellsUsers: places.has('user'),
    tellsDepartments: places.has('department'),
    begin: () => {
      next = -1
    },
    locate: (bytes, start, end, span) => {
      if (ambiguous) return locateParsed(bytes, start, end, host, span)
      // The next place of the key is remembered, so that a log without it is not searched again for every line.
      if (next < start) {
        next = bytes.indexOf(sought, start)
        if (next < 0) next = bytes.length
      }
      if (next >= end) return false
      let at = skipSpace(bytes, next + sought.length, end)
      if (bytes[at] !== 58) return false
      at = skipSpace(bytes, at + 1, end)
      if (bytes[at] !== quote) return false
      const from = at + 1
      for (at = from; at < end && bytes[at] !== quote; at += 1) if (bytes[at] === backslash && bytes[at + 1] !== slash) return false
      return at < end && narrowToHost(bytes, from, at, span)
    },
    values: (bytes, start, end) => {
      const record = parse(bytes.toString('utf8', start, end))
      if (record === null) return null
      const value = (field: Field): string => {
        const place = places.get(field)
        const found = place === undefined ? undefined : at(record, place)
        return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found) : ''
      }
      const values: LineValues = {
        host: value('host') || value('address'),
        user: value('user'),
        client: value('client'),
        department: value('department'),
        sent: value('sent'),
        received: value('received'),
        time: value('time'),
        action: value('action'),
      }
      return values
    },
  }
}

const slash = 47

function locateParsed(bytes: Buffer, start: number, end: number, host: Place, span: Int32Array): boolean {
  const value = at(parse(bytes.toString('utf8', start, end)), host)
  if (typeof value !== 'string' || value === '') return false
  const from = bytes.indexOf(`"${value}"`, start, 'utf8') + 1
  const to = from + Buffer.byteLength(value)
  return from > 0 && to < end && narrowToHost(bytes, from, to, span)
}

function skipSpace(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && bytes[at] === 32) at += 1
  return at
}

/** Outer keys that speak of who asked, not of where it went. */
const asking: ReadonlySet<string> = new Set(['source', 'src', 'client', 'user', 'observer', 'agent', 'device', 'host'])

/** Keys of the first record by their meaning, outer ones first; keys within keys count by their own name or by both (`dns.question.name` is too deep). */
function placesOf(sample: unknown, chosen: ReadonlyMap<Field, string>): ReadonlyMap<Field, Place> {
  const known: { readonly titles: readonly string[]; readonly place: Place }[] = []
  for (const [key] of entriesOf(sample)) known.push({ titles: [plainTitle(key)], place: [key] })
  for (const [key, value] of entriesOf(sample)) {
    for (const [inner] of entriesOf(value)) {
      // `source.domain` is the asking computer; only `destination.domain` is where it went.
      const alone = asking.has(plainTitle(key)) && !['name', 'ip'].includes(inner) ? [] : [plainTitle(inner)]
      known.push({ titles: [plainTitle(`${key}${inner}`), ...alone], place: [key, inner] })
    }
  }
  const found = new Map<Field, Place>()
  for (const field of logFields) {
    const wanted = [...(chosen.has(field) ? [plainTitle(chosen.get(field) ?? '')] : []), ...synonyms[field]]
    for (const title of wanted) {
      const place = known.find(({ titles, place }) => titles.includes(title) && typeof at(sample, place) !== 'object')?.place
      if (place === undefined || found.has(field)) continue
      found.set(field, place)
    }
  }
  return found
}

function at(record: unknown, [key, inner]: Place): unknown {
  const outer = own(record, key)
  return inner === undefined ? outer : own(outer, inner)
}

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined
}

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value).slice(0, 300) : []

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
