import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { appendEntry } from '../../electron/engine/governance/ledger/entries.ts'
import { signerFrom } from '../../electron/engine/governance/ledger/sign.ts'
import { openStore } from '../../electron/engine/store/open-store.ts'
import { bundleProcess, processes } from '../bundle.mjs'
import { builderConfig } from '../electron-builder.mjs'
import { root } from '../setup/root.mjs'

const runtime = { kind: 'official', version: '1', dist: '', executable: '', why: '' } as const

test('whatever is started from a file stands outside the archive of a package', () => {
  const { asarUnpack } = builderConfig({ flavour: 'release', runtime, outDir: '' })
  for (const name of Object.keys(processes).filter((one) => one !== 'main' && one !== 'preload'))
    expect(asarUnpack).toContain(`dist/${name}.cjs`)
})

test('the thread that checks long ledgers starts from its bundle, and answers for a part of a real file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-thread-'))
  try {
    await bundleProcess({ name: 'ledger', entry: processes.ledger, outDir: folder, flavour: 'release' })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir')
    writeFileSync(join(folder, 'package.json'), '{}')
    const path = join(folder, 'workspace.db')
    const opened = openStore(path)
    if (!opened.ok) throw new Error(opened.failure.message)
    const signer = signerFrom(new Uint8Array(32).fill(7))
    const at = '2026-11-22T09:30:00.000Z'
    appendEntry(opened.value.ledger, signer, { at, kind: 'workspace-opened', body: { publicKey: signer.publicKey } })
    appendEntry(opened.value.ledger, signer, { at, kind: 'note', body: { says: 'An entry.' } })
    const thread = new Worker(join(folder, 'ledger.cjs'), { workerData: { path, schemaVersion: opened.value.schemaVersion } })
    try {
      const part = await new Promise((settle, refuse) => {
        thread.once('error', refuse)
        thread.once('message', settle)
        thread.postMessage({ seq: 1, most: 2, keys: [], takesKeys: true, vouched: new Map(), marks: [] })
      })
      expect(part).toMatchObject({ lastHash: opened.value.ledger.head()?.hash, fault: null, unsigned: null, differs: null })
    } finally {
      await thread.terminate()
      opened.value.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
