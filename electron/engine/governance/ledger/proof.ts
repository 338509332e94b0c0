import { z } from 'zod'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { LedgerStore } from '../../store/store.ts'
import { type Checkpoint, originOf, readCheckpoint } from './checkpoint.ts'
import { allEntries } from './entries.ts'
import { leafText } from './entry-text.ts'
import { consistencyProof, createTree, inclusionProof, leafHash } from './merkle.ts'

const count = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const path = z
  .array(z.string().regex(/^[A-Za-z0-9+/]{43}=$/))
  .max(120)
  .readonly()

/**
 * A printed proof, by RFC 9162's names. `entry`: one entry stands in the tree that a checkpoint names; `leaf` is the very text whose hash
 * is the leaf, `inclusionPath` the siblings from it up (2.1.3). `growth`: the tree of one checkpoint is the beginning of a later one's
 * (2.1.4). Hashes are base64 of 32 bytes; checkpoints are notes in the C2SP `tlog-checkpoint` form.
 */
export const proofSchema = z.discriminatedUnion('kind', [
  z
    .object({
      form: z.literal('rollcall/proof/v1'),
      kind: z.literal('entry'),
      leafIndex: count.or(z.literal(0)),
      treeSize: count,
      leaf: z.string().max(16 * 1024 * 1024),
      inclusionPath: path,
      checkpoint: z.string(),
    })
    .strict()
    .readonly(),
  z
    .object({
      form: z.literal('rollcall/proof/v1'),
      kind: z.literal('growth'),
      treeSize1: count,
      treeSize2: count,
      consistencyPath: path,
      checkpoint1: z.string(),
      checkpoint2: z.string(),
    })
    .strict()
    .readonly(),
])

export type Proof = z.infer<typeof proofSchema>

/**
 * Proves that an entry, by its number, stands in the ledger of a checkpoint; without one, of the first checkpoint kept in the file that
 * covers it. Failures: `not-found`, `invalid-input`, `conflict` (the ledger is not what the checkpoint was made of).
 */
export function proveEntry(store: LedgerStore, seq: number, note: string | null): Result<Proof> {
  const kept = note ?? store.checkpoints().find(({ size }) => size >= seq)?.note ?? null
  if (kept === null)
    return fail('not-found', 'No checkpoint kept in this file covers the entry.', {
      subject: String(seq),
      next: 'Make one with `rollcall checkpoint`, or check the number.',
    })
  const checkpoint = read(kept)
  if (!checkpoint.ok) return checkpoint
  const { size } = checkpoint.value
  if (seq < 1 || seq > size)
    return fail('not-found', `The checkpoint names ${size} entries, and this is none of them.`, {
      subject: String(seq),
      next: 'Bring a newer checkpoint, or check the number.',
    })
  const leaves = leavesUpTo(store, checkpoint.value)
  if (!leaves.ok) return leaves
  const [entry] = store.entries(seq, 1)
  if (entry === undefined) return fail('not-found', 'There is no such entry.', { subject: String(seq), next: 'Check the number.' })
  return ok({
    form: 'rollcall/proof/v1',
    kind: 'entry',
    leafIndex: seq - 1,
    treeSize: size,
    leaf: leafText(entry),
    inclusionPath: texts(inclusionProof(leaves.value, seq - 1)),
    checkpoint: kept,
  })
}

/** Proves that the ledger of one checkpoint is the beginning of another's. The same failures. */
export function proveGrowth(store: LedgerStore, older: string, newer: string): Result<Proof> {
  const [from, to] = [read(older), read(newer)]
  if (!from.ok) return from
  if (!to.ok) return to
  if (from.value.size > to.value.size || from.value.size < 1)
    return fail('invalid-input', 'The first checkpoint is not the older one.', {
      next: 'Give the older one first, and the newer one second.',
    })
  const before = leavesUpTo(store, from.value)
  if (!before.ok) return before
  const leaves = leavesUpTo(store, to.value)
  if (!leaves.ok) return leaves
  return ok({
    form: 'rollcall/proof/v1',
    kind: 'growth',
    treeSize1: from.value.size,
    treeSize2: to.value.size,
    consistencyPath: texts(consistencyProof(leaves.value, from.value.size)),
    checkpoint1: older,
    checkpoint2: newer,
  })
}

function read(note: string): Result<Checkpoint> {
  const checkpoint = readCheckpoint(note)
  return checkpoint === null
    ? fail('invalid-input', 'This is no checkpoint.', { next: 'Give the note as it was printed, with its blank line and its signature.' })
    : ok(checkpoint)
}

/** The hashes of the leaves under a checkpoint: nothing is proved from a ledger that does not fit it. About 150 bytes for each entry. */
function leavesUpTo(store: LedgerStore, { origin, size, root }: Checkpoint): Result<readonly Buffer[]> {
  const next = 'Check the ledger with `rollcall verify --workspace FILE --checkpoint NOTE`.'
  const [first] = store.entries(1, 1)
  if (first === undefined || originOf(first) !== origin) return fail('conflict', 'The checkpoint is of another ledger.', { next })
  const tree = createTree()
  const leaves: Buffer[] = []
  for (const entry of allEntries(store)) {
    if (leaves.length === size) break
    const leaf = leafHash(leafText(entry))
    leaves.push(leaf)
    tree.add(leaf)
  }
  return leaves.length === size && tree.root().equals(root)
    ? ok(leaves)
    : fail('conflict', 'The ledger is not the one that the checkpoint was made of.', { next })
}

const texts = (hashes: readonly Buffer[]): readonly string[] => hashes.map((hash) => hash.toString('base64'))
