import { wholeRoot } from './merkle.ts'

/** So many leaves become one hash before they are handed on: a power of two, and as many as lie between two kept checkpoints. */
export const leavesInPiece = 1_024

/** A run of hashes, 32 bytes each, that each stand for the same number of leaves. Plain data: it goes to other threads. */
export interface Piece {
  readonly leaves: number
  readonly hashes: Uint8Array
}

/**
 * Collects the hashes of leaves into roots of whole subtrees. Where the root of the tree is wanted at a size within a subtree, and at the
 * end, the leaves are handed on one by one.
 */
export function collectPieces(from: number, marks: readonly number[]) {
  const within = new Set(marks.filter((size) => size % leavesInPiece !== 0).map((size) => Math.floor(size / leavesInPiece)))
  const level = Buffer.alloc(32 * leavesInPiece)
  const pieces: Piece[] = []
  let roots: Buffer[] = []
  let filled = 0
  let place = Math.floor(from / leavesInPiece)
  const put = (leaves: number, hashes: Buffer) => {
    if (hashes.length > 0) pieces.push({ leaves, hashes })
  }
  const putRoots = () => {
    put(leavesInPiece, Buffer.concat(roots))
    roots = []
  }
  const putLeaves = () => {
    putRoots()
    put(1, Buffer.from(level.subarray(0, 32 * filled)))
    filled = 0
  }
  return {
    /** `leaf`: its hash as 32 characters, one for each byte. */
    add: (leaf: string) => {
      level.write(leaf, 32 * filled, 'latin1')
      filled += 1
      if (filled < leavesInPiece) return
      if (within.has(place)) putLeaves()
      else roots.push(wholeRoot(level))
      filled = 0
      place += 1
    },
    end: (): readonly Piece[] => {
      putLeaves()
      return pieces
    },
  }
}
