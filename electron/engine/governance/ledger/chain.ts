import { hash } from 'node:crypto'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import { entryText } from './entry-text.ts'
import type { Signer } from './sign.ts'

/** What stands before the first entry. */
export const beginning = '0'.repeat(64)

/** Number of the first entry. */
export const firstSeq = 1

/** SHA-256 as hex over the canonical form of what an entry says and of the entry before it. */
export function entryHash(entry: Pick<LedgerEntry, 'seq' | 'at' | 'kind' | 'body' | 'previousHash'>): string {
  return hash('sha256', entryText(entry).hashed, 'hex')
}

/** The entry that continues a chain whose last entry is `head` (null: an empty chain). Pure but for the signature. */
export function nextEntry(
  head: LedgerEntry | null,
  signer: Signer,
  content: { readonly at: string; readonly kind: string; readonly body: unknown },
): LedgerEntry {
  const unsigned = {
    seq: head === null ? firstSeq : head.seq + 1,
    at: content.at,
    kind: content.kind,
    body: canonicalJson(content.body),
    previousHash: head === null ? beginning : head.hash,
  }
  const sum = entryHash(unsigned)
  return { ...unsigned, hash: sum, keyId: signer.keyId, signature: signer.sign(sum) }
}
