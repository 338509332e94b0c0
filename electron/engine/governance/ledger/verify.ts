import { hash } from 'node:crypto'
import type { LedgerEntry, LedgerVerification } from '../../../../shared/domain/decision.ts'
import { isCanonical } from './canonical-body.ts'
import { beginning, firstSeq } from './chain.ts'
import { type Checkpoint, originOf, readCheckpoint } from './checkpoint.ts'
import { entryText } from './entry-text.ts'
import { createTree, leafHash, type Tree } from './merkle.ts'
import { signedBy } from './note.ts'
import { type PublicKey, type TrustedKeys, trustedKeys } from './trusted-keys.ts'

/** Kinds of entries that bring in a key. */
export const keyKinds: ReadonlySet<string> = new Set(['workspace-opened', 'key-added'])

export interface VerifyOptions {
  /** Keys received another way; null: those the ledger itself brings in count, and that is said. */
  readonly publicKeys?: readonly PublicKey[] | null
  /** A checkpoint (the note's text) that was kept outside. */
  readonly outside?: string | null
  /** The checkpoints kept with the ledger, by size: each must fit. */
  readonly kept?: readonly { readonly size: number; readonly note: string }[]
  /**
   * Let a kept checkpoint stand for the signatures of the entries it covers that were made with the same key: whoever signed the
   * tree's root signed each of them. For ledgers so long that checking each one by itself would take minutes.
   */
  readonly byCheckpoints?: boolean
}

/** Signatures put off until everything cheaper was looked at; more than this are checked at once. */
const mostPutOff = 20_000

const rewrite =
  'That nobody who holds the signing key rewrote the whole ledger, or put back an older copy: only a checkpoint kept elsewhere can show that.'
const cutEnd = 'That no entries were cut off at the end: only a checkpoint kept elsewhere can show that.'
const clock = 'That the computer’s clock was right when entries were written.'
const ownKeys = 'Whose keys these are: they were taken from the ledger itself, not from somebody you trust.'
const newKey = 'That a later key belongs to the same people: it was brought in without the signature of the one before.'

/** An entry whose words were changed before it was handed on: the hash of its leaf stands for the words that were signed. */
export type StrippedEntry = LedgerEntry & { readonly leaf: string }

/** The hash that stands for a stripped entry's leaf; null for a whole entry. */
function leafOf(entry: LedgerEntry | StrippedEntry): Buffer | null {
  return 'leaf' in entry && typeof entry.leaf === 'string' && /^[0-9a-f]{64}$/.test(entry.leaf) ? Buffer.from(entry.leaf, 'hex') : null
}

type Signed = Pick<LedgerEntry, 'seq' | 'hash' | 'keyId' | 'signature'>

/**
 * Checks a whole ledger from its first entry: order, chain, hashes, the tree at each checkpoint, and signatures, the cheap first.
 * Entries may be streamed; memory stays bounded.
 */
