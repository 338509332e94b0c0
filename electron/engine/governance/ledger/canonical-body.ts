import { canonicalJson } from '../../../../shared/base/canonical-json.ts'

/** Whether a text is the one byte form of the JSON value it holds: no key twice, nothing that two readers could read differently. */
export function isCanonical(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    // The built-in writer is many times quicker and differs from the canonical form in the order of keys only.
    return (JSON.stringify(value) === text && isSorted(value)) || canonicalJson(value) === text
  } catch {
    return false
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
