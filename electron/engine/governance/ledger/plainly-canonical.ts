import { Buffer } from 'node:buffer'

/** Texts with more characters than this are left to the slow way. */
const mostPlain = 8_192

/** The most bytes that a plain text takes once its quotes are escaped. */
export const mostPlainBytes = 2 * 3 * mostPlain

const quote = 34
const comma = 44
const minus = 45
const zero = 48
const nine = 57
const colon = 58
const underscore = 95
const openList = 91
const backslash = 92
const closeList = 93
const open = 123
const close = 125

/** Deeper values are left to those who can say why they refuse them. */
const deepest = 40

/**
 * Bytes that stand in a plain string as they are. Control characters must be escaped; what begins with 0xEF or more holds the characters
 * whose order differs between UTF-8 and UTF-16, and the one that stands for half of a pair.
 */
const isPlainByte = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 32 && byte !== quote && byte !== backslash && byte < 0xef ? 1 : 0,
)

const words = ['null', 'true', 'false'].map((word) => Buffer.from(word))

/** The text being read, as UTF-8 with a zero behind it, which no plain value holds. */
const source = Buffer.alloc(3 * mostPlain + 1)
let target: Uint8Array = new Uint8Array(0)
let out = 0

/**
 * Whether a text is canonical JSON of the plain kind that nearly every entry is: no escapes in its strings, whole numbers only. False
 * says nothing: whatever is not plain is to be looked at by `canonicalValue`.
 */
export function isPlainlyCanonical(text: string): boolean {
  return copyPlainly(text, nowhere, 0) >= 0
}

const nowhere = new Uint8Array(mostPlainBytes)

/**
 * Copies such a text as UTF-8 to a place in `into`, its quotes escaped, as it stands inside another JSON text; returns where it ends, -1
 * where it is not plain. It reads the text once and builds nothing, which is what makes a million entries quick. `into` must have room
 * for `mostPlainBytes` behind `at`.
 */
export function copyPlainly(text: string, into: Uint8Array, at: number): number {
  if (text.length > mostPlain) return -1
  const length = source.write(text, 0, 'utf8')
  source[length] = 0
  target = into
  out = at
  return copyValue(0, deepest) === length ? out : -1
}

/** Where the plain canonical value that begins here ends; -1 where there is none. What it copied before it saw that is of no use. */
function copyValue(at: number, depth: number): number {
  switch (source[at]) {
    case quote:
      return copyString(at)
    case open:
      return depth === 0 ? -1 : copyObject(at, depth)
    case openList:
      return depth === 0 ? -1 : copyList(at, depth)
    case 110:
      return copyWord(at, words[0] as Buffer)
    case 116:
      return copyWord(at, words[1] as Buffer)
    case 102:
      return copyWord(at, words[2] as Buffer)
    default:
      return copyNumber(at)
  }
}

function copyObject(from: number, depth: number): number {
  let at = copyByte(from, open)
  if (source[at] === close) return copyByte(at, close)
  for (let before = 0; ; ) {
    if (source[at] !== quote) return -1
    const end = copyString(at)
    if (end < 0 || source[end] !== colon) return -1
    // No key twice, and none that some readers do not read as a member.
    if ((before > 0 && !isAfter(at + 1, before)) || (source[at + 1] === underscore && source[at + 2] === underscore)) return -1
    before = at + 1
    at = copyValue(copyByte(end, colon), depth - 1)
    if (at < 0) return -1
    if (source[at] === close) return copyByte(at, close)
    if (source[at] !== comma) return -1
    at = copyByte(at, comma)
  }
}

/** Whether the key at one place comes after the key at the other; each ends with its quote, which is smaller than what may follow. */
function isAfter(key: number, other: number): boolean {
  for (let step = 0; ; step += 1) {
    const one = source[key + step] as number
    const two = source[other + step] as number
    if (two === quote) return one !== quote
    if (one !== two) return one !== quote && one > two
  }
}

function copyList(from: number, depth: number): number {
  let at = copyByte(from, openList)
  if (source[at] === closeList) return copyByte(at, closeList)
  for (;;) {
    at = copyValue(at, depth - 1)
    if (at < 0) return -1
    if (source[at] === closeList) return copyByte(at, closeList)
    if (source[at] !== comma) return -1
    at = copyByte(at, comma)
  }
}

function copyString(from: number): number {
  let at = from + 1
  let to = out
  target[to++] = backslash
  target[to++] = quote
  for (let byte = source[at] as number; isPlainByte[byte] === 1; byte = source[at] as number) {
    target[to++] = byte
    at += 1
  }
  target[to++] = backslash
  target[to++] = quote
  out = to
  return source[at] === quote ? at + 1 : -1
}

/** Whole numbers that every reader holds exactly; the rest have more than one way to be written. */
function copyNumber(from: number): number {
  let at = source[from] === minus ? copyByte(from, minus) : from
  const digits = at
  for (let byte = source[at] as number; byte >= zero && byte <= nine && at - digits < 16; byte = source[at] as number)
    at = copyByte(at, byte)
  const length = at - digits
  if (length === 0 || length > 15) return -1
  return source[digits] === zero && (length > 1 || digits > from) ? -1 : at
}

function copyWord(from: number, word: Buffer): number {
  for (let at = 0; at < word.length; at += 1) {
    if (source[from + at] !== word[at]) return -1
    target[out++] = word[at] as number
  }
  return from + word.length
}

function copyByte(at: number, byte: number): number {
  target[out++] = byte
  return at + 1
}
