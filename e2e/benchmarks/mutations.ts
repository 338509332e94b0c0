import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { withAudited } from '../../electron/engine/governance/audits/seal-fixture.ts'
import { type Base, bundleMutations, entriesIn, unpacked } from '../../electron/engine/governance/bundles/mutations-fixture.ts'
import { verifyFile } from '../../electron/engine/governance/bundles/verifier/verify.mjs'
import { verifyBundle } from '../../electron/engine/governance/bundles/verify-bundle.ts'
import { bytesOf } from '../../electron/engine/governance/bundles/zip-read.ts'
import { leafText } from '../../electron/engine/governance/ledger/entry-text.ts'
import { ledgerMutations, randomFrom } from '../../electron/engine/governance/ledger/mutations-fixture.ts'
import { signerFrom } from '../../electron/engine/governance/ledger/sign.ts'
import { verifyLedger } from '../../electron/engine/governance/ledger/verify.ts'

/**
 * `node e2e/benchmarks/mutations.ts [how many] [seed]`: changes a ledger and a bundle in seeded ways, half each, and counts how many of
 * them are found against one checkpoint from outside: 1,000,000 unless told. Each changed bundle is given to both verifiers, the product's
 * and the one that lies in every bundle; both must find it. Ends with 1 when one was missed.
 */
const [wanted = 1_000_000, seed = 2026] = process.argv.slice(2).map(Number)

await withAudited(async ({ store }, { seal }) => {
  const bundle = readFileSync(await seal('2026-Q4'))
  const files = unpacked(bundle)
  // The fixture's key.
  const base: Base = { bundle, files, entries: entriesIn(files), signer: signerFrom(new Uint8Array(32).fill(1)) }
  const outside = store.audits.list()[0]?.seal?.checkpoint ?? ''
  if (!verifyBundle(bytesOf(bundle), { outside }).ok) throw new Error('the bundle does not verify before it is changed')
  if (!verifyFile(bundle, { note: outside }).ok) throw new Error('the second verifier refuses the bundle before it is changed')
  const tally = new Map<string, { tried: number; missed: number }>()
  const random = randomFrom(seed)
  const original = base.entries.map(leafText).join('\n')
  const begun = performance.now()
  let tried = 0
  let same = 0
  while (tried < wanted) {
    const ofLedger = tried % 2 === 0
    const name = random.pick(Object.keys(ofLedger ? ledgerMutations : bundleMutations))
    const found = ofLedger ? ledgerFinds(name) : bundleFinds(name)
    if (found === null) {
      same += 1
      continue
    }
    tried += 1
    const key = `${ofLedger ? 'ledger' : 'bundle'}: ${name}`
    const before = tally.get(key) ?? { tried: 0, missed: 0 }
    tally.set(key, { tried: before.tried + 1, missed: before.missed + (found ? 0 : 1) })
  }
  const missed = [...tally.values()].reduce((sum, one) => sum + one.missed, 0)
  for (const [what, one] of [...tally].sort())
    console.log(`${String(one.tried).padStart(8)} tried ${String(one.missed).padStart(4)} missed  ${what}`)
  console.log(
    `${tried} mutations in ${((performance.now() - begun) / 1_000).toFixed(1)} s, ${missed} missed; ${same} changed nothing and were not counted; seed ${seed}`,
  )
  process.exitCode = missed === 0 ? 0 : 1

  /** Whether a change of the ledger is found; null: it changed nothing. */
  function ledgerFinds(name: string): boolean | null {
    const entries = ledgerMutations[name]?.(base.entries, random, base.signer) ?? base.entries
    if (entries.map(leafText).join('\n') === original) return null
    return !verifyLedger(entries, { outside }).ok
  }

  function bundleFinds(name: string): boolean | null {
    const changed = bundleMutations[name]?.(base, random) ?? bundle
    if (changed.equals(bundle)) return null
    return !verifyBundle(bytesOf(changed), { outside }).ok && !verifyFile(changed, { note: outside }).ok
  }
})
