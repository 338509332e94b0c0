/** Longest name that is looked at; a longer one is an attacker's text, not a product's. */
const longest = 300

/** A name as lower-case words: look-alike letters folded, invisible characters dropped, everything but letters and digits a border. */
export function words(text: string): readonly string[] {
  const folded = text
    .slice(0, longest)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
  return folded.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Whether `phrase` stands in `text` as whole words: `Enrollment` holds no `llm`, `Claudette` no `claude`. */
export function hasPhrase(text: readonly string[], phrase: readonly string[]): boolean {
  if (phrase.length === 0) return false
  return text.some((_, at) => phrase.every((word, offset) => text[at + offset] === word))
}

const legalForms = new Set([
  'inc',
  'incorporated',
  'llc',
  'l',
  'c',
  'ltd',
  'limited',
  'gmbh',
  'ag',
  'sa',
  'sas',
  'bv',
  'corp',
  'corporation',
  'co',
  'pbc',
  'plc',
  'oy',
  'ab',
  'as',
])

/** A company's name without its legal form, for comparing whole names: `OpenAI, L.L.C.` is `openai`. */
export function companyName(text: string): string {
  const all = words(text)
  let end = all.length
  while (end > 1 && legalForms.has(all[end - 1] ?? '')) end -= 1
  return all.slice(0, end).join(' ')
}

/** Whether `host` fits `pattern`; `*` stands for any characters. */
export function hostMatches(host: string, pattern: string): boolean {
  if (!pattern.includes('*')) return host === pattern
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^/]*')
  return new RegExp(`^${source}$`).test(host)
}

/** The host of an address or of a bare host name; null when there is none. */
export function hostOf(text: string): string | null {
  const bare = text.slice(0, 2_000).trim().toLowerCase()
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/?#@\s]*@)?([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?::\d+)?(?:[/?#]|$)/.exec(bare)
  return host?.[1] ?? null
}
