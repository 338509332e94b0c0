import type { Columns, Field } from '../columns.ts'
import { type LineLayout, type LineValues, narrowToHost } from './line-layout.ts'

const fields = [
  'host',
  'address',
  'user',
  'client',
  'department',
  'sent',
  'received',
  'time',
  'clock',
  'action',
] as const satisfies readonly Field[]
export const logFields: readonly Field[] = fields
type Slot = (typeof fields)[number]

const slots = new Map<string, number>(fields.map((field, index) => [field, index]))
const [hostSlot, addressSlot] = [0, 1]
const quote = 34

/** Lines whose fields stand between delimiters, quoted or not. `runs`: several delimiters in a row part two fields (columns laid out with spaces). */
export function delimitedLayout(options: {
  readonly title: string
  readonly delimiter: string
  readonly runs: boolean
  readonly skip: number
  readonly columns: Columns
}): LineLayout {
  const { title, runs, skip, columns } = options
  const delimiter = options.delimiter.charCodeAt(0)
  const last = Math.max(...columns.values())
  // Most lines go nowhere that matters: they are read up to their host, and no further.
  const lastOfHost = Math.max(columns.get('host') ?? 0, columns.get('address') ?? 0)
  const slotOf = new Int8Array(last + 1).fill(-1)
  for (const [field, column] of columns) slotOf[column] = slots.get(field) ?? -1
  // Begin and end of each wanted field of the line at hand; begin −1: not there.
  const places = new Int32Array(fields.length * 2)

  /** Finds the places of the fields up to a column; false: a quoted field ends nowhere on this line. */
  const place = (bytes: Uint8Array, start: number, end: number, upTo: number): boolean => {
    places.fill(-1)
    let at = start
    for (let column = 0; column <= upTo && at <= end; column += 1) {
      if (runs) while (at < end && bytes[at] === delimiter) at += 1
      let from = at
      let to: number
      if (bytes[at] === quote) {
        from = at + 1
        at = closing(bytes, from, end)
        if (at < 0) return false
        to = at
        at += 1
        while (at < end && bytes[at] !== delimiter) at += 1
      } else {
        while (at < end && bytes[at] !== delimiter) at += 1
        to = at
      }
      const slot = slotOf[column] ?? -1
      if (slot >= 0) {
        places[slot * 2] = from
        places[slot * 2 + 1] = to
      }
      at += 1
    }
    return true
  }

  const hostAt = (bytes: Uint8Array, slot: number, span: Int32Array): boolean => {
    const from = places[slot * 2] ?? -1
    const to = places[slot * 2 + 1] ?? -1
    // A dash stands for nothing.
    return from >= 0 && to - from > 1 && narrowToHost(bytes, from, to, span)
  }

  return {
    title,
    skip,
    mixed: false,
    tellsUsers: columns.has('user'),
    tellsDepartments: columns.has('department'),
    begin: () => {},
    locate: (bytes, start, end, span) =>
      place(bytes, start, end, lastOfHost) && (hostAt(bytes, hostSlot, span) || hostAt(bytes, addressSlot, span)),
    values: (bytes, start, end): LineValues | null => {
      if (!place(bytes, start, end, last)) return null
      const value = (slot: Slot): string => {
        const index = (slots.get(slot) ?? 0) * 2
        const [from, to] = [places[index] ?? -1, places[index + 1] ?? -1]
        return from < 0 ? '' : bytes.toString('utf8', from, to)
      }
      const [time, clock] = [value('time'), value('clock')]
      return {
        host: value('host'),
        user: value('user'),
        client: value('client'),
        department: value('department'),
        sent: value('sent'),
        received: value('received'),
        time: clock === '' ? time : `${time} ${clock}`,
        action: value('action'),
      }
    },
  }
}

/** Where the quoted field ends; −1: nowhere on this line. */
function closing(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    if (bytes[at] !== quote) continue
    if (bytes[at + 1] !== quote || at + 1 >= end) return at
    at += 1
  }
  return -1
}
