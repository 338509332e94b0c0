import { describe, expect, it } from 'vitest'
import type { Approval, ApprovalRequest, ApprovalSubject } from '../../../../shared/domain/approval.ts'
import { type DecideInput, decide, subjectOfDecision } from '../decide.ts'
import { signerFrom } from '../ledger/sign.ts'
import { changePeople, peopleSubject } from '../people/change-people.ts'
import { peopleOf } from '../people/people-of.ts'
import { type Workspace, withWorkspace } from '../workspace-fixture.ts'
import { answer, readRequest } from './answer.ts'
import { askedOf } from './asked.ts'
import { requestApproval } from './request-approval.ts'
import {
  agreed,
  approve,
  approveBySsh,
  changed,
  criticalAgent,
  got,
  keyFor,
  person,
  rule,
  secondKey,
  thirdKey,
  withTwoLeads,
} from './second-key-fixture.ts'
import { answerText } from './signed-text.ts'
import { sshKeyForTest } from './ssh-key-for-test.ts'
import { sha256 } from './subject.ts'
import { takeAnswer } from './take-answer.ts'

const subject: ApprovalSubject = { kind: 'policy', policyId: 'p', title: 'P', before: 'a', after: 'b', says: ['Weaker.'] }
const asked = (workspace: Workspace): ApprovalRequest => got(requestApproval(workspace, subject))
const refusal = (workspace: Workspace, approval: unknown) => {
  const taken = takeAnswer(workspace, typeof approval === 'string' ? approval : JSON.stringify(approval))
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
    ['the requester’s own key', /cannot answer/, (request, { ports, signer }) => approve(request, signer, ports.clock())],
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
  return { ...unsigned, signature: secondKey.sign(sha256(answerText(unsigned))) }
}

const accepting = (more: Partial<DecideInput> = {}): DecideInput => ({
  agentIds: ['a'],
  action: 'accept-risk',
  reason: 'Needed.',
  until: '2027-01-31',
  conditions: null,
  policyId: null,
  owner: null,
  ...more,
})

describe('letting an agent of critical risk go on', () => {
  const withCritical = (work: (workspace: Workspace) => void) =>
    withWorkspace((workspace) => {
      withTwoLeads(workspace, { acceptCritical: true })
      workspace.see(criticalAgent as never)
      expect(workspace.store.agents.row('a')?.band).toBe('critical')
      work(workspace)
    })
  const outcome = (workspace: Workspace, input: DecideInput) => {
    const taken = decide(workspace, input)
    return taken.ok ? 'taken' : taken.failure.message
  }

  it.each<[DecideInput['action'], Partial<DecideInput>]>([
    ['accept-risk', {}],
    ['approve', {}],
    ['policy', { policyId: 'read-only-assistant' }],
    ['not-ai', { until: null }],
  ])('takes a second key to %s', (action, more) =>
    withCritical((workspace) => expect(outcome(workspace, accepting({ action, ...more }))).toMatch(/second key/)),
  )

  it.each<[string, Partial<DecideInput>]>([
    ['another end', { until: '2027-02-28' }],
    ['other conditions', { conditions: 'Only on Mondays.' }],
    ['another reason', { reason: 'Because.' }],
    ['another decision', { action: 'approve' }],
  ])('agrees to exactly what was asked, not to %s', (_, more) =>
    withCritical((workspace) => {
      expect(agreed(workspace, got(subjectOfDecision(workspace, accepting()))).ok).toBe(true)
      expect(outcome(workspace, accepting(more))).toMatch(/agreed to other/)
      expect(outcome(workspace, accepting())).toBe('taken')
    }),
  )

  it('counts once', () =>
    withCritical((workspace) => {
      agreed(workspace, got(subjectOfDecision(workspace, accepting())))
      expect(outcome(workspace, accepting())).toBe('taken')
      expect(askedOf(workspace)[0]?.state).toBe('used')
      // Looking into it lowers the risk and not the danger: it is no way around.
      expect(outcome(workspace, accepting({ action: 'review', until: null }))).toBe('taken')
      expect(workspace.store.agents.row('a')?.band).toBe('high')
      expect(outcome(workspace, accepting())).toMatch(/done already/)
    }))

  it('is over when the facts have changed since', () =>
    withCritical((workspace) => {
      agreed(workspace, got(subjectOfDecision(workspace, accepting())))
      workspace.see({ ...criticalAgent, exposure: 'guest' } as never)
      expect(outcome(workspace, accepting())).toMatch(/agreed to other/)
    }))

  it('asks nobody where one key is enough', () =>
    withCritical((workspace) => {
      const asked = subjectOfDecision(workspace, accepting({ action: 'review', until: null }))
      expect(asked.ok ? '' : asked.failure.message).toMatch(/takes one key/)
    }))
})

describe('how a request stands', () => {
  const stateOf = (workspace: Workspace) => askedOf(workspace)[0]

  it('is open, then signed, then open again when the answer has run out, then expired', () =>
    withWorkspace((workspace) => {
      withTwoLeads(workspace, {})
      const request = asked(workspace)
      expect(stateOf(workspace)).toMatchObject({ state: 'open', by: [], until: request.expiresAt })
      takeAnswer(workspace, JSON.stringify(approve(request, secondKey, workspace.ports.clock())))
      expect(stateOf(workspace)).toMatchObject({ state: 'signed', by: ['Lead Two'] })
      workspace.advance(2)
      expect(stateOf(workspace)?.state).toBe('open')
      workspace.advance(6)
      expect(stateOf(workspace)?.state).toBe('expired')
    }))

  it('is refused with the reason, and whoever agreed before does not count any more', () =>
    withWorkspace((workspace) => {
      withTwoLeads(workspace, { revoke: true })
      const change = person('three', 'Three')
      const request = got(requestApproval(workspace, peopleSubject(peopleOf(workspace.store), change)))
      const say = (agrees: boolean) =>
        takeAnswer(
          workspace,
          JSON.stringify(
            answer(request, agrees ? { agrees } : { agrees: false, reason: ' Not them. ' }, secondKey, workspace.ports.clock()),
          ),
        )
      expect([say(true).ok, say(false).ok]).toEqual([true, true])
      expect(stateOf(workspace)).toMatchObject({ state: 'refused', by: ['Lead Two'], refusedBecause: 'Not them.' })
      expect(changePeople(workspace, change).ok).toBe(false)
    }))

  it('a change of people is agreed to once: switching the rule off again takes another answer', () =>
    withWorkspace((workspace) => {
      withTwoLeads(workspace, { revoke: true })
      const off = rule({})
      agreed(workspace, peopleSubject(peopleOf(workspace.store), off))
      changed(workspace, off)
      changed(workspace, rule({ revoke: true }))
      const again = changePeople(workspace, off)
      expect(again.ok ? '' : again.failure.message).toMatch(/done already/)
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
