import { looksSecret, redacted, redactText } from '../../http/redact.ts'

/** Names under which credentials are kept. */
const secretName =
  /(^|[_.\-\s])(api[_-]?key|key|apikey|token|secret|passw(or)?d|pwd|pat|auth|authorization|bearer|credentials?|cookie|session|private|signature|sig|dsn|access[_-]?key|client[_-]?secret)([_.\-\s]|$)|(token|secret|password|apikey|passwd)$/i

/** Values that only point at a secret kept elsewhere, or stand for one. */
const reference =
  /^(\$\{?[A-Za-z_][^}]*\}?|%[A-Za-z_]\w*%|\{env:[^}]*\}|\$\{(input|env):[^}]*\}|<[^>]*>|(your|my|xxx|change|replace|example|dummy|placeholder|todo)\b.*|[x*•.]+|)$/i

function namesSecret(name: string): boolean {
  return secretName.test(name)
}

/** Whether a real credential stands in a configuration under this name. The value is looked at here and nowhere else. */
export function holdsSecret(name: string, value: string): boolean {
  const text = value.trim().replace(/^(Bearer|Basic|Token)\s+/i, '')
  if (reference.test(text) || /^your[_-]|[_-]here$/i.test(text)) return false
  if (looksSecret(text)) return true
  if (hasUserInfo(text)) return true
  return namesSecret(name) && text.length >= 6 && !/^(true|false|none|null|\d{1,5})$/i.test(text) && !looksPath(text)
}

const looksPath = (text: string): boolean => /^([~/.]|[A-Za-z]:[\\/])/.test(text)

function hasUserInfo(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/\s@:]*:[^/\s@]+@/i.test(text) && !/:\/\/[^/@]*:(\$\{?|%|<)/.test(text)
}

/** Names production: `PROD_DB_URL`, `db.prod.example`, `production`. */
export function namesProduction(text: string): boolean {
  return /(^|[^a-z])(prod|production|prd)([^a-z]|$)/i.test(text)
}

/** The host and path of an address inside a value; the rest is dropped. Null when there is no address. */
export function addressIn(value: string): string | null {
  const text = /[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/i.exec(value)?.[0]
  if (text === undefined || !URL.canParse(text)) return null
  const url = new URL(text)
  // A password with an unescaped slash moves the rest of itself into the path.
  if (/[^/]@/.test(url.pathname)) return `${url.protocol}//${redacted}`
  const path = url.pathname
    .split('/')
    .map((segment) => (looksSecret(segment) ? redacted : segment))
    .join('/')
  return `${url.protocol}//${url.host}${path}`
}

/**
 * Arguments with everything taken out that could be a secret. Kept are flags, words of the runner, package names, paths and the
 * origin and path of addresses; any other value becomes `•••`, because a password has no form by which it could be known.
 */
export function safeArguments(args: readonly string[], kept: ReadonlySet<string>): readonly string[] {
  return args.map((arg, index) => {
    const before = args[index - 1] ?? ''
    if (kept.has(arg) || (/^--?[A-Za-z][\w.-]*$/.test(arg) && !looksSecret(arg))) return redactText(arg)
    if (looksPath(arg)) return namesSecret(before.replace(/^-+/, '')) ? redacted : safePath(arg)
    const address = addressIn(arg)
    const name = /^(-{0,2}[A-Za-z_][\w.-]*)[=:](?!\/\/)/.exec(arg)?.[1]
    if (name !== undefined) return `${redactText(name)}=${address ?? redacted}`
    if (address !== null) return address
    return redacted
  })
}

/** A path whose token-like segments are taken out. */
export function safePath(path: string): string {
  return path
    .split(/(?<=[\\/])/)
    .map((segment) => (looksSecret(segment.replace(/[\\/]$/, '')) ? redacted : redactText(segment)))
    .join('')
}

/** A command for people: a path as it is, else its first word; assignments before it (`TOKEN=… program`) lose their values. */
export function safeCommand(command: string): string {
  if (looksPath(command)) return safePath(command)
  const word = command.trim().split(/\s+/)[0] ?? ''
  const assigned = /^([A-Za-z_]\w*)=/.exec(word)?.[1]
  return assigned !== undefined
    ? `${redactText(assigned)}=${redacted}`
    : (addressIn(word) ?? (looksSecret(word) ? redacted : safePath(word)))
}
