import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { bundleProcess, processes } from '../../build/bundle.mjs'
import { nextEntry } from '../../electron/engine/governance/ledger/chain.ts'
import { originOf, writeCheckpoint } from '../../electron/engine/governance/ledger/checkpoint.ts'
import { leafText } from '../../electron/engine/governance/ledger/entry-text.ts'
import { checkpointEvery, keepCheckpoint } from '../../electron/engine/governance/ledger/keep-checkpoint.ts'
import { createTree, leafHash } from '../../electron/engine/governance/ledger/merkle.ts'
import { signerFrom } from '../../electron/engine/governance/ledger/sign.ts'
import { openStore } from '../../electron/engine/store/open-store.ts'
import type { Decision, LedgerEntry } from '../../shared/domain/decision.ts'
import { splitOf } from './ledger-split.ts'

/**
 * `node e2e/benchmarks/ledger.bench.ts [entries]`: writes a ledger of that many signed entries, half of them decisions, as the product
 * writes it, and has it verified against a checkpoint from outside. Prints one JSON object a line.
 */
const entries = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
const path = join(folder, 'workspace.db')
const opened = openStore(path)
if (!opened.ok) throw new Error(opened.failure.message)
const { ledger } = opened.value
const signer = signerFrom(new Uint8Array(32).fill(7))
const at = '2026-11-22T09:30:00.000Z'

const tree = createTree()
let first: LedgerEntry | null = null
let head: LedgerEntry | null = null

try {
  const begun = performance.now()
  write('workspace-opened', { actor: 'bench', keyId: signer.keyId, publicKey: signer.publicKey })
  while (tree.size() < entries) {
    opened.value.transaction(() => {
      for (let until = Math.min(entries, tree.size() + 10_000); tree.size() < until; ) someEntry(tree.size())
    })
  }
  const note = keepCheckpoint(ledger, signer, at)
  const wroteMs = performance.now() - begun
  console.log(JSON.stringify({ what: 'ledger written, signed', rows: entries, rowsPerSecond: Math.round((entries / wroteMs) * 1_000) }))

  const figures = {
    ...(await checked(note ?? '')),
    fileMegabytes: Math.round(statSync(path).size / 1_048_576),
    split: splitOf(ledger, signer),
  }
  console.log(`figures${JSON.stringify(figures)}`)
} finally {
  opened.value.close()
  rmSync(folder, { recursive: true, force: true })
}

/** Verifies it as the product does: bundled, in a process that wrote nothing; its threads would else read all sources first. */
async function checked(note: string): Promise<{ readonly entries: number }> {
  const outDir = fileURLToPath(new URL('../../artifacts/ledger-check', import.meta.url))
  for (const [name, entry] of Object.entries({ 'ledger-check': 'e2e/benchmarks/ledger-check.ts', ledger: processes.ledger }))
    await bundleProcess({ name, entry, outDir, flavour: 'release' })
  const outside = join(folder, 'checkpoint.txt')
  writeFileSync(outside, note)
  const told = execFileSync(process.execPath, [...process.execArgv, join(outDir, 'ledger-check.cjs'), path, outside], { encoding: 'utf8' })
  const figures = JSON.parse(told) as { readonly entries: number }
  if (figures.entries !== entries) throw new Error(`${figures.entries} entries were verified, ${entries} written`)
  return figures
}

function someEntry(count: number): void {
  if (count % 2 === 0) write('note', { count, says: 'An entry of some length, as an audit or a policy leaves behind.' })
  else write('decision', decision(count))
}

function decision(count: number) {
  return {
    at,
    agentId: `01JD${String(count % 100_000).padStart(22, '0')}`,
    agentName: `Agent ${count % 100_000}`,
    action: 'approve',
    actor: 'lead',
    reason: 'It reads what it needs, its owner answered, and nothing it does leaves the house.',
    until: '2027-03-31T23:59:59.999Z',
    conditions: null,
    policyId: null,
    owner: null,
    factsHash: 'f'.repeat(64),
    revocationId: null,
  }
}

/** As the product appends, but for checking each entry again before its checkpoint is signed: that alone would take minutes here. */
function write(kind: string, body: object): void {
  const entry = nextEntry(head, signer, { at, kind, body })
  ledger.append(entry, kind === 'decision' ? ({ ...body, seq: entry.seq, keyId: entry.keyId } as Decision) : null)
  first ??= entry
  head = entry
  tree.add(leafHash(leafText(entry)))
  if (entry.seq % checkpointEvery !== 0) return
  const note = writeCheckpoint({ origin: originOf(first ?? entry), size: tree.size(), root: tree.root() }, signer)
  ledger.keepCheckpoint({ size: tree.size(), at, note, frontier: Buffer.concat(tree.frontier()) })
}
