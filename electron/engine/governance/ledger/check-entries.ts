import type { LedgerEntry } from '../../../../shared/domain/decision.ts'
import { isCanonical } from './canonical-body.ts'
import { beginning, firstSeq } from './chain.ts'
import { intactLeaf } from './intact-leaf.ts'
import { collectPieces, type Piece } from './tree-pieces.ts'
import { type PublicKey, trustedKeys } from './trusted-keys.ts'

/** Kinds of entries that bring in a key. */
export const keyKinds: ReadonlySet<string> = new Set(['workspace-opened', 'key-added'])

/** An entry whose words were changed before it was handed on: the hash of its leaf stands for the words that were signed. */
export type StrippedEntry = LedgerEntry & { readonly leaf: string }

/** Where a part of a ledger begins, and what is known there. Plain data: it goes to other threads. */
export interface PartStart {
  /** Number of its first entry; one more than a multiple of the leaves in a piece. */
  readonly seq: number
  /** Hash of the entry before it. */
  readonly previous: string
  readonly keys: readonly PublicKey[]
  /** Whether keys that entries bring in count. */
  readonly takesKeys: boolean
  /** By key: up to this entry a signed checkpoint of the same key stands for the signatures. */
  readonly vouched: ReadonlyMap<string, number>
  /** Sizes at which the root of the tree is wanted. */
  readonly marks: readonly number[]
}

export interface Fault {
  readonly seq: number
  readonly problem: string
}

/** What a look at one part found. */
export interface Part {
  readonly previous: string
  readonly firstHash: string | null
  readonly lastHash: string
  readonly pieces: readonly Piece[]
  readonly brought: readonly (PublicKey & { readonly seq: number })[]
  readonly vouched: number
  readonly stripped: number
  /** The first thing that does not hold; nothing behind it was looked at. */
  readonly fault: Fault | null
  /** The first signature that is not its key's. */
  readonly unsigned: Fault | null
}

export const wholeLedger: PartStart = {
  seq: firstSeq,
  previous: beginning,
  keys: [],
  takesKeys: true,
  vouched: new Map(),
  marks: [],
}

type Signed = Pick<LedgerEntry, 'seq' | 'hash' | 'keyId' | 'signature'>

/** Signatures put off until everything cheaper was looked at; more than this are checked at once. */
const mostPutOff = 20_000

/**
 * Checks the entries of one part: order, chain, hashes, form, keys and signatures; and hashes them into pieces of the tree. Entries may be
 * streamed; memory stays bounded. Pure.
 */
export function checkEntries(entries: Iterable<LedgerEntry | StrippedEntry>, start: PartStart): Part {
  const keys = trustedKeys(start.keys)
  const pieces = collectPieces(start.seq - firstSeq, start.marks)
  const brought: (PublicKey & { readonly seq: number })[] = []
  let { seq, previous } = start
  let firstHash: string | null = null
  let vouched = 0
  let stripped = 0
  let fault: Fault | null = null
  let unsigned: Fault | null = null
  let putOff: Signed[] = []
  // Entries of one key follow each other: what is known of it is looked up where the key changes.
  let signer: { readonly keyId: string | null; readonly vouched: number } = { keyId: null, vouched: 0 }
  const checkSignatures = () => {
    const found = unsigned === null ? putOff.find((one) => !keys.isSigned(one)) : undefined
    if (found !== undefined) unsigned = { seq: found.seq, problem: `The signature of entry ${found.seq} is not its key’s.` }
    putOff = []
  }
  for (const entry of entries) {
    const key = start.takesKeys && keyKinds.has(entry.kind) ? keys.bringIn(entry) : null
    if (key !== null) brought.push({ ...key, seq })
    const outOfPlace = misplaced(entry, seq, previous)
    const leaf = outOfPlace === null ? leafOf(entry) : null
    if (entry.keyId !== signer.keyId && keys.has(entry.keyId)) signer = { keyId: entry.keyId, vouched: start.vouched.get(entry.keyId) ?? 0 }
    if (leaf === null || entry.keyId !== signer.keyId) {
      const problem = leaf === null ? unreadable(entry, seq) : `Entry ${seq} is signed with a key that is not known.`
      fault = { seq, problem: outOfPlace ?? problem }
      break
    }
    if (isStripped(entry)) stripped += 1
    pieces.add(leaf)
    firstHash ??= entry.hash
    previous = entry.hash
    if (seq <= signer.vouched) vouched += 1
    else putOff.push(entry)
    if (putOff.length > mostPutOff) checkSignatures()
    seq += 1
  }
  if (fault === null) checkSignatures()
  return { previous: start.previous, firstHash, lastHash: previous, pieces: pieces.end(), brought, vouched, stripped, fault, unsigned }
}

const isStripped = (entry: LedgerEntry | StrippedEntry): entry is StrippedEntry =>
  'leaf' in entry && typeof entry.leaf === 'string' && /^[0-9a-f]{64}$/.test(entry.leaf)

/** The hash of the leaf of an entry as it was written, as 32 characters, or what stands for it; null where there is none. */
function leafOf(entry: LedgerEntry | StrippedEntry): string | null {
  if (!isStripped(entry)) return intactLeaf(entry)
  return isCanonical(entry.body) ? Buffer.from(entry.leaf, 'hex').toString('latin1') : null
}

function unreadable(entry: LedgerEntry | StrippedEntry, seq: number): string {
  return isStripped(entry) ? `Entry ${seq} cannot be read.` : `Entry ${seq} was changed after it was written.`
}

function misplaced(entry: LedgerEntry, seq: number, previous: string): string | null {
  if (entry.seq !== seq) return `Entry ${seq} is missing or out of order: entry ${String(entry.seq).slice(0, 20)} stands in its place.`
  if (!isWhole(entry)) return `Entry ${seq} lacks a part.`
  if (seq === firstSeq && entry.kind !== 'workspace-opened') return 'The first entry does not open a workspace: the beginning was cut off.'
  return entry.previousHash === previous ? null : `Entry ${seq} does not continue entry ${seq - 1}.`
}

/** Entries may come from a file of somebody else’s making. */
function isWhole({ at, kind, body, previousHash, hash: sum, keyId, signature }: LedgerEntry): boolean {
  return (
    typeof at === 'string' &&
    typeof kind === 'string' &&
    typeof body === 'string' &&
    typeof previousHash === 'string' &&
    typeof sum === 'string' &&
    typeof keyId === 'string' &&
    typeof signature === 'string'
  )
}