export function verifyLedger(entries: Iterable<LedgerEntry | StrippedEntry>, options: VerifyOptions = {}): LedgerVerification {
  const { publicKeys = null, byCheckpoints = false } = options
  const keys = trustedKeys(publicKeys ?? [])
  const outside = options.outside == null ? null : readCheckpoint(options.outside)
  const kept = new Map((options.kept ?? []).map((one) => [one.size, one.note]))
  const tree = createTree()
  let first: LedgerEntry | null = null
  let previous: LedgerEntry | null = null
  let keysBrought = 0
  let vouched = 0
  let stripped = 0
  let putOff: Signed[] = []
  const bad = (seq: number, problem: string): LedgerVerification => ({
    ok: false,
    entries: tree.size(),
    firstBad: seq,
    problem,
    head: previous?.hash ?? null,
    tree: null,
    vouched,
    keys: keys.known(),
    cannotProve: [clock],
  })
  if (options.outside != null && outside === null) return bad(firstSeq, 'The checkpoint from outside cannot be read.')

  for (const entry of entries) {
    const seq: number = previous === null ? firstSeq : previous.seq + 1
    if (publicKeys === null && keyKinds.has(entry.kind) && keys.bringIn(entry)) keysBrought += 1
    const problem = misplaced(entry, seq, previous)
    if (problem !== null) return bad(seq, problem)
    const text = entryText(entry)
    const leaf = leafOf(entry)
    if (leaf !== null) stripped += 1
    else if (hash('sha256', text.hashed, 'hex') !== entry.hash || !isCanonical(entry.body))
      return bad(seq, `Entry ${seq} was changed after it was written.`)
    if (!keys.has(entry.keyId)) return bad(seq, `Entry ${seq} is signed with a key that is not known.`)
    first ??= entry
    if (leaf !== null && !isCanonical(entry.body)) return bad(seq, `Entry ${seq} cannot be read.`)
    tree.add(leaf ?? leafHash(text.leaf(entry)))
    previous = entry
    putOff.push(entry)
    const note = kept.get(seq)
    if (note !== undefined) {
      const by = signerOf(readCheckpoint(note), originOf(first), tree, keys)
      if (by === null) return bad(seq, `The checkpoint kept at entry ${seq} does not fit the ledger: an entry before it was changed.`)
      kept.delete(seq)
      if (byCheckpoints) {
        const covered = putOff.length
        putOff = putOff.filter((one) => one.keyId !== by)
        vouched += covered - putOff.length
      }
    }
    if (outside?.size === seq) {
      if (outside.origin !== originOf(first)) return bad(seq, 'The checkpoint from outside is of another ledger.')
      if (!outside.root.equals(tree.root()))
        return bad(seq, `The first ${seq} entries are not those the checkpoint from outside was made of: the ledger was rewritten.`)
      if (signerOf(outside, originOf(first), tree, keys) === null)
        return bad(seq, 'The checkpoint from outside is not signed with a key of this ledger.')
    }
    if (putOff.length > mostPutOff) {
      const unsigned = putOff.find((one) => !keys.isSigned(one))
      if (unsigned !== undefined) return bad(unsigned.seq, unsignedWords(unsigned))
      putOff = []
    }
  }
  const size = tree.size()
  if (size === 0 || first === null) return bad(firstSeq, 'The ledger is empty: the entry that opens a workspace is missing.')
  if (outside !== null && outside.size > size) return bad(size + 1, shorterThan(size, outside))
  const [beyond] = kept.keys()
  if (beyond !== undefined)
    return bad(size + 1, `The ledger ends at entry ${size}, but a checkpoint was kept at entry ${beyond}: entries were cut off.`)
  const unsigned = putOff.find((one) => !keys.isSigned(one))
  if (unsigned !== undefined) return bad(unsigned.seq, unsignedWords(unsigned))
  return {
    ok: true,
    entries: size,
    firstBad: null,
    problem: null,
    head: previous?.hash ?? null,
    tree: { origin: originOf(first), size, root: tree.root().toString('base64') },
    vouched,
    keys: keys.known(),
    cannotProve: [
      ...(outside === null ? [rewrite, cutEnd] : outside.size < size ? [onlyUpTo(outside, size)] : []),
      ...(stripped > 0 ? [strippedWords(stripped)] : []),
      ...(publicKeys === null ? [ownKeys] : []),
      ...(keysBrought > 1 ? [newKey] : []),
      clock,
    ],
  }
}

function signerOf(checkpoint: Checkpoint | null, origin: string, tree: Tree, keys: TrustedKeys): string | null {
  if (checkpoint === null || checkpoint.origin !== origin || checkpoint.size !== tree.size() || !checkpoint.root.equals(tree.root()))
    return null
  return signedBy(checkpoint.note, origin, keys.ready())
}

function misplaced(entry: LedgerEntry, seq: number, previous: LedgerEntry | null): string | null {
  if (entry.seq !== seq) return `Entry ${seq} is missing or out of order: entry ${String(entry.seq).slice(0, 20)} stands in its place.`
  if (!isWhole(entry)) return `Entry ${seq} lacks a part.`
  if (previous === null && entry.kind !== 'workspace-opened') return 'The first entry does not open a workspace: the beginning was cut off.'
  return entry.previousHash === (previous?.hash ?? beginning) ? null : `Entry ${seq} does not continue entry ${seq - 1}.`
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

const strippedWords = (count: number): string =>
  `What ${count} entries said in the words that were signed: names in them were replaced. Their order, signatures and places in the tree hold.`

const unsignedWords = ({ seq }: Signed): string => `The signature of entry ${seq} is not its key’s.`

const shorterThan = (size: number, outside: Checkpoint): string =>
  `The ledger ends at entry ${size}, but the checkpoint from outside names entry ${outside.size}: entries were cut off, or an older copy was put back.`

const onlyUpTo = (outside: Checkpoint, size: number): string =>
  `That nobody who holds the signing key rewrote what came after entry ${outside.size}: the checkpoint from outside ends there, the ledger at ${size}. Keep a newer one.`
