import type { LedgerEntry } from '../../../../shared/domain/decision.ts'

type Hashed = Pick<LedgerEntry, 'seq' | 'at' | 'kind' | 'body' | 'previousHash'>

/** The texts that are hashed, written out instead of composed: a million of them are checked at once. */
export interface EntryText {
  /** Canonical JSON of what the entry says and of the entry before it: what its hash covers. */
  readonly hashed: string
  /** Canonical JSON of the whole entry, signature included: its leaf in the tree. */
  leaf(rest: Pick<LedgerEntry, 'hash' | 'keyId' | 'signature'>): string
}

export function entryText({ seq, at, kind, body, previousHash }: Hashed): EntryText {
  const begin = `{"at":${quoted(at)},"body":${JSON.stringify(body)},`
  const middle = `"kind":${quoted(kind)},"previousHash":${quoted(previousHash)},"seq":${seq}`
  return {
    hashed: `${begin}${middle}}`,
    leaf: ({ hash, keyId, signature }) =>
      `${begin}"hash":${quoted(hash)},"keyId":${quoted(keyId)},${middle},"signature":${quoted(signature)}}`,
  }
}

/** Leaf text of an entry. */
export function leafText(entry: LedgerEntry): string {
  return entryText(entry).leaf(entry)
}

/** Hashes, ids, times and signatures need no escapes; whatever does is quoted as JSON quotes it. */
function quoted(text: string): string {
  return /^[\w.:+/=-]*$/.test(text) ? `"${text}"` : JSON.stringify(text)
}
