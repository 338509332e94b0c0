/**
 * Whether a key as the list shows it, e.g. `sk-admin-…xyz9`, is the one this connection signs in with: both ends fit. The list never
 * shows a whole key, so this can be true of another key with the same ends; it only ever holds back a write.
 */
export function looksLikeOurs(redacted: string | null | undefined, secret: string | null): boolean {
  if (!redacted || !secret) return false
  const parts = redacted.split(/(?:\.{2,}|…|\*+)/)
  const [head, tail] = [parts[0] ?? '', parts.at(-1) ?? '']
  return parts.length > 1 && tail.length >= 3 && secret.startsWith(head) && secret.endsWith(tail)
}
