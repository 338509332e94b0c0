import { describe, expect, it } from 'vitest'
import type { Approval, ApprovalRequest, ApprovalSubject } from '../../../../shared/domain/approval.ts'
import { acceptRiskSubject, decide } from '../decide.ts'
import { signerFrom } from '../ledger/sign.ts'
import { changePeople, peopleSubject } from '../people/change-people.ts'
import { peopleOf } from '../people/people-of.ts'
import { type Workspace, withWorkspace } from '../workspace-fixture.ts'
import { approve, approveBySsh, readRequest } from './answer.ts'
import { requestApproval } from './request-approval.ts'
import { agreed, changed, got, keyFor, person, secondKey, thirdKey, withTwoLeads } from './second-key-fixture.ts'
import { approvalText } from './signed-text.ts'
import { sshKeyForTest } from './ssh-key-for-test.ts'
import { sha256 } from './subject.ts'
import { takeApproval } from './take-approval.ts'

const subject: ApprovalSubject = { kind: 'policy', policyId: 'p', title: 'P', before: 'a', after: 'b', says: ['Weaker.'] }
const asked = (workspace: Workspace): ApprovalRequest => got(requestApproval(workspace, subject))
const refusal = (workspace: Workspace, approval: unknown) => {
  const taken = takeApproval(workspace, typeof approval === 'string' ? approval : JSON.stringify(approval))
  return taken.ok ? 'taken' : taken.failure.message
}

describe('the request, on the other device', () => {
  it('is read with the requester’s key, and says what it is about', () =>
    withWorkspace((workspace) => {
      withTwoLeads(workspace, {})
      const read = got(readRequest(JSON.stringify(asked(workspace)), workspace.signer.publicKey, workspace.ports.clock()))
      expect(read).toMatchObject({ vouched: true, request: { subject } })
    }))

  it.each<[string, (request: ApprovalRequest) => unknown]>([
    ['other words under the same hash', (request) => ({ ...request, subject: { ...subject, says: ['Harmless.'] } })],
    ['another hash', (request) => ({ ...request, hash: '0'.repeat(64) })],
    ['another requester', (request) => ({ ...request, requestedBy: { ...request.requestedBy, name: 'Somebody else' } })],
    ['a longer life', (request) => ({ ...request, expiresAt: '2099-01-01T00:00:00.000Z' })],
    ['an end in the past', (request) => ({ ...request, expiresAt: '2020-01-01T00:00:00.000Z' })],
    ['no subject', ({ subject: _, ...request }) => request],
    ['a list', () => []],
    ['a number', () => 7],
  ])('is refused with %s', (_, change) =>
    withWorkspace((workspace) => {
      withTwoLeads(workspace, {})
      const read = readRequest(JSON.stringify(change(asked(workspace))), workspace.signer.publicKey, workspace.ports.clock())
      expect(read.ok ? 'read' : read.failure.message).toMatch(/request/)
    }),
  )
})

describe('the answer, taken in', () => {
  it('counts when another lead’s enrolled key signed exactly what was asked', () =>
    withWorkspace((workspace) => {
      withTwoLeads(workspace, {})
      expect(refusal(workspace, approve(asked(workspace), secondKey, workspace.ports.clock()))).toBe('taken')
    }))

  it.each<[string, RegExp, (request: ApprovalRequest, workspace: Workspace) => unknown]>([
    [
      'a key nobody enrolled',
      /nobody who is known/,
      (request, { ports }) => approve(request, signerFrom(new Uint8Array(32).fill(9)), ports.clock()),
    ],
    ['the requester’s own key', /cannot agree/, (request, { ports, signer }) => approve(request, signer, ports.clock())],
    ['an auditor’s key', /only leads/, (request, { ports }) => approve(request, thirdKey, ports.clock())],
    [
      'a signature of something else',
      /signature/,
      (request, { ports }) => ({ ...approve(request, secondKey, ports.clock()), signature: secondKey.sign('0'.repeat(64)) }),
    ],
    [
      'another hash, well signed',
      /something else/,
      (request, { ports }) => approve({ ...request, hash: '0'.repeat(64) }, secondKey, ports.clock()),
    ],
    ['another request', /no such request/, (request, { ports }) => approve({ ...request, id: 'other' }, secondKey, ports.clock())],
    ['a date in the past', /does not count/, (request) => approve(request, secondKey, new Date('2026-01-01'))],
    ['a date in the future', /does not count/, (request) => approve(request, secondKey, new Date('2026-11-25'))],
    ['a life longer than a day, well signed', /does not count/, (request, { ports }) => longer(approve(request, secondKey, ports.clock()))],
    ['one more member', /no approval/, (request, { ports }) => ({ ...approve(request, secondKey, ports.clock()), more: 1 })],
    ['sense', /no approval/, () => '{"format":'],
  ])('is refused with %s', (_, words, answer) =>
    withWorkspace((workspace) => {
      withTwoLeads(workspace, {})
      changed(workspace, person('three', 'Auditor', 'auditor'))
      changed(workspace, keyFor('three', thirdKey))
      expect(refusal(workspace, answer(asked(workspace), workspace))).toMatch(words)
    }),
  )
})

