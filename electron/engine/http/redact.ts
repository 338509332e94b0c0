/** What stands where a value was taken out. */
export const redacted = '•••'

/** Forms that tokens of well-known issuers have, and anything long and random enough to be one. */
const tokenForms = [
  /\b(?:sk|pk|rk)[-_](?:live|test|proj|ant|or|svcacct)?[-_]?[A-Za-z0-9_-]{16,}/g,
  /\b(?:ghp|gho|ghu|ghs|ghr|glpat|xox[abeoprs]|xapp|npm|hf|pat|ntn|secret|shpat|figd|dop_v1|lin_api|tvly|gsk|key)[-_][A-Za-z0-9_-]{12,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?/g,
  /\b(?:Bearer|Basic|Token)\s+[A-Za-z0-9._~+/=-]{8,}/gi,
]

/** Takes token-like strings out of a text. */
export function redactText(text: string): string {
  return tokenForms.reduce(
    (rest, form) => rest.replace(form, redacted),
    text.replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s@]*@/gi, `$1${redacted}@`),
  )
}

/** Whether a value looks like a credential: a known issuer's form, or 20 and more random characters in one word. */
export function looksSecret(value: string): boolean {
  if (redactText(value) !== value) return true
  return /^[A-Za-z0-9_+/=-]{20,}$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value) && entropy(value) > 3.2
}

/** An address for people and the ledger: origin and path. User info, query and fragment never leave; token-like path segments neither. */
export function redactUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname.split('/').map(redactText).join('/')}`
}

/** Shannon entropy in bits per character: words stay near 3, random strings rise above it. */
function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1)
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0)
}
