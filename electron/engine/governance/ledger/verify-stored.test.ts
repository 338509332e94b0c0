import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFile } from '../../store/open.ts'
import { openStore } from '../../store/open-store.ts'
import type { Store } from '../../store/store.ts'
import { appendEntry } from './entries.ts'
import { signerFrom } from './sign.ts'
import { verifyStoredLedger, verifyWorkspace } from './verify-stored.ts'

const at = '2026-11-22T09:30:00.000Z'
const signer = signerFrom(new Uint8Array(32).fill(7))
/** Long enough that threads check it, in two parts. */
const count = 20_600

/** What somebody with the file does to it, in SQL, and the first entry that shows it. */
const damages: readonly (readonly [string, number])[] = [
  [`UPDATE ledger SET body = '{"count":1}' WHERE seq = 20550`, 20_550],
  [`UPDATE ledger SET signature = (SELECT signature FROM ledger WHERE seq = 5) WHERE seq = 20595`, 20_595],
  [`UPDATE ledger SET signature = (SELECT signature FROM ledger WHERE seq = 5) WHERE seq = 40`, 1_024],
  ['DELETE FROM ledger WHERE seq = 16384', 16_384],
  ['DELETE FROM ledger WHERE seq = 16385', 16_385],
  ['DELETE FROM ledger WHERE seq > 20400', 20_401],
  [`UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE size = 1024) WHERE size = 2048`, 2_048],
  [`INSERT INTO decision (seq, agent_id, action, at) VALUES (20600, 'a', 'approve', '${at}')`, 20_600],
]

test('threads find in a long ledger what one look at all of it finds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-threads-'))
  const opened = openStore(join(folder, 'workspace.db'))
  if (!opened.ok) throw new Error(opened.failure.message)
  const store = opened.value
  try {
    write(store)
    expect(await verifyWorkspace(store)).toMatchObject({ ok: true, entries: count, vouched: 20 * 1_024 })
    expect(await verifyWorkspace(store)).toEqual(verifyStoredLedger(store.ledger))
    const file = openFile(store.path, 2_000)
    for (const name of ['ledger_is_kept', 'ledger_is_fixed', 'checkpoint_is_fixed']) file.script(`DROP TRIGGER ${name}`)
    file.script('PRAGMA foreign_keys = OFF')
    for (const [sql, seq] of damages) {
      const verdicts: unknown[] = []
      // Threads look into the file as it was committed, so each damage is, and is put back from a copy of the rows.
      file.script('CREATE TEMP TABLE was AS SELECT * FROM ledger WHERE seq > 16000 OR seq = 40')
      file.script('CREATE TEMP TABLE noted AS SELECT * FROM checkpoint WHERE size = 2048')
      file.script(sql)
      verdicts.push(await verifyWorkspace(store), verifyStoredLedger(store.ledger))
      file.script('DELETE FROM decision; INSERT OR REPLACE INTO ledger SELECT * FROM was; DROP TABLE was')
      file.script('INSERT OR REPLACE INTO checkpoint SELECT * FROM noted; DROP TABLE noted')
      expect(verdicts[0], sql).toMatchObject({ ok: false, firstBad: seq })
      expect(verdicts[0]).toEqual(verdicts[1])
    }
    file.close()
    expect(await verifyWorkspace(store)).toMatchObject({ ok: true, entries: count })
  } finally {
    store.close()
    rmSync(folder, { recursive: true })
  }
}, 300_000)

function write(store: Store): void {
  const { keyId, publicKey } = signer
  appendEntry(store.ledger, signer, { at, kind: 'workspace-opened', body: { actor: 'test', keyId, publicKey } })
  store.transaction(() => {
    while (store.ledger.count() < count)
      for (let more = 0; more < 1_000 && (store.ledger.head()?.seq ?? 0) < count; more += 1)
        appendEntry(store.ledger, signer, { at, kind: 'note', body: { more } })
  })
}
