import { expect, test } from 'vitest'
import { hostileCorpus } from '../../../../shared/base/hostile-corpus.ts'
import { type AgentAnswer, type AttestationAnswer, type AttestationRequest, neededWords } from '../../../../shared/domain/attestation.ts'
import { decide } from '../decide.ts'
import { verifyStoredLedger } from '../ledger/verify-stored.ts'
import { queueOf } from '../queue.ts'
import { type Workspace, withWorkspace } from '../workspace-fixture.ts'
import { drawRequests, recordRequests } from './ask-owners.ts'
import { attestationForm, fileNameOf } from './form.ts'
import { askedOf } from './standing.ts'
import { takeAnswer } from './take-answer.ts'

const question = { owner: null, note: null, dueDays: 14 }

function askAbout(workspace: Workspace, ...agentIds: readonly string[]): AttestationRequest {
  const { requests } = drawRequests(workspace, 'Sample', { ...question, agentIds })
  recordRequests(workspace, requests)
  const [request] = requests
  if (request === undefined) throw new Error('nobody was asked')
  return request
}

const answered = (workspace: Workspace, request: AttestationRequest, changes: Partial<AgentAnswer & { by: string; at: string }> = {}) => {
  const { by = 'Owner One', at = workspace.now(), ...said } = changes
  const answer: AttestationAnswer = {
    format: 'rollcall-attestation-answer/1',
    request,
    by,
    answeredAt: at,
    answers: request.agents.map(({ agentId }) => ({
      agentId,
      needed: 'yes',
      purpose: 'Answers mail.',
      data: '',
      deputy: 'Deputy',
      ...said,
    })),
  }
  return answer
}

const refusal = (workspace: Workspace, answer: unknown) => {
  const before = workspace.store.ledger.count()
  const taken = takeAnswer(workspace, typeof answer === 'string' ? answer : JSON.stringify(answer))
  if (!taken.ok) expect(workspace.store.ledger.count()).toBe(before)
  return taken.ok ? 'taken' : taken.failure.message
}

test('an answer stands in the ledger as what somebody said, and decides nothing', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'agent-1' })
    const request = askAbout(workspace, 'agent-1')
    workspace.advance(1)
    const taken = takeAnswer(workspace, JSON.stringify(answered(workspace, request)))
    expect(taken.ok && taken.value[0]).toMatchObject({
      agentId: 'agent-1',
      needed: 'yes',
      purpose: 'Answers mail.',
      data: null,
      deputy: 'Deputy',
    })
    expect(workspace.store.ledger.ofKinds(['attestation-asked', 'attestation-given'])).toHaveLength(2)
    expect(workspace.store.ledger.decisionsOf('agent-1')).toEqual([])
    expect(workspace.standing('agent-1').status).toBe('discovered')
    expect(askedOf(workspace.store, 'agent-1', workspace.now())).toMatchObject([{ state: 'answered', answer: { by: 'Owner One' } }])
    expect(verifyStoredLedger(workspace.store.ledger).ok).toBe(true)
  }))

test('what nobody answers is overdue after its day, and runs out later', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'agent-1' })
    const request = askAbout(workspace, 'agent-1')
    const state = () => askedOf(workspace.store, null, workspace.now())[0]?.state
    expect(state()).toBe('asked')
    workspace.advance(15)
    expect(state()).toBe('overdue')
    workspace.advance(60)
    expect(state()).toBe('expired')
    expect(refusal(workspace, answered(workspace, request))).toContain('run out')
  }))

test('an answer that is not one to this question is refused, and nothing is written', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'agent-1' })
    const request = askAbout(workspace, 'agent-1')
    const good = answered(workspace, request)
    const [first] = request.agents
    if (first === undefined) throw new Error('no agent')
    const refused: readonly (readonly [unknown, string])[] = [
      ['<html>', 'not JSON'],
      [request, 'the question, not its answer'],
      [{ ...good, request: { ...request, workspace: 'rollcall/ledger/other' } }, 'another workspace'],
      [{ ...good, request: { ...request, id: 'other' } }, 'never asked'],
      [{ ...good, request: { ...request, agents: [{ ...first, name: 'Another' }] } }, 'changed on the way'],
      [{ ...good, request: { ...request, dueAt: '2027-12-01T00:00:00.000Z' } }, 'changed on the way'],
      [{ ...good, request: { ...request, signature: 'AAAA' } }, 'not signed'],
      [{ ...good, answeredAt: '2026-11-01T00:00:00.000Z' }, 'time of this answer'],
      [{ ...good, answeredAt: '2026-12-01T00:00:00.000Z' }, 'time of this answer'],
      [{ ...good, answers: [] }, 'no answer of an owner'],
      [{ ...good, answers: [...good.answers, ...good.answers] }, 'once of each agent'],
      [{ ...good, answers: good.answers.map((one) => ({ ...one, agentId: 'agent-2' })) }, 'once of each agent'],
      [{ ...good, by: ' ' }, 'no answer of an owner'],
      [{ ...good, more: 1 }, 'no answer of an owner'],
      [{ ...good, answers: good.answers.map((one) => ({ ...one, purpose: 'x'.repeat(2_001) })) }, 'no answer of an owner'],
      ['['.repeat(500_000), 'not JSON'],
    ]
    for (const [answer, words] of refused) expect([words, refusal(workspace, answer)]).toEqual([words, expect.stringContaining(words)])
    expect(refusal(workspace, 'null')).toContain('no answer')
    expect(takeAnswer(workspace, JSON.stringify(good)).ok).toBe(true)
    expect(refusal(workspace, good)).toContain('taken in before')
  }))

