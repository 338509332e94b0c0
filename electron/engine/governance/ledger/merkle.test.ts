import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { consistencyProof, createTree, frontierLength, inclusionProof, isConsistent, isIncluded, leafHash } from './merkle.ts'

const leaves = Array.from({ length: 70 }, (_, at) => leafHash(`entry ${at}`))

/** RFC 6962, word for word: split at the largest power of two below the size. */
function byDefinition(from: readonly Buffer[]): Buffer {
  const [first] = from
  if (first === undefined) return createHash('sha256').digest()
  if (from.length === 1) return first
  let half = 1
  while (half * 2 < from.length) half *= 2
  const both = [byDefinition(from.slice(0, half)), byDefinition(from.slice(half))]
  return createHash('sha256')
    .update(Buffer.concat([Buffer.from([1]), ...both]))
    .digest()
}

function treeOf(size: number) {
  const tree = createTree()
  for (const leaf of leaves.slice(0, size)) tree.add(leaf)
  return tree
}

test('the known roots of RFC 6962 test logs', () => {
  const tree = createTree()
  expect(tree.root().toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  tree.add(leafHash(''))
  expect(tree.root().toString('hex')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
})

test('every size has the root of the definition, and can be gone on from its frontier', () => {
  for (let size = 0; size <= leaves.length; size += 1) {
    const tree = treeOf(size)
    expect(tree.root().equals(byDefinition(leaves.slice(0, size)))).toBe(true)
    expect(tree.frontier()).toHaveLength(frontierLength(size))
    const later = createTree({ size, frontier: tree.frontier() })
    for (const leaf of leaves.slice(size)) later.add(leaf)
    expect(later.root().equals(byDefinition(leaves))).toBe(true)
  }
})

test('every inclusion and every consistency proof holds, and no other place, size or root', () => {
  for (let size = 1; size <= 33; size += 1) {
    const part = leaves.slice(0, size)
    const root = treeOf(size).root()
    for (let at = 0; at < size; at += 1) {
      const proof = inclusionProof(part, at)
      const leaf = leaves[at] ?? root
      expect(isIncluded(leaf, at, size, proof, root)).toBe(true)
      expect(isIncluded(leaf, at + 1, size, proof, root)).toBe(false)
      expect(isIncluded(leafHash('another'), at, size, proof, root)).toBe(false)
      if (proof.length > 0) expect(isIncluded(leaf, at, size, proof.slice(1), root)).toBe(false)
    }
    for (let old = 1; old <= size; old += 1) {
      const before = { size: old, root: treeOf(old).root() }
      const proof = consistencyProof(part, old)
      expect(isConsistent(before, { size, root }, proof)).toBe(true)
      expect(isConsistent({ ...before, root: leafHash('another') }, { size, root }, proof)).toBe(false)
      expect(isConsistent(before, { size, root: leafHash('another') }, proof)).toBe(false)
      if (proof.length > 0) expect(isConsistent(before, { size, root }, proof.slice(0, -1))).toBe(false)
    }
  }
})
