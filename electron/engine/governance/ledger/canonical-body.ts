import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import { isPlainlyCanonical } from './plainly-canonical.ts'

/** Whether a text is the one byte form of the JSON value it holds: no key twice, nothing that two readers could read differently. */
export function isCanonical(text: string): boolean {
  return isPlainlyCanonical(text) || canonicalValue(text) !== undefined
}

/** The value of a canonical text; undefined for any other text, and for one that is nested too deep to be looked at. */
export function canonicalValue(text: string): unknown {
  // A member of this name is read by some as a member and by others as something else.
  if (text.includes('"__proto__":')) return undefined
  try {
    const value: unknown = JSON.parse(text)
    // The built-in writer is many times quicker and differs from the canonical form in the order of keys only.
    return (JSON.stringify(value) === text && isSorted(value)) || canonicalJson(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isSorted)
  let before = ''
  for (const [key, member] of Object.entries(value)) {
    if (key < before || !isSorted(member)) return false
    before = key
  }
  return true
}
