import { expect, test } from 'vitest'
import { decide } from '../decide.ts'
import { fixturePorts, memorySecrets, withWorkspace } from '../workspace-fixture.ts'
import { allEntries } from './entries.ts'
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

test('a decision that the product acts on but nobody signed is found', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'agent-1' })
    decide(workspace, { ...approval, agentIds: ['agent-1'] })
    const { ledger } = workspace.store
    expect(verifyStoredLedger(ledger).ok).toBe(true)
    const altered = { ...ledger, decisions: (limit: number) => ledger.decisions(limit).map((one) => ({ ...one, actor: 'somebody else' })) }
    expect(verifyStoredLedger(altered)).toMatchObject({ ok: false, firstBad: 2 })
    expect(verifyStoredLedger({ ...ledger, decisions: () => [] }).ok).toBe(false)
  }))
