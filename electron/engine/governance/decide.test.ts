import { expect, test } from 'vitest'
import { capabilityWith } from '../../../shared/domain/agent-fixture.ts'
import type { Decision } from '../../../shared/domain/decision.ts'
import { type DecideInput, decide } from './decide.ts'
import { type Workspace, withWorkspace } from './workspace-fixture.ts'

const input = (changes: Partial<DecideInput>): DecideInput => ({
  agentIds: ['agent-1'],
  action: 'approve',
  reason: 'It fits.',
  until: null,
  conditions: null,
  policyId: null,
  owner: null,
  ...changes,
})

const withAgent = (work: (workspace: Workspace) => void) =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'agent-1' })
    work(workspace)
  })

const refusal = (workspace: Workspace, changes: Partial<DecideInput>) => {
  const before = workspace.store.ledger.count()
  const result = decide(workspace, input(changes))
  expect(workspace.store.ledger.count()).toBe(before)
  return result.ok ? 'accepted' : `${result.failure.code}: ${result.failure.message}`
}

test('a decision is in the ledger, on the facts it was taken on, and in the inventory at once', () =>
  withAgent((workspace) => {
    const taken = decide(workspace, input({ until: '2027-03-31', conditions: 'Only for the help desk.' }))
    const [decision] = taken.ok ? taken.value : []
    expect(decision).toMatchObject({ action: 'approve', actor: 'lead', until: '2027-03-31T23:59:59.999Z', seq: 2 })
    expect(workspace.store.ledger.facts(decision?.factsHash ?? '')).toContain('"identity"')
    expect(workspace.store.agents.row('agent-1')).toMatchObject({ status: 'approved', statusUntil: '2027-03-31T23:59:59.999Z' })
  }))

test.each([
  [{ reason: '  ' }, 'A decision needs a reason.'],
  [{ action: 'accept-risk' }, 'needs a date'],
  [{ action: 'policy' }, 'needs a policy'],
  [{ action: 'policy', policyId: 'no-such' }, 'There is no such policy.'],
  [{ action: 'assign-owner' }, 'needs an owner'],
  [{ action: 'reject', until: '2027-01-01' }, 'does not take a date'],
  [{ until: '2020-01-01' }, 'in the past'],
  [{ until: '2027-02-30' }, 'cannot be read'],
  [{ until: 'soon' }, 'cannot be read'],
  [{ action: 'revoke' }, 'goes through a plan'],
  [{ agentIds: ['nobody'] }, 'not in the inventory'],
] as const)('%o is refused: %s', (changes, words) =>
  withAgent((workspace) => {
    expect(refusal(workspace, changes)).toContain(words)
  }),
)

test('all or none: one agent that cannot be approved keeps the others undecided', () =>
  withAgent((workspace) => {
    workspace.see({ id: 'agent-2', gone: true })
    expect(refusal(workspace, { agentIds: ['agent-1', 'agent-2'] })).toContain('This agent is gone')
    expect(workspace.standing('agent-1').status).toBe('discovered')
  }))

test('a failure while assessing takes the ledger entries back too', () =>
  withAgent((workspace) => {
    const failing = {
      ...workspace,
      assess: () => {
        throw new Error('a bug')
      },
    }
    expect(() => decide(failing, input({}))).toThrow('a bug')
    expect(workspace.store.ledger.count()).toBe(1)
  }))

test('the same agent twice in one decision is decided once', () =>
  withAgent((workspace) => {
    const taken = decide(workspace, input({ agentIds: ['agent-1', 'agent-1'] }))
    expect(taken.ok && taken.value).toHaveLength(1)
  }))

test('bringing under policy shows violations at once', () =>
  withWorkspace((workspace) => {
    workspace.see({ id: 'agent-1', capabilities: [capabilityWith({ action: 'send', via: 'Mail.Send' })] })
    decide(workspace, input({ action: 'policy', policyId: 'read-only-assistant' }))
    expect(workspace.store.agents.violations('agent-1')).toMatchObject([{ statement: 'never-sends' }])
    expect(workspace.standing('agent-1')).toMatchObject({ status: 'under-policy', policyIds: ['read-only-assistant'] })
  }))

test('what each action leads to', () =>
  withAgent((workspace) => {
    const steps: readonly (readonly [Decision['action'], Partial<DecideInput>, string])[] = [
      ['assign-owner', { owner: 'somebody@meridian.example' }, 'discovered'],
      ['review', {}, 'in-review'],
      ['accept-risk', { until: '2027-01-01' }, 'exception'],
      ['reject', {}, 'rejected'],
      ['approve', {}, 'approved'],
      ['not-ai', {}, 'retired'],
    ]
    for (const [action, changes, status] of steps) {
      expect(decide(workspace, input({ ...changes, action: action as DecideInput['action'] })).ok).toBe(true)
      expect(workspace.standing('agent-1').status).toBe(status)
    }
    expect(workspace.standing('agent-1').declaredOwner).toBe('somebody@meridian.example')
  }))
