import { describe, expect, it } from 'vitest'
import type { KeyHome, Role } from '../../../shared/domain/people.ts'
import { allowedBy, inOrder, secondKeys, standingOf } from './model.ts'

const none = { revoke: false, acceptCritical: false, weakenPolicy: false, batchCap: 25 }
const person = (id: string, role: Role = 'lead', retiredAt: string | null = null) => ({
  id,
  name: id,
  role,
  businessUnits: [],
  addedAt: '',
  retiredAt,
})
const key = (personId: string, home: KeyHome, retiredAt: string | null = null) => ({
  keyId: `${personId} ${home}`,
  publicKey: '',
  personId,
  home,
  label: '',
  addedAt: '',
  retiredAt,
})

describe('who can be the second key', () => {
  it('is another active lead with an active key elsewhere', () => {
    const people = [
      person('me'),
      person('two'),
      person('auditor', 'auditor'),
      person('left', 'lead', 'x'),
      person('keyless'),
      person('here'),
    ]
    const keys = [
      key('me', 'other-device'),
      key('two', 'hardware'),
      key('auditor', 'other-device'),
      key('left', 'other-device'),
      key('keyless', 'other-device', 'x'),
      key('here', 'this-device'),
    ]
    expect(secondKeys({ people, keys, me: 'me' }).map(({ id }) => id)).toEqual(['two'])
  })
})

describe('how it stands', () => {
  it.each([
    [{ people: [], keys: [], rule: none, me: null }, /alone/],
    [{ people: [person('me')], keys: [], rule: none, me: null }, /belongs to nobody/],
    [{ people: [person('me')], keys: [], rule: none, me: 'me' }, /need another lead/],
    [{ people: [person('me'), person('two')], keys: [key('two', 'hardware')], rule: none, me: 'me' }, /can be asked for below/],
    [{ people: [person('me'), person('two')], keys: [key('two', 'hardware')], rule: { ...none, revoke: true }, me: 'me' }, /two can be/],
    [{ people: [person('me')], keys: [], rule: { ...none, revoke: true }, me: 'me' }, /nobody is left/],
  ])('%#', (list, words) => {
    expect(standingOf(list)).toMatch(words)
  })

  it('names those who left last', () => {
    expect(inOrder([person('a', 'lead', 'x'), person('c'), person('b')]).map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  })
})

describe('what a signed request allows', () => {
  const request = { format: 'rollcall-approval-request/1', id: '1', hash: '', createdAt: '', expiresAt: '', signature: '' } as const
  const requestedBy = { personId: 'me', name: 'me', keyId: '' }

  it('is the decision as it was asked', () => {
    const subject = {
      kind: 'accept-risk',
      action: 'accept-risk',
      agents: [{ agentId: 'a', agentName: 'A', factsHash: '' }],
      until: '2027-01-31T23:59:59.999Z',
      conditions: null,
      policyId: null,
      reason: 'Needed.',
    } as const
    expect(allowedBy({ ...request, requestedBy, subject })).toMatchObject({
      kind: 'decide',
      args: { agentIds: ['a'], action: 'accept-risk', until: '2027-01-31T23:59:59.999Z', reason: 'Needed.' },
    })
  })

  it('is the word on a conflict as it was asked', () => {
    const said = [{ manifest: 'm', organisation: 'Finance', origin: 'o', agentId: 'a', value: 'approved', factsHash: '' }]
    const conflict = { id: 'c', name: 'Helper', field: 'status', said } as const
    const subject = { kind: 'conflict', conflict, stands: { kind: 'statement', manifest: 'm', agentId: 'a' }, reason: 'Needed.' } as const
    expect(allowedBy({ ...request, requestedBy, subject })).toEqual({
      kind: 'resolve',
      args: { resolution: { kind: 'statement', conflict: 'c', manifest: 'm', agentId: 'a' }, reason: 'Needed.' },
    })
  })

  it('is the change as it would be written', () => {
    const subject = { kind: 'people', says: [], entryKind: 'person-retired', entryBody: '{"personId":"two"}' } as const
    expect(allowedBy({ ...request, requestedBy, subject })).toEqual({
      kind: 'change',
      args: { change: { kind: 'person-retired', body: { personId: 'two' } } },
    })
  })
})
