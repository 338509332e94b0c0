import type { Value } from './open.ts'

const firstSurrogate = 0xd800
const afterSurrogates = 0xe000
const lastCodePoint = 0x10ffff
/** Sorts after every text: SQLite orders bytes behind texts. */
const afterAllText = new Uint8Array(0)

/** The half-open range of all keys that begin with `prefix`, in SQLite's binary order; an empty prefix is every key. */
export function keyRange(prefix: string): { readonly from: string; readonly before: Value } {
  const points = Array.from(prefix.toWellFormed(), (character) => character.codePointAt(0) ?? 0)
  while (points.length > 0) {
    const last = points.pop() ?? lastCodePoint
    if (last === lastCodePoint) continue
    const next = last + 1 === firstSurrogate ? afterSurrogates : last + 1
    return { from: prefix, before: String.fromCodePoint(...points, next) }
  }
  return { from: prefix, before: afterAllText }
}
