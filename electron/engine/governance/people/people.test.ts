import { expect, it } from 'vitest'
import { decide } from '../decide.ts'
import { agreed, changed, keyFor, person, rule, secondKey, thirdKey, withTwoLeads } from '../keys/second-key-fixture.ts'
import { verifyStoredLedger } from '../ledger/verify-stored.ts'
import { type Workspace, withWorkspace } from '../workspace-fixture.ts'
import { changePeople, peopleSubject } from './change-people.ts'
import { peopleOf } from './people-of.ts'
import { projectPeople } from './project-people.ts'

const approval = { action: 'approve', reason: 'Fine.', until: null, conditions: null, policyId: null, owner: null } as const
const tried = (workspace: Workspace, id: string) => {
  const result = decide(workspace, { ...approval, agentIds: [id] })
  return result.ok ? 'decided' : result.failure.message
}

it('as long as nobody was added, whoever sits here decides', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'a' })
    expect(tried(workspace, 'a')).toBe('decided')
  }))

it('leads decide, delegates decide in their business units, auditors and strangers do not', () =>
  withWorkspace((workspace) => {
    for (const [id, businessUnit] of [
      ['a', 'Sales'],
      ['b', 'Finance'],
      ['c', null],
    ] as const)
      workspace.see({ id, businessUnit })
    changed(workspace, person('two', 'Lead Two'))
    changed(workspace, keyFor('two', secondKey))
    expect(tried(workspace, 'a')).toMatch(/belongs to nobody/)
    changed(workspace, person('one', 'Delegate One', 'delegate', ['Sales']))
    changed(workspace, keyFor('one', workspace.signer, 'this-device'))
    expect(['a', 'b', 'c'].map((id) => tried(workspace, id))).toEqual([
      'decided',
      'Delegate One decides for Sales only.',
      'Delegate One decides for Sales only.',
    ])
    changed(workspace, person('one', 'Auditor One', 'auditor'))
    expect(tried(workspace, 'a')).toMatch(/auditors read/)
    changed(workspace, { kind: 'person-retired', body: { personId: 'one' } })
    expect(tried(workspace, 'a')).toMatch(/belongs to nobody/)
    expect(verifyStoredLedger(workspace.store.ledger).ok).toBe(true)
  }))

it('a key stays whose it was first, must be a key, and must live where it is said to live', () =>
  withWorkspace((workspace) => {
    changed(workspace, person('one', 'One'))
    changed(workspace, keyFor('one', secondKey))
    const refused = (change: Parameters<typeof changePeople>[1]) => {
      const result = changePeople(workspace, change)
      return result.ok ? 'taken' : result.failure.message
    }
    changed(workspace, person('two', 'Two'))
    expect(refused(keyFor('two', secondKey))).toMatch(/given to somebody before/)
    expect(refused(keyFor('two', { ...thirdKey, publicKey: 'AAAA' }))).toMatch(/no Ed25519/)
    expect(refused(keyFor('two', { ...thirdKey, keyId: secondKey.keyId.replace(/./g, '0') }))).toMatch(/no Ed25519/)
    expect(refused(keyFor('two', thirdKey, 'this-device'))).toMatch(/not the key of this device/)
    expect(refused(keyFor('two', workspace.signer, 'hardware'))).toMatch(/is the key of this device/)
    expect(refused(keyFor('nobody', thirdKey))).toMatch(/no such person/)
  }))

it('two keys cannot be asked for before two people have one, and once they are, no one changes people alone', () =>
  withWorkspace((workspace) => {
    const early = changePeople(workspace, rule({ revoke: true }))
    expect(early.ok ? '' : early.failure.message).toMatch(/once two people have one/)
    withTwoLeads(workspace, { revoke: true })
    for (const change of [
      person('three', 'Made up'),
      rule({}),
      keyFor('two', thirdKey),
      { kind: 'person-retired', body: { personId: 'two' } } as const,
    ]) {
      const alone = changePeople(workspace, change)
      expect(alone.ok ? change.kind : alone.failure.code).toBe('permission-missing')
    }
    const change = rule({})
    expect(agreed(workspace, peopleSubject(peopleOf(workspace.store), change)).ok).toBe(true)
    expect(changed(workspace, change).rule.revoke).toBe(false)
  }))

it('entries that make no sense change nothing', () => {
  const entry = (kind: string, body: unknown) => ({
    seq: 1,
    at: '2026-01-01T00:00:00.000Z',
    kind,
    body: JSON.stringify(body),
    previousHash: '',
    hash: '',
    keyId: '',
    signature: '',
  })
  const odd = [null, 7, {}, { personId: 7 }, { personId: '__proto__', name: 'x', role: 'king', businessUnits: [] }]
  const kinds = ['person-added', 'person-retired', 'person-key-added', 'person-key-retired', 'two-key-rule', 'constructor']
  const before = projectPeople([])
  expect(projectPeople(kinds.flatMap((kind) => odd.map((body) => entry(kind, body))))).toEqual(before)
})
