import { mix } from './random.ts'

// The last eight digits carry the index, scrambled by an odd factor that can be undone: a record is found by its id
// without keeping a table of all ids.
const factor = 0x9e3779b1
const inverse = 0x0e8b2f51

const hex = (value: number, digits: number): string => (value >>> 0).toString(16).padStart(8, '0').slice(-digits).padStart(digits, '0')

/** The GUID of record `index` in a named space (`principal`, `user` ...). */
export function guidAt(seed: number, space: string, index: number): string {
  const a = mix(seed, `${space}:a`, index)
  const b = mix(seed, `${space}:b`, index)
  const c = mix(seed, `${space}:c`, index)
  const tail = Math.imul(index + 1, factor) ^ mix(seed, `${space}:mask`)
  return `${hex(a, 8)}-${hex(b, 4)}-4${hex(b >>> 16, 3)}-8${hex(c, 3)}-${hex(c >>> 12, 4)}${hex(tail, 8)}`
}

/** The index of a GUID in its space; null when it is not one of ours. */
export function indexOfGuid(seed: number, space: string, guid: string): number | null {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(guid)) return null
  const tail = Number.parseInt(guid.slice(-8), 16)
  const index = (Math.imul(tail ^ mix(seed, `${space}:mask`), inverse) >>> 0) - 1
  return index >= 0 && guidAt(seed, space, index) === guid ? index : null
}

/** The number of record `index` in a named space, `count` digits long. */
export function digitsAt(seed: number, space: string, index: number, count: number): string {
  let text = ''
  for (let part = 0; text.length < count; part += 1) text += String(mix(seed, `${space}/${part}`, index) % 1_000_000_000).padStart(9, '0')
  return text.slice(0, count)
}
