import { hash } from 'node:crypto'
import { isCanonical } from '../../electron/engine/governance/ledger/canonical-body.ts'
import { checkStored } from '../../electron/engine/governance/ledger/check-stored.ts'
import { entryText } from '../../electron/engine/governance/ledger/entry-text.ts'
import { createTree, leafHash } from '../../electron/engine/governance/ledger/merkle.ts'
import type { Signer } from '../../electron/engine/governance/ledger/sign.ts'
import type { LedgerStore } from '../../electron/engine/store/store.ts'

const most = 100_000

/**
 * Where the time of verifying goes, in microseconds of one processor for an entry, measured one after the other over the first entries of
 * a ledger: reading it from the file, its form, its hash, its place in the tree; and all of it with one signature of each, as a ledger
 * without checkpoints costs, beside all of it as the product does it.
 */
export function splitOf(ledger: LedgerStore, signer: Signer): Readonly<Record<string, number>> {
  const count = Math.min(most, ledger.count())
  const entries = [...ledger.stored(undefined, count)].map(({ entry }) => entry)
  const texts = entries.map((entry) => entryText(entry))
  const tree = createTree()
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
    form: each(() => entries.every(({ body }) => isCanonical(body))),
    hash: each(() => texts.every(({ hashed }, at) => hash('sha256', hashed, 'hex') === entries[at]?.hash)),
    leafAndTree: each(() => {
      for (const [at, text] of texts.entries()) tree.add(leafHash(text.leaf(entries[at] ?? { hash: '', keyId: '', signature: '' })))
    }),
    all: each(() => checkStored(ledger, { ...start, vouched: new Map([[signer.keyId, count]]) })),
    allWithEachSignature: each(() => checkStored(ledger, { ...start, vouched: new Map() })),
  }
}
