import { expect, test } from 'vitest'
import { failure } from '../../../../shared/base/failure.ts'
import { failed, ok } from '../../../../shared/base/result.ts'
import { capabilityWith } from '../../../../shared/domain/agent-fixture.ts'
import type { RevocationBatch } from '../../../../shared/domain/revocation.ts'
import type { Connector } from '../../connectors/connector.ts'
import { agreed, changed, got, rule, withTwoLeads } from '../keys/second-key-fixture.ts'
import { revocationSubject } from '../keys/subject.ts'
import { verifyStoredLedger } from '../ledger/verify-stored.ts'
import { type Workspace, withWorkspace } from '../workspace-fixture.ts'
import { type BatchInput, planBatch, runBatch } from './batch.ts'

/** A system with one switch for each agent; some refuse, some only work by hand. */
function system() {
  const state = { refuses: new Set<string>(), byHand: new Set<string>(), off: [] as string[] }
  const connector: Connector = {
    id: 'somewhere',
    title: 'Somewhere',
    summary: '',
    category: 'saas',
    fields: [],
    signIn: [],
    calls: [{ id: 'off', method: 'POST', path: '/off/{name}', access: 'write', permissions: ['Off'], why: 'to switch off' }],
    quotas: [],
    steps: [],
    probe: async () => ok({ reached: true, identity: null, checks: [], notice: null }),
    classify: () => null,
    revoke: {
      plan: async ({ subjectKeys: [name = ''] }) => {
        if (name === 'agent-broken') return failed(failure('provider-down', 'The system does not answer.', { next: 'Try later.' }))
        const call = {
          title: `Off ${name}`,
          callId: 'off',
          method: 'POST',
          path: `/off/${name}`,
          params: { name },
          body: null,
          effect: '',
          reversible: true,
          undoTitle: '',
        }
        const step = { title: `Remove ${name}`, where: 'its console', how: ['Remove it.'] }
        return ok({
          calls: state.byHand.has(name) ? [] : [call],
          manual: state.byHand.has(name) ? [step] : [],
          peopleAffected: [],
          cannotBeUndone: [],
        })
      },
      execute: async ({ params: { name = '' } }) => {
        if (state.refuses.has(name)) return failed(failure('permission-missing', 'The credential may not switch this off.'))
        state.off.push(name)
        return ok({ state: 'done', preImage: '{}', call: null })
      },
      verify: async (calls) =>
        ok({ inForce: calls.every(({ params }) => state.off.includes(params.name ?? '')), leftOver: [], call: null }),
      undo: async () => ok({ call: null }),
    },
  }
  return { state, connector }
}

const agents = ['agent-1', 'agent-2', 'agent-3', 'agent-4']

const withAgents = async (work: (workspace: Workspace, state: ReturnType<typeof system>['state']) => Promise<void>) => {
  const { state, connector } = system()
  await withWorkspace(async (workspace) => {
    workspace.store.connections.put({
      id: 'c',
      provider: 'somewhere',
      label: 'Somewhere',
      businessUnit: null,
      environment: 'production',
      settings: {},
      secretKeys: [],
      demo: false,
      createdAt: workspace.now(),
      lastScanId: null,
      lastScanAt: null,
    })
    for (const id of [...agents, 'agent-broken']) {
      workspace.see({ id, name: id, capabilities: [capabilityWith()] })
      workspace.store.agents.setMember('c', id, id)
    }
    await work(workspace, state)
  }, connector)
}

const plannedFor = async (workspace: Workspace, ids: readonly string[] = agents) => got(await planBatch(workspace, ids))
const run = (workspace: Workspace, { id, hash }: RevocationBatch, more: Partial<BatchInput> = {}) =>
  runBatch(workspace, { batchId: id, hash, dryRun: false, reason: 'Not wanted.', ...more })
const stateOf = ({ store }: Workspace, batch: RevocationBatch) => batch.revocationIds.map((id) => store.revocations.get(id)?.state)

