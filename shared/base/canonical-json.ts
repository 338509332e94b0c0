/** A value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * The one byte form of a JSON value (RFC 8785): keys sorted by UTF-16 code unit, no white space, `undefined` members
 * left out. Two values are the same facts exactly when their canonical forms are the same string.
 * @throws TypeError for a number that JSON cannot carry; that is a bug in the caller.
 */
export function canonicalJson(value: unknown): string {
  // The built-in writer is several times quicker; it differs in the order of members only, so it is given them in order.
  const ordered = inOrder(value)
  return ordered === notPlain ? written(value) : JSON.stringify(ordered)
}

/** Stands for a value that the built-in writer could not write in order, or would write in silence. */
const notPlain = Symbol('not plain')

/** The value with all members in order, the same object where they are already; `notPlain` where that cannot be had. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : notPlain
  if (typeof value !== 'object') return notPlain
  return Array.isArray(value) ? itemsInOrder(value) : membersInOrder(value as Readonly<Record<string, unknown>>)
}

function itemsInOrder(items: readonly unknown[]): unknown {
  let copy: unknown[] | null = null
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at]
    const ordered = item === undefined ? null : inOrder(item)
    if (ordered === notPlain) return notPlain
    if (copy === null && ordered !== item) copy = items.slice(0, at)
    copy?.push(ordered)
  }
  return copy ?? items
}

function membersInOrder(record: Readonly<Record<string, unknown>>): unknown {
  const prototype: unknown = Object.getPrototypeOf(record)
  if ((prototype !== Object.prototype && prototype !== null) || typeof record.toJSON === 'function') return notPlain
  const keys = Object.keys(record)
  const sorted = isSorted(keys) ? keys : keys.toSorted()
  let copy: Record<string, unknown> | null = sorted === keys ? null : {}
  for (const [at, key] of sorted.entries()) {
    // Objects keep numbers before other names, and take this name as something else.
    if (isDigit(key.charCodeAt(0)) || key === '__proto__') return notPlain
    const member = record[key]
    const ordered = member === undefined ? undefined : inOrder(member)
    if (ordered === notPlain) return notPlain
    if (copy === null && ordered !== member) copy = Object.fromEntries(sorted.slice(0, at).map((one) => [one, record[one]]))
    if (copy !== null) copy[key] = ordered
  }
  return copy ?? record
}

function isSorted(keys: readonly string[]): boolean {
  for (let at = 1; at < keys.length; at += 1) if ((keys[at - 1] ?? '') > (keys[at] ?? '')) return false
  return true
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** The form itself, member by member. */
function written(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no canonical form')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => written(item ?? null)).join(',')}]`
  if (typeof value === 'object') {
    const record = value as Readonly<Record<string, unknown>>
    const members = Object.keys(record)
      .filter((key) => record[key] !== undefined)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${written(record[key])}`)
    return `{${members.join(',')}}`
  }
  throw new TypeError(`a ${typeof value} has no canonical form`)
}