test('the newest answer counts, in whatever order they come', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'agent-1' })
    const request = askAbout(workspace, 'agent-1')
    const older = answered(workspace, request)
    workspace.advance(1)
    const newer = answered(workspace, request, { needed: 'no' })
    expect(takeAnswer(workspace, JSON.stringify(newer)).ok).toBe(true)
    expect(refusal(workspace, older)).toContain('newer answer')
    expect(workspace.store.attestations.latest('agent-1')?.needed).toBe('no')
  }))

test.each(neededWords.filter((one) => one !== 'yes'))('an owner who says “%s” brings an approved agent to the front of triage', (needed) =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'agent-1' })
    workspace.see({ id: 'agent-2', name: 'Other' })
    const content = { reason: 'Fits.', until: null, conditions: null, policyId: null, owner: null }
    expect(decide(workspace, { ...content, agentIds: ['agent-1'], action: 'approve' }).ok).toBe(true)
    const queue = () => queueOf(workspace.store, { now: workspace.now(), newSince: null, limit: 10 })
    expect(queue().items.map(({ row }) => row.id)).toEqual(['agent-2'])
    const request = askAbout(workspace, 'agent-1')
    expect(takeAnswer(workspace, JSON.stringify(answered(workspace, request, { needed }))).ok).toBe(true)
    expect(queue()).toMatchObject({ total: 2, items: [{ row: { id: 'agent-1', status: 'approved' } }, { row: { id: 'agent-2' } }] })
    expect(decide(workspace, { ...content, agentIds: ['agent-1'], action: 'reject' }).ok).toBe(true)
    expect(
      queue()
        .items.map(({ why }) => why)
        .filter((why) => why.includes('was asked')),
    ).toEqual([])
  }),
)

test('the form holds every hostile text as text, whole in its JSON, and allows one script and one style only', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'agent-1' })
    const asked = askAbout(workspace, 'agent-1')
    const [agent] = asked.agents
    if (agent === undefined) throw new Error('no agent')
    for (const text of [...hostileCorpus, '</script><script>alert(1)</script>', '<!--']) {
      const agents = [{ ...agent, name: text, platform: text, where: text, purpose: text, can: [text] }]
      const request = { ...asked, organisation: text, owner: text, note: text, agents }
      const form = attestationForm(request)
      expect(form.match(/<script|<[/]script|<!--|<img|<svg|<iframe/gi)).toEqual(['<script', '</script', '<script', '</script'])
      const embedded = /<script type="application[/]json" id="request">([\s\S]*?)<[/]script>/.exec(form)?.[1] ?? ''
      expect(JSON.parse(embedded)).toEqual(JSON.parse(JSON.stringify(request)))
      expect(fileNameOf(request, 'answer')).toMatch(/^answer-[a-z0-9-]+[.]json$/)
    }
  }))

test('one question for each owner; whom nobody can be asked about is left, with the reason', () =>
  withWorkspace((workspace) => {
    const owner = (name: string | null) => ({
      state: name === null ? ('none' as const) : ('known' as const),
      name,
      people: [],
      declared: false,
    })
    workspace.see({ id: 'a', owner: owner('One') })
    workspace.see({ id: 'b', owner: owner('Two') })
    workspace.see({ id: 'c', owner: owner('One') })
    workspace.see({ id: 'd', owner: owner(null) })
    const { requests, left } = drawRequests(workspace, 'Sample', { ...question, agentIds: ['a', 'b', 'c', 'd', 'e'] })
    expect(requests.map((one) => [one.owner, one.agents.length])).toEqual([
      ['One', 2],
      ['Two', 1],
    ])
    expect(left.map(({ agentId }) => agentId)).toEqual(['d', 'e'])
  }))
