import type { LedgerStore } from '../../store/store.ts'
import { isCanonical } from './canonical-body.ts'
import { beginning, entryHash } from './chain.ts'
import { originOf, readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { leafText } from './entry-text.ts'
import { createTree, frontierLength, leafHash, type Tree } from './merkle.ts'
import { signedBy } from './note.ts'
import type { Signer } from './sign.ts'
import { trustedKeys } from './trusted-keys.ts'

const pageSize = 500

/** Every so many entries the tree's state is signed and kept, so that a long ledger is checked in seconds. */
export const checkpointEvery = 1_024

/**
 * Signs the ledger's tree as it stands now and keeps the note with it. It goes on from the last checkpoint, after checking that this
 * one is signed and every entry since then holds: what somebody changed in the file is never signed along. Null: something does not
 * hold, so nothing is signed.
 */
export function keepCheckpoint(store: LedgerStore, signer: Signer, at: string): string | null {
  const [first] = store.entries(0, 1)
  const head = store.head()
  if (first === undefined || head === null) return null
  const origin = originOf(first)
  const last = store.lastCheckpoint()
  if (last?.size === head.seq && isOwn(last.note, origin, signer)) return last.note
  const start = last === null ? null : resume(last, origin, signer)
  const grown = grow(store, start ?? createTree(), signer)
  if (grown === null || grown.size() !== head.seq) return null
  const note = writeCheckpoint({ origin, size: grown.size(), root: grown.root() }, signer)
  if (last?.size !== head.seq) store.keepCheckpoint({ size: grown.size(), at, note, frontier: Buffer.concat(grown.frontier()) })
  return note
}

/** The tree at a kept checkpoint; null where its signature or its parts do not hold, so that everything is read again. */
function resume(
  last: { readonly size: number; readonly note: string; readonly frontier: Uint8Array },
  origin: string,
  signer: Signer,
): Tree | null {
  const parts = Buffer.from(last.frontier)
  if (parts.length !== 32 * frontierLength(last.size) || !isOwn(last.note, origin, signer)) return null
  const frontier = Array.from({ length: parts.length / 32 }, (_, at) => parts.subarray(32 * at, 32 * at + 32))
  const tree = createTree({ size: last.size, frontier })
  const read = readCheckpoint(last.note)
  return read !== null && read.size === last.size && read.root.equals(tree.root()) ? tree : null
}

function isOwn(note: string, origin: string, signer: Signer): boolean {
  const read = readCheckpoint(note)
  return read !== null && read.origin === origin && signedBy(read.note, origin, trustedKeys([signer]).ready()) !== null
}

/** Adds what was written since, each entry checked; entries of other keys hold by the chain and are checked when the ledger is. */
function grow(store: LedgerStore, tree: Tree, signer: Signer): Tree | null {
  const keys = trustedKeys([signer])
  let previous = tree.size() === 0 ? beginning : (store.entries(tree.size(), 1)[0]?.hash ?? null)
  for (;;) {
    const page = store.entries(tree.size() + 1, pageSize)
    for (const entry of page) {
      const holds =
        entry.seq === tree.size() + 1 && entry.previousHash === previous && entryHash(entry) === entry.hash && isCanonical(entry.body)
      if (!holds || (keys.has(entry.keyId) && !keys.isSigned(entry))) return null
      tree.add(leafHash(leafText(entry)))
      previous = entry.hash
    }
    if (page.length < pageSize) return tree
  }
}
