import type { LedgerEntry, LedgerVerification } from '../../../../shared/domain/decision.ts'
import { firstSeq } from './chain.ts'
import { checkEntries, type Fault, type Part, type StrippedEntry, wholeLedger } from './check-entries.ts'
import { type Checkpoint, originOf, readCheckpoint } from './checkpoint.ts'
import { createTree, type Tree } from './merkle.ts'
import { signedBy } from './note.ts'
import { type PublicKey, type TrustedKeys, trustedKeys } from './trusted-keys.ts'

export interface VerifyOptions {
  /** Keys received another way; null: those the ledger itself brings in count, and that is said. */
  readonly publicKeys?: readonly PublicKey[] | null
  /** A checkpoint (the note's text) that was kept outside. */
  readonly outside?: string | null
  /** The checkpoints kept with the ledger, by size: each must fit. */
  readonly kept?: readonly { readonly size: number; readonly note: string }[]
}

const rewrite =
  'That nobody who holds the signing key rewrote the whole ledger, or put back an older copy: only a checkpoint kept elsewhere can show that.'
const cutEnd = 'That no entries were cut off at the end: only a checkpoint kept elsewhere can show that.'
const clock = 'That the computer’s clock was right when entries were written.'
const ownKeys = 'Whose keys these are: they were taken from the ledger itself, not from somebody you trust.'
const newKey = 'That a later key belongs to the same people: it was brought in without the signature of the one before.'

/** Checks a whole ledger from its first entry. Entries may be streamed; memory stays bounded. */
export function verifyLedger(entries: Iterable<LedgerEntry | StrippedEntry>, options: VerifyOptions = {}): LedgerVerification {
  const { publicKeys = null } = options
  const start = { ...wholeLedger, keys: publicKeys ?? [], takesKeys: publicKeys === null, marks: marksOf(options) }
  return judge([checkEntries(entries, start)], options)
}

/** The sizes at which the root of the tree is compared. */
export function marksOf({ outside, kept = [] }: VerifyOptions): readonly number[] {
  const sizes = kept.map(({ size }) => size)
  const named = outside == null ? null : readCheckpoint(outside)
  return named === null ? sizes : [...sizes, named.size]
}

/**
 * Puts the parts of one ledger, in order, together: that each continues the one before, the tree at each checkpoint, and where it ends.
 * What is wrong first is said; signatures come last.
 */
export function judge(parts: readonly Part[], options: VerifyOptions): LedgerVerification {
  const { publicKeys = null } = options
  const keys = trustedKeys(publicKeys ?? [])
  const outside = options.outside == null ? null : readCheckpoint(options.outside)
  const kept = new Map((options.kept ?? []).map((one) => [one.size, one.note]))
  const tree = createTree()
  const origin = originOf({ hash: parts[0]?.firstHash ?? '' })
  const vouched = sumOf(parts, (part) => part.vouched)
  let head: string | null = null
  let compared = outside === null
  const bad = ({ seq, problem }: Fault): LedgerVerification => ({
    ok: false,
    entries: tree.size(),
    firstBad: seq,
    problem,
    head,
    tree: null,
    vouched,
    keys: keys.known(),
    cannotProve: [clock],
  })
  if (options.outside != null && outside === null) return bad({ seq: firstSeq, problem: 'The checkpoint from outside cannot be read.' })

  for (const part of parts) {
    if (head !== null && part.previous !== head)
      return bad({ seq: tree.size() + 1, problem: `Entry ${tree.size() + 1} does not continue entry ${tree.size()}.` })
    const brought = [...part.brought]
    const bringIn = (upTo: number) => {
      for (let key = brought[0]; key !== undefined && key.seq <= upTo; [key] = brought) {
        keys.trust(key)
        brought.shift()
      }
    }
    for (const { leaves, hashes } of part.pieces)
      for (let at = 0; at < hashes.length; at += 32) {
        tree.addWhole(Buffer.from(hashes.buffer, hashes.byteOffset + at, 32), leaves)
        const size = tree.size()
        bringIn(size)
        const note = kept.get(size)
        kept.delete(size)
        if (outside?.size === size) compared = true
        const problem =
          (note === undefined ? null : keptProblem(note, origin, tree, keys)) ??
          (outside?.size === size ? outsideProblem(outside, origin, tree, keys) : null)
        if (problem !== null) return bad({ seq: size, problem })
      }
    bringIn(Number.POSITIVE_INFINITY)
    if (part.firstHash !== null) head = part.lastHash
    if (part.fault !== null) return bad(part.fault)
  }
  const size = tree.size()
  const end = endProblem(size, outside, kept)
  if (end !== null) return bad(end)
  // Never silently: without its mark the tree had no root at this size.
  if (!compared) return bad({ seq: outside?.size ?? firstSeq, problem: 'The checkpoint from outside could not be compared.' })
  const unsigned = parts.find((part) => part.unsigned !== null)?.unsigned
  if (unsigned != null) return bad(unsigned)
  const stripped = sumOf(parts, (part) => part.stripped)
  return {
    ok: true,
    entries: size,
    firstBad: null,
    problem: null,
    head,
    tree: { origin, size, root: tree.root().toString('base64') },
    vouched,
    keys: keys.known(),
    cannotProve: [
      ...(outside === null ? [rewrite, cutEnd] : outside.size < size ? [onlyUpTo(outside, size)] : []),
      ...(stripped > 0 ? [strippedWords(stripped)] : []),
      ...(publicKeys === null ? [ownKeys] : []),
      ...(sumOf(parts, (part) => part.brought.length) > 1 ? [newKey] : []),
      clock,
    ],
  }
}

