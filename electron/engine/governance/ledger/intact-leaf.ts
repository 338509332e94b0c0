import { Buffer } from 'node:buffer'
import { hash } from 'node:crypto'
import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import { isCanonical } from './canonical-body.ts'
import { entryText } from './entry-text.ts'
import { leafHashText } from './merkle.ts'
import { copyPlainly, mostPlainBytes } from './plainly-canonical.ts'

/**
 * The hash of an entry's leaf, as 32 characters, one for each byte; null for an entry that is not as it was written: its hash is not that
 * of its words, or its body has more than one reading.
 */
export function intactLeaf(entry: LedgerEntry): string | null {
  return plainLeaf(entry) ?? anyLeaf(entry)
}

function anyLeaf(entry: LedgerEntry): string | null {
  const text = entryText(entry)
  return hash('sha256', text.hashed, 'hex') === entry.hash && isCanonical(entry.body) ? leafHashText(text.leaf(entry)) : null
}

/** Names, numbers and signatures beside the body; longer ones are not plain. */
const mostBeside = 1_024
const room = Buffer.alloc(mostPlainBytes + 8 * mostBeside)

/** Kinds and keys are few, and each entry names the hash of the one before: they are looked at once. */
const known = new Set<string>()
const mostKnown = 100
let lastHash = ''

/**
 * The same for the plain kind that nearly every entry is; null says nothing. Both texts are written to one place as bytes, where they
 * share their beginning: a third of the work for an entry, of which there are a million.
 */
function plainLeaf({ seq, at, kind, body, previousHash, hash: sum, keyId, signature }: LedgerEntry): string | null {
  if (!isPlain(at) || !isPlain(signature) || !isKnown(kind) || !isKnown(keyId)) return null
  if (previousHash !== lastHash && !isPlain(previousHash)) return null
  // Before the text of a leaf stands a zero.
  const begin = 1 + room.write(`{"at":"${at}","body":"`, 1, 'latin1')
  const end = copyPlainly(body, room, begin)
  if (end < 0) return null
  const middle = `"kind":"${kind}","previousHash":"${previousHash}","seq":${seq}`
  const hashed = end + room.write(`",${middle}}`, end, 'latin1')
  if (hash('sha256', room.subarray(1, hashed), 'hex') !== sum) return null
  lastHash = sum
  const leaf = end + room.write(`","hash":"${sum}","keyId":"${keyId}",${middle},"signature":"${signature}"}`, end, 'latin1')
  return hash('sha256', room.subarray(0, leaf), 'binary')
}

function isKnown(text: string): boolean {
  if (known.has(text)) return true
  if (!isPlain(text)) return false
  if (known.size < mostKnown) known.add(text)
  return true
}

/** Whether a text needs no escapes, as hashes, ids, times and signatures do not. */
function isPlain(text: string): boolean {
  return text.length <= mostBeside && /^[\w.:+/=-]*$/.test(text)
}
