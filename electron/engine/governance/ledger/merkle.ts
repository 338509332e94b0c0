import { hash } from 'node:crypto'

/** The tree of RFC 6962, section 2.1, with SHA-256. Hashes are 32 bytes; positions of leaves count from 0. */
export interface Tree {
  /** Adds the hash of the next leaf. */
  add(leaf: Buffer): void
  /** Adds the root of a whole subtree of so many leaves, a power of two; the size must be a multiple of it. */
  addWhole(root: Buffer, leaves: number): void
  size(): number
  root(): Buffer
  /** The roots of the whole subtrees it is made of, the largest first: all that is needed to go on later. */
  frontier(): readonly Buffer[]
}

/** Hash of a leaf whose bytes are this text in UTF-8. */
export function leafHash(text: string): Buffer {
  return Buffer.from(leafHashText(text), 'latin1')
}

/** The same as 32 characters, one for each byte: a text costs a third of what a buffer does, and a long ledger takes a million. */
export function leafHashText(text: string): string {
  return hash('sha256', `\u0000${text}`, 'binary')
}

const both = Buffer.alloc(65, 1)

function nodeHash(left: Buffer, right: Buffer): Buffer {
  left.copy(both, 1)
  right.copy(both, 33)
  return Buffer.from(hash('sha256', both, 'binary'), 'latin1')
}

/** Root of a whole tree whose leaves' hashes (32 bytes each, a power of two of them) stand one after the other; they are overwritten. */
export function wholeRoot(hashes: Buffer): Buffer {
  for (let count = hashes.length / 32; count > 1; count /= 2)
    for (let pair = 0; pair < count / 2; pair += 1) {
      hashes.copy(both, 1, 64 * pair, 64 * pair + 64)
      hashes.write(hash('sha256', both, 'binary'), 32 * pair, 'latin1')
    }
  return Buffer.from(hashes.subarray(0, 32))
}

/** An empty tree, or one that goes on from a size and its frontier. Memory grows with the logarithm of its size. */
export function createTree(from: { readonly size: number; readonly frontier: readonly Buffer[] } = { size: 0, frontier: [] }): Tree {
  const stack = [...from.frontier]
  let size = from.size
  const addWhole = (root: Buffer, leaves: number) => {
    let node = root
    // Each trailing one bit of the size is a whole subtree of the same height as the node: they become one.
    for (let rest = size / leaves; rest % 2 === 1; rest = Math.floor(rest / 2)) node = nodeHash(stack.pop() ?? node, node)
    stack.push(node)
    size += leaves
  }
  return {
    add: (leaf) => addWhole(leaf, 1),
    addWhole,
    size: () => size,
    root: () => stack.toReversed().reduce<Buffer | null>((right, left) => (right === null ? left : nodeHash(left, right)), null) ?? empty(),
    frontier: () => [...stack],
  }
}

/** How many subtrees a frontier of this size has. */
export function frontierLength(size: number): number {
  let ones = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2
  return ones
}

const empty = (): Buffer => hash('sha256', '', 'buffer')

/** Root of the tree over `leaves[from..to)`; for proofs, where the leaves' hashes are at hand. */
function rootOf(leaves: readonly Buffer[], from: number, to: number): Buffer {
  const tree = createTree()
  for (let at = from; at < to; at += 1) tree.add(leaves[at] ?? empty())
  return tree.root()
}

/** The largest power of two below a size of two or more. */
function split(size: number): number {
  let half = 1
  while (half * 2 < size) half *= 2
  return half
}

/** Audit path of a leaf: the siblings from the leaf up (RFC 6962, 2.1.1). */
export function inclusionProof(leaves: readonly Buffer[], index: number, from = 0, to = leaves.length): readonly Buffer[] {
  if (to - from <= 1) return []
  const half = from + split(to - from)
  return index < half
    ? [...inclusionProof(leaves, index, from, half), rootOf(leaves, half, to)]
    : [...inclusionProof(leaves, index, half, to), rootOf(leaves, from, half)]
}

/** Shows that the first `old` leaves are the beginning of all (RFC 6962, 2.1.2); `old` is from 1 to the number of leaves. */
export function consistencyProof(leaves: readonly Buffer[], old: number): readonly Buffer[] {
  const of = (size: number, from: number, to: number, isWhole: boolean): readonly Buffer[] => {
    if (size === to - from) return isWhole ? [] : [rootOf(leaves, from, to)]
    const half = split(to - from)
    return size <= half
      ? [...of(size, from, from + half, isWhole), rootOf(leaves, from + half, to)]
      : [...of(size - half, from + half, to, false), rootOf(leaves, from, from + half)]
  }
  return of(old, 0, leaves.length, true)
}

/** Whether a leaf stands at this place of the tree with that size and root. */
export function isIncluded(leaf: Buffer, index: number, size: number, proof: readonly Buffer[], root: Buffer): boolean {
  if (index < 0 || index >= size) return false
  let place = index
  let last = size - 1
  let node = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      node = nodeHash(sibling, node)
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2)
        last = Math.floor(last / 2)
      }
    } else node = nodeHash(node, sibling)
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && node.equals(root)
}

/** Whether the tree of size `old` is the beginning of the tree of size `size`. */
export function isConsistent(
  old: { readonly size: number; readonly root: Buffer },
  now: { readonly size: number; readonly root: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (old.size < 1 || old.size > now.size) return false
  if (old.size === now.size) return proof.length === 0 && old.root.equals(now.root)
  // Where the old tree is whole, its own root is the first node and is left out of the proof.
  const path = frontierLength(old.size) === 1 ? [old.root, ...proof] : proof
  let place = old.size - 1
  let last = now.size - 1
  while (place % 2 === 1) {
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  const [first, ...rest] = path
  if (first === undefined) return false
  let was = first
  let is = first
  for (const sibling of rest) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      was = nodeHash(sibling, was)
      is = nodeHash(sibling, is)
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2)
        last = Math.floor(last / 2)
      }
    } else is = nodeHash(is, sibling)
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && was.equals(old.root) && is.equals(now.root)
}