function longer(approval: Approval): Approval {
  const unsigned = { ...approval, expiresAt: '2026-11-28T00:00:00.000Z' }
  return { ...unsigned, signature: secondKey.sign(sha256(approvalText(unsigned))) }
}

describe('accepting critical risk', () => {
  const until = '2027-01-31'
  const accept = (workspace: Workspace) =>
    decide(workspace, { agentIds: ['a'], action: 'accept-risk', reason: 'Needed.', until, conditions: null, policyId: null, owner: null })
  const critical = {
    id: 'a',
    exposure: 'public',
    autonomy: { floor: 'A5', ceiling: 'A5', because: 'test' },
    traits: ['private-data', 'untrusted-content', 'way-out'],
    capabilities: (['read', 'write', 'send', 'execute', 'pay'] as const).map((action) => ({
      action,
      resource: 'mail',
      sensitivity: 'restricted',
      reach: 'tenant',
      via: 'All',
      grantKey: null,
      used: null,
      call: null,
    })),
  } as const

  it('takes a second key for exactly this agent, on these facts, until then', () =>
    withWorkspace((workspace) => {
      withTwoLeads(workspace, { acceptCritical: true })
      workspace.see(critical as never)
      expect(workspace.store.agents.row('a')?.band).toBe('critical')
      const alone = accept(workspace)
      expect(alone.ok ? '' : alone.failure.message).toMatch(/second key/)
      const agent = workspace.agent('a')
      expect(agreed(workspace, acceptRiskSubject([agent], '2027-02-28T23:59:59.999Z')).ok).toBe(true)
      expect(accept(workspace).ok).toBe(false)
      expect(agreed(workspace, acceptRiskSubject([agent], `${until}T23:59:59.999Z`)).ok).toBe(true)
      expect(accept(workspace).ok).toBe(true)
    }))
})

it('a key that was retired after it agreed counts no longer', () =>
  withWorkspace((workspace) => {
    withTwoLeads(workspace, { revoke: true })
    const change = person('three', 'Three')
    const retire = { kind: 'person-key-retired', body: { keyId: secondKey.keyId } } as const
    const people = peopleOf(workspace.store)
    expect(agreed(workspace, peopleSubject(people, change)).ok).toBe(true)
    expect(agreed(workspace, peopleSubject(people, retire)).ok).toBe(true)
    changed(workspace, retire)
    const late = changePeople(workspace, change)
    expect(late.ok ? '' : late.failure.message).toMatch(/not active any more/)
  }))

it('a key that OpenSSH holds agrees as well, and its signature is of this text only', () =>
  withWorkspace((workspace) => {
    withTwoLeads(workspace, {})
    const ssh = sshKeyForTest()
    changed(workspace, keyFor('two', ssh, 'hardware'))
    const request = asked(workspace)
    const answer = approveBySsh(request, ssh.publicKey, workspace.ports.clock(), ssh.signText)
    expect(refusal(workspace, { ...answer, at: '2026-11-22T09:29:00.000Z' })).toMatch(/signature/)
    expect(refusal(workspace, { ...answer, scheme: 'ed25519' })).toMatch(/signature/)
    expect(refusal(workspace, answer)).toBe('taken')
  }))
