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

/** Each of the texts beside the body; longer ones are not plain. */
const mostBeside = 1_024
const room = Buffer.alloc(mostPlainBytes + 10 * mostBeside)

/** Characters that need no escapes, as hashes, ids, times and signatures have them. */
const isPlain = Uint8Array.from({ length: 128 }, (_, code) => (/[\w.:+/=-]/.test(String.fromCharCode(code)) ? 1 : 0))

/**
 * The same for the plain kind that nearly every entry is; null says nothing. Both texts are written to one place as bytes, where they
 * share their beginning, and byte by byte, since to compose a text first costs more than all else here but the hashes: a million entries
 * are looked at.
 */
function plainLeaf({ seq, at, kind, body, previousHash, hash: sum, keyId, signature }: LedgerEntry): string | null {
  // Before the text of a leaf stands a zero.
  const begin = put('","body":"', putPlain(at, put('{"at":"', 1)))
  const end = begin < 0 ? -1 : copyPlainly(body, room, begin)
  const middle = put('",', end)
  const middleEnd = put(
    String(seq),
    put('","seq":', putPlain(previousHash, put('","previousHash":"', putPlain(kind, put('"kind":"', middle))))),
  )
  const hashed = put('}', middleEnd)
  if (hashed < 0 || hash('sha256', room.subarray(1, hashed), 'hex') !== sum) return null
  // The middle stands in both texts: it makes room for what the leaf has before it.
  const moved = end + '","hash":"","keyId":"",'.length + sum.length + keyId.length
  room.copyWithin(moved, middle, middleEnd)
  const before = put('",', putPlain(keyId, put('","keyId":"', putPlain(sum, put('","hash":"', end)))))
  const leaf = before < 0 ? -1 : put('"}', putPlain(signature, put(',"signature":"', before + middleEnd - middle)))
  return leaf < 0 ? null : hash('sha256', room.subarray(0, leaf), 'binary')
}

/** Writes a text whose characters need no escapes; returns where it ends, -1 where one does, or `at` is -1 already. */
function putPlain(text: string, at: number): number {
  if (at < 0 || text.length > mostBeside) return -1
  for (let step = 0; step < text.length; step += 1) {
    const code = text.charCodeAt(step)
    if (isPlain[code] !== 1) return -1
    room[at + step] = code
  }
  return at + text.length
}

/** Writes what is known to be ASCII; returns where it ends, -1 where `at` is. */
function put(text: string, at: number): number {
  if (at < 0) return -1
  for (let step = 0; step < text.length; step += 1) room[at + step] = text.charCodeAt(step)
  return at + text.length
}