test('runs one after the other, and proves each', () =>
  withAgents(async (workspace, state) => {
    const batch = await plannedFor(workspace)
    expect(got(await run(workspace, batch, { dryRun: true })).state).toBe('planned')
    expect(state.off).toEqual([])
    expect(got(await run(workspace, batch)).state).toBe('done')
    expect(state.off).toEqual(agents)
    expect(stateOf(workspace, batch)).toEqual(['verified', 'verified', 'verified', 'verified'])
    expect(verifyStoredLedger(workspace.store.ledger).ok).toBe(true)
  }))

test('stops at the first surprise, says which, and goes on past it when told to; what is done is not done twice', () =>
  withAgents(async (workspace, state) => {
    state.refuses.add('agent-2')
    state.byHand.add('agent-3')
    const batch = await plannedFor(workspace)
    const stopped = got(await run(workspace, batch))
    expect(stopped).toMatchObject({
      state: 'stopped',
      stoppedBy: { revocationId: batch.revocationIds[1], why: expect.stringContaining('agent-2: ') },
    })
    expect(stateOf(workspace, batch)).toEqual(['verified', 'failed', 'planned', 'planned'])
    expect(got(await run(workspace, batch)).state).toBe('stopped')
    const ended = got(await run(workspace, batch, { skip: [batch.revocationIds[1] ?? ''] }))
    expect(ended.state).toBe('done')
    // What is done by hand is no surprise: it waits for its proof.
    expect(stateOf(workspace, batch)).toEqual(['verified', 'failed', 'executed', 'verified'])
    expect(state.off).toEqual(['agent-1', 'agent-4'])
  }))

test('leaves out what cannot be planned, with the reason', () =>
  withAgents(async (workspace) => {
    const batch = await plannedFor(workspace, ['agent-1', 'agent-broken', 'nobody', 'agent-1'])
    expect(batch.revocationIds).toHaveLength(1)
    expect(batch.leftOut.map(({ agentName, failure: why }) => [agentName, why.code])).toEqual([
      ['agent-broken', 'provider-down'],
      ['nobody', 'not-found'],
    ])
  }))

test('over the cap nothing is planned, and a batch that was planned before the cap fell does not run', () =>
  withAgents(async (workspace, state) => {
    const batch = await plannedFor(workspace)
    changed(workspace, rule({ batchCap: 3 }))
    const more = await planBatch(workspace, agents)
    expect(more.ok ? '' : more.failure.message).toMatch(/4 agents at once; 3 are allowed/)
    const late = await run(workspace, batch)
    expect(late.ok ? '' : late.failure.message).toMatch(/4 agents at once; 3 are allowed/)
    expect(state.off).toEqual([])
  }))

test('under the two-key rule the second key agrees to the whole batch, and to nothing else', () =>
  withAgents(async (workspace, state) => {
    withTwoLeads(workspace, { revoke: true })
    const batch = await plannedFor(workspace)
    const plans = batch.revocationIds.flatMap((id) => workspace.store.revocations.get(id)?.plan ?? [])
    const alone = await run(workspace, batch)
    expect(alone.ok ? '' : alone.failure.message).toMatch(/second key/)
    // A part of it is not it.
    got(agreed(workspace, revocationSubject(plans.slice(0, 3))))
    expect((await run(workspace, batch)).ok).toBe(false)
    got(agreed(workspace, revocationSubject(plans)))
    expect(got(await run(workspace, batch)).state).toBe('done')
    expect(state.off).toEqual(agents)
  }))

test('a plan that was changed in the file is not run', () =>
  withAgents(async (workspace, state) => {
    const batch = await plannedFor(workspace)
    const third = workspace.store.revocations.get(batch.revocationIds[2] ?? '')
    if (third === null) throw new Error('no third plan')
    const calls = third.plan.calls.map((call) => ({ ...call, path: '/off/everything' }))
    workspace.store.revocations.put({ ...third, plan: { ...third.plan, calls } })
    const refused = await run(workspace, batch)
    expect(refused.ok ? '' : refused.failure.message).toMatch(/not the plans that were shown/)
    expect(state.off).toEqual([])
  }))
