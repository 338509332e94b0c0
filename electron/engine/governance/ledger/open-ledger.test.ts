import { expect, test } from 'vitest'
import { openFile } from '../../store/open.ts'
import { decide } from '../decide.ts'
import { fixturePorts, memorySecrets, withWorkspace } from '../workspace-fixture.ts'
import { allEntries, appendEntry } from './entries.ts'
import { checkpointEvery, keepCheckpoint } from './keep-checkpoint.ts'
import { openLedger } from './open-ledger.ts'
import { signingKeyId, signingKeyName } from './signing-key.ts'
import { verifyStoredLedger } from './verify-stored.ts'

const approval = { action: 'approve', reason: 'It fits.', until: null, conditions: null, policyId: null, owner: null } as const

test('a new ledger begins with its public key, and opening it again writes nothing', () =>
  withWorkspace(async ({ store, ports, secrets, signer }) => {
    const again = await openLedger(store, fixturePorts(ports.clock, secrets))
    expect(again.ok && again.value.signer.keyId).toBe(signer.keyId)
    expect([...allEntries(store.ledger)].map((entry) => entry.kind)).toEqual(['workspace-opened'])
    expect(await signingKeyId({ ports: { secrets } })).toBe(signer.keyId)
  }))

test('a lost key is replaced in sight of every reader', () =>
  withWorkspace(async ({ store, ports, secrets }) => {
    await secrets.remove(signingKeyName)
    const other = fixturePorts(ports.clock, secrets)
    other.random(1)
    await openLedger(store, other)
    expect([...allEntries(store.ledger)].map((entry) => entry.kind)).toEqual(['workspace-opened', 'key-added'])
    const verification = verifyStoredLedger(store.ledger)
    expect(verification).toMatchObject({ ok: true, entries: 2 })
    expect(verification.keys).toHaveLength(2)
    expect(verification.cannotProve.join(' ')).toContain('a later key')
  }))

test('a key that cannot be read is said, and nothing is written', () =>
  withWorkspace(async ({ store, ports }) => {
    const damagedSecrets = memorySecrets(new Map([[signingKeyName, 'not a key']]))
    const opened = await openLedger(store, fixturePorts(ports.clock, damagedSecrets))
    expect(opened.ok ? null : opened.failure.code).toBe('secrets-unavailable')
    expect(store.ledger.count()).toBe(1)
  }))

test('a decision that is filed otherwise than it was signed is found', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'agent-1' })
    decide(workspace, { ...approval, agentIds: ['agent-1'] })
    const { ledger, path } = workspace.store
    const file = openFile(path, 2_000)
    const changes: readonly (readonly [string, string])[] = [
      ["SET action = 'reject'", 'another one'],
      ["SET agent_id = 'agent-2'", 'another agent'],
      ["SET at = '2020-01-01T00:00:00.000Z'", 'of its moment'],
    ]
    for (const [change, problem] of changes) {
      expect(verifyStoredLedger(ledger)).toMatchObject({ ok: true })
      file.script('CREATE TEMP TABLE was AS SELECT * FROM decision')
      file.script(`UPDATE decision ${change}`)
      expect(verifyStoredLedger(ledger)).toMatchObject({ ok: false, firstBad: 2, problem: expect.stringContaining(problem) })
      file.script('INSERT OR REPLACE INTO decision SELECT * FROM was; DROP TABLE was')
    }
    file.script('DROP TRIGGER ledger_is_fixed; CREATE TEMP TABLE signed AS SELECT body FROM ledger WHERE seq = 2')
    for (const body of ['no JSON', 'null', '[]', '{"action":"approve"}']) {
      file.run('UPDATE ledger SET body = ? WHERE seq = 2', body)
      expect(verifyStoredLedger(ledger), body).toMatchObject({ ok: false, firstBad: 2 })
    }
    file.script('UPDATE ledger SET body = (SELECT body FROM signed) WHERE seq = 2')
    expect(verifyStoredLedger(ledger)).toMatchObject({ ok: true })
    file.script('DELETE FROM decision')
    expect(verifyStoredLedger(ledger)).toMatchObject({ ok: false, firstBad: 2, problem: expect.stringContaining('not filed') })
    file.script("INSERT INTO decision VALUES (2, 'agent-1', 'approve', (SELECT at FROM ledger WHERE seq = 2))")
    file.close()
    expect(verifyStoredLedger({ ...ledger, decisionCount: () => 2, strayDecision: () => 9 }).problem).toContain('never signed')
    const facts = () => [...ledger.allFacts()].map((one) => ({ ...one, canonical: `${one.canonical} ` }))
    expect(verifyStoredLedger({ ...ledger, allFacts: facts })).toMatchObject({ ok: false, firstBad: 2 })
  }))

test('the tree is signed as the ledger grows, and nothing that somebody changed in the file is signed along', () =>
  withWorkspace(({ store, signer }) => {
    const { ledger } = store
    const at = '2026-11-22T09:30:00.000Z'
    store.transaction(() => {
      while (ledger.count() < 2 * checkpointEvery + 3) appendEntry(ledger, signer, { at, kind: 'note', body: { count: ledger.count() } })
    })
    expect(ledger.checkpoints().map((one) => one.size)).toEqual([checkpointEvery, 2 * checkpointEvery])
    expect(verifyStoredLedger(ledger)).toMatchObject({ ok: true, vouched: 0, tree: { size: 2 * checkpointEvery + 3 } })
    const note = keepCheckpoint(ledger, signer, at)
    expect(note).toContain(`\n${2 * checkpointEvery + 3}\n`)
    expect(keepCheckpoint(ledger, signer, at)).toBe(note)
    expect(verifyStoredLedger(ledger, { outside: note })).toMatchObject({ ok: true })
    appendEntry(ledger, signer, { at, kind: 'note', body: {} })
    const changed: typeof ledger = {
      ...ledger,
      entries: (from, limit) =>
        ledger.entries(from, limit).map((one) => ({ ...one, body: one.seq > 2 * checkpointEvery + 3 ? '{"a":1}' : one.body })),
    }
    expect(keepCheckpoint(changed, signer, at)).toBeNull()
    const frontier = { ...ledger, lastCheckpoint: () => ({ size: checkpointEvery, at, note: note ?? '', frontier: Buffer.alloc(32) }) }
    expect(keepCheckpoint(frontier, signer, at)).toContain(`\n${2 * checkpointEvery + 4}\n`)
  }))