function keptProblem(note: string, origin: string, tree: Tree, keys: TrustedKeys): string | null {
  return isSignedHead(readCheckpoint(note), origin, tree, keys)
    ? null
    : `The checkpoint kept at entry ${tree.size()} does not fit the ledger: an entry before it was changed.`
}

function outsideProblem(outside: Checkpoint, origin: string, tree: Tree, keys: TrustedKeys): string | null {
  if (outside.origin !== origin) return 'The checkpoint from outside is of another ledger.'
  if (!outside.root.equals(tree.root()))
    return `The first ${outside.size} entries are not those the checkpoint from outside was made of: the ledger was rewritten.`
  return isSignedHead(outside, origin, tree, keys) ? null : 'The checkpoint from outside is not signed with a key of this ledger.'
}

function endProblem(size: number, outside: Checkpoint | null, keptBeyond: ReadonlyMap<number, string>): Fault | null {
  if (size === 0) return { seq: firstSeq, problem: 'The ledger is empty: the entry that opens a workspace is missing.' }
  if (outside !== null && outside.size > size) return { seq: size + 1, problem: shorterThan(size, outside) }
  const [beyond] = keptBeyond.keys()
  return beyond === undefined
    ? null
    : {
        seq: size + 1,
        problem: `The ledger ends at entry ${size}, but a checkpoint was kept at entry ${beyond}: entries were cut off.`,
      }
}

function isSignedHead(checkpoint: Checkpoint | null, origin: string, tree: Tree, keys: TrustedKeys): boolean {
  if (checkpoint === null || checkpoint.origin !== origin || checkpoint.size !== tree.size()) return false
  return checkpoint.root.equals(tree.root()) && signedBy(checkpoint.note, origin, keys.ready()) !== null
}

const sumOf = (parts: readonly Part[], numberOf: (part: Part) => number): number => parts.reduce((sum, part) => sum + numberOf(part), 0)

const strippedWords = (count: number): string =>
  `What ${count} entries said in the words that were signed: names in them were replaced. Their order, signatures and places in the tree hold.`

const shorterThan = (size: number, outside: Checkpoint): string =>
  `The ledger ends at entry ${size}, but the checkpoint from outside names entry ${outside.size}: entries were cut off, or an older copy was put back.`

const onlyUpTo = (outside: Checkpoint, size: number): string =>
  `That nobody who holds the signing key rewrote what came after entry ${outside.size}: the checkpoint from outside ends there, the ledger at ${size}. Keep a newer one.`
