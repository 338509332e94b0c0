import { checkStored } from '../../electron/engine/governance/ledger/check-stored.ts'
import { intactLeaf } from '../../electron/engine/governance/ledger/intact-leaf.ts'
import type { Signer } from '../../electron/engine/governance/ledger/sign.ts'
import { collectPieces } from '../../electron/engine/governance/ledger/tree-pieces.ts'
import type { LedgerStore } from '../../electron/engine/store/store.ts'

const most = 100_000

/**
 * Where the time of verifying goes, in microseconds of one processor for an entry, measured one after the other over the first entries of
 * a ledger: reading it from the file; its form, its hash and its leaf; its place in the tree; and all of it with one signature of each, as
 * a ledger without checkpoints costs, beside all of it as the product does it.
 */
export function splitOf(ledger: LedgerStore, signer: Signer): Readonly<Record<string, number>> {
  const count = Math.min(most, ledger.head()?.seq ?? 0)
  const entries = [...ledger.stored(undefined, count)]
  const leaves: string[] = []
  const start = { seq: 1, most: count, keys: [], takesKeys: true, marks: [] }
  const each = (work: () => void): number => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return Math.round((10 * (user + system)) / count) / 10
  }
  return {
    reading: each(() => {
      for (const _row of ledger.stored(undefined, count));
    }),
    words: each(() => {
      for (const entry of entries) leaves.push(intactLeaf(entry) ?? '')
    }),
    tree: each(() => {
      const pieces = collectPieces(0, [])
      for (const leaf of leaves) pieces.add(leaf)
      pieces.end()
    }),
    all: each(() => checkStored(ledger, { ...start, vouched: new Map([[signer.keyId, count]]) })),
    allWithEachSignature: each(() => checkStored(ledger, { ...start, vouched: new Map() })),
  }
}
