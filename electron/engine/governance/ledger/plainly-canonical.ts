/** Deeper values are left to those who can say why they refuse them. */
const deepest = 40

const quote = 34
const comma = 44
const colon = 58

/**
 * Whether a text is canonical JSON of the plain kind that nearly every entry is: no escapes in its strings, whole numbers only. False
 * says nothing: whatever is not plain is to be looked at by `canonicalValue`. It reads the text once and builds nothing, which is what
 * makes a million entries quick.
 */
export function isPlainlyCanonical(text: string): boolean {
  return valueEnd(text, 0, deepest) === text.length
}

/** Where the plain canonical value that begins here ends; -1 where there is none. */
function valueEnd(text: string, at: number, depth: number): number {
  switch (text.charCodeAt(at)) {
    case quote:
      return stringEnd(text, at)
    case 123:
      return depth === 0 ? -1 : objectEnd(text, at + 1, depth)
    case 91:
      return depth === 0 ? -1 : arrayEnd(text, at + 1, depth)
    case 110:
      return text.startsWith('null', at) ? at + 4 : -1
    case 116:
      return text.startsWith('true', at) ? at + 4 : -1
    case 102:
      return text.startsWith('false', at) ? at + 5 : -1
    default:
      return numberEnd(text, at)
  }
}

function objectEnd(text: string, from: number, depth: number): number {
  let at = from
  if (text.charCodeAt(at) === 125) return at + 1
  let before: string | null = null
  for (;;) {
    if (text.charCodeAt(at) !== quote) return -1
    const end = stringEnd(text, at)
    if (end < 0 || text.charCodeAt(end) !== colon) return -1
    const key = text.slice(at + 1, end - 1)
    // No key twice, and none that some readers do not read as a member.
    if ((before !== null && key <= before) || key === '__proto__') return -1
    before = key
    at = valueEnd(text, end + 1, depth - 1)
    if (at < 0) return -1
    const next = text.charCodeAt(at)
    if (next === 125) return at + 1
    if (next !== comma) return -1
    at += 1
  }
}

function arrayEnd(text: string, from: number, depth: number): number {
  let at = from
  if (text.charCodeAt(at) === 93) return at + 1
  for (;;) {
    at = valueEnd(text, at, depth - 1)
    if (at < 0) return -1
    const next = text.charCodeAt(at)
    if (next === 93) return at + 1
    if (next !== comma) return -1
    at += 1
  }
}

function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) return at + 1
    // Control characters must be escaped, surrogates may have to be: neither is plain.
    if (code < 32 || code === 92 || (code >= 0xd800 && code <= 0xdfff)) return -1
  }
  return -1
}

/** Whole numbers that every reader holds exactly; the rest have more than one way to be written. */
function numberEnd(text: string, from: number): number {
  const first = text.charCodeAt(from)
  let at = first === 45 ? from + 1 : from
  const digits = at
  while (at - digits < 16 && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at += 1
  const length = at - digits
  if (length === 0 || length > 15) return -1
  return text.charCodeAt(digits) === 48 && (length > 1 || digits > from) ? -1 : at
}
