import { expect, test } from 'vitest'
import { failure } from '../../../../shared/base/failure.ts'
import { failed, ok } from '../../../../shared/base/result.ts'
import { capabilityWith } from '../../../../shared/domain/agent-fixture.ts'
import type { Revocation } from '../../../../shared/domain/revocation.ts'
import type { Connector } from '../../connectors/connector.ts'
import { verifyStoredLedger } from '../ledger/verify-stored.ts'
import { sweep } from '../sweep.ts'
import { type Workspace, withWorkspace } from '../workspace-fixture.ts'
import { planRevocation } from './plan.ts'
import { recoverRevocations } from './recover.ts'
import { runRevocation } from './run.ts'
import { keepShown, shownPlan, showPlan } from './shown.ts'
import { undoRevocation } from './undo.ts'
import { verifyRevocation } from './verify.ts'

/** A system with two switches, which may refuse, be slow to show a change, and remembers what it was asked. */
function system() {
  const state = { switches: { sign: 'on', grant: 'on' } as Record<string, string>, refuses: '', staleReads: 0, log: [] as string[] }
  const calls = (['sign', 'grant'] as const)
    .filter((name) => state.switches[name] !== undefined)
    .map((name) => ({
      title: `Switch off ${name}`,
      callId: 'switch-off',
      method: 'PATCH',
      path: `/switches/${name}`,
      params: { name },
      body: '{"state":"off"}',
      effect: `${name} stops working`,
      reversible: true,
      undoTitle: `Switch on ${name}`,
    }))
  const connector: Connector = {
    id: 'somewhere',
    title: 'Somewhere',
    summary: 'A system with two switches.',
    category: 'saas',
    fields: [],
    signIn: [],
    calls: [
      {
        id: 'switch-off',
        method: 'PATCH',
        path: '/switches/{name}',
        access: 'write',
        permissions: ['Switch.Write', 'All.Write'],
        why: 'to switch off',
      },
    ],
    quotas: [],
    steps: [],
    probe: async () => ok({ reached: true, identity: null, checks: [], notice: null }),
    classify: () => null,
    revoke: {
      plan: async () =>
        ok({
          calls: calls.filter((one) => state.switches[one.params.name] !== 'gone'),
          manual: [],
          peopleAffected: ['Owner One'],
          cannotBeUndone: [],
        }),
      execute: async (call, context) => {
        const name = call.params.name ?? ''
        const secret = await context.secret('wider')
        state.log.push(`off ${name}${secret.ok && secret.value !== null ? ' with the wider credential' : ''}`)
        if (state.refuses === name)
          return failed(failure('permission-missing', 'The credential may not write.', { next: 'Grant Switch.Write.' }))
        const was = state.switches[name] ?? ''
        state.switches[name] = 'off'
        return ok({ state: was === 'off' ? 'already' : 'done', preImage: JSON.stringify({ state: was }), call: `call-${name}` })
      },
      verify: async (planned) => {
        state.staleReads -= 1
        const off = planned.every((call) => state.switches[call.params.name ?? ''] === 'off')
        return ok({ inForce: off && state.staleReads < 0, leftOver: ['Tokens already given live for up to an hour.'], call: 'call-read' })
      },
      undo: async (call, preImage) => {
        const name = call.params.name ?? ''
        state.log.push(`back ${name}`)
        state.switches[name] = (JSON.parse(preImage ?? '{}') as { state?: string }).state ?? 'lost'
        return ok({ call: null })
      },
    },
  }
  return { state, connector }
}

const withSystem = async (work: (workspace: Workspace, state: ReturnType<typeof system>['state']) => Promise<void>) => {
  const { state, connector } = system()
  await withWorkspace(async (workspace) => {
    workspace.store.connections.put({
      id: 'connection-1',
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
    workspace.see({ id: 'agent-1', capabilities: [capabilityWith()] })
    workspace.store.agents.setMember('connection-1', 'app/1', 'agent-1')
    await work(workspace, state)
  }, connector)
}

async function planned(workspace: Workspace): Promise<Revocation> {
  const result = await planRevocation(workspace, 'agent-1')
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}

async function run(workspace: Workspace, { id, plan }: Revocation, dryRun = false): Promise<Revocation> {
  const result = await runRevocation(workspace, { revocationId: id, dryRun, planHash: plan.hash, reason: 'Not wanted.' })
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}

const actionsOf = (workspace: Workspace) => workspace.store.ledger.decisionsOf('agent-1').map((one) => one.action)

test('a plan says the exact calls and what they want, and changes nothing', () =>
  withSystem(async (workspace, state) => {
    const { plan, state: name } = await planned(workspace)
    expect(plan.calls.map((call) => `${call.method} ${call.path}`)).toEqual(['PATCH /switches/sign', 'PATCH /switches/grant'])
    expect(plan).toMatchObject({ permissionsWanted: ['Switch.Write or All.Write'], peopleAffected: ['Owner One'] })
    expect([name, state.log, workspace.standing('agent-1').status]).toEqual(['planned', [], 'discovered'])
  }))

test('a plan that is only looked at stands nowhere; gone on with, it is kept exactly as it was shown', () =>
  withSystem(async (workspace) => {
    const [looked, left] = [await showPlan(workspace, 'agent-1'), await showPlan(workspace, 'agent-1')]
    if (!looked.ok || !left.ok) throw new Error('no plan')
    const { id, plan } = looked.value
    const notes = () => workspace.store.ledger.ofKinds(['revocation-planned']).length
    expect([workspace.store.revocations.list(null), notes()]).toEqual([[], 0])
    expect(shownPlan(workspace.store, id)).toEqual(looked.value)

    keepShown(workspace, id)
    keepShown(workspace, id)
    expect([workspace.store.revocations.list(null), notes()]).toEqual([[looked.value], 1])
    expect(shownPlan(workspace.store, id)).toBeNull()
    const edited = await runRevocation(workspace, { revocationId: id, dryRun: true, planHash: `${plan.hash}x`, reason: '' })
    expect(edited).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    expect((await run(workspace, looked.value, true)).state).toBe('dry-run')
  }))

test('only what acts as it, uses it or works with it is called affected, not its siblings', () =>
  withSystem(async (workspace) => {
    const to = (subject: string, relation: 'runs-as' | 'instance-of' | 'hands-off-to') => ({ to: subject, relation, agentId: null })
    workspace.see({ id: 'agent-1', relations: [to('app/blueprint', 'instance-of'), to('app/next', 'hands-off-to')] })
    const at = (subjectKey: string) => workspace.agent('agent-1').sources.map((source) => ({ ...source, subjectKey }))
    workspace.see({ id: 'sibling', name: 'Sibling', sources: at('app/2'), relations: [to('app/blueprint', 'instance-of')] })
    workspace.see({ id: 'worker', name: 'Worker', sources: at('app/3'), relations: [to('app/1', 'runs-as')] })
    workspace.store.agents.setMember('connection-1', 'app/1', 'agent-1')
    const { plan } = await planned(workspace)
    expect(workspace.store.agents.related('agent-1').map((one) => one.name)).toContain('Sibling')
    expect(plan.alsoAffected.map(({ name, why }) => `${name} ${why}`)).toEqual([
      'Worker acts as this identity',
      'app/next gets work from this agent',
    ])
  }))

test('a dry run writes nothing; run, the change is proved by a re-read and says what is left over', () =>
  withSystem(async (workspace, state) => {
    const plan = await planned(workspace)
    expect((await run(workspace, plan, true)).state).toBe('dry-run')
    expect(state.log).toEqual([])
    state.staleReads = 2
    const done = await run(workspace, plan)
    expect(done).toMatchObject({ state: 'verified', provedAfterMs: 1_000, leftOver: ['Tokens already given live for up to an hour.'] })
    expect(done.outcomes.map((one) => one.preImage)).toEqual(['{"state":"on"}', '{"state":"on"}'])
    expect(workspace.standing('agent-1').status).toBe('revoked')
    expect(actionsOf(workspace)).toEqual(['revoke', 'revoke-executed', 'revoke-verified'])
    expect(verifyStoredLedger(workspace.store.ledger).ok).toBe(true)
  }))

test('other calls than the ones that were shown are refused, before anything is sent', () =>
  withSystem(async (workspace, state) => {
    const { id } = await planned(workspace)
    const result = await runRevocation(workspace, { revocationId: id, dryRun: false, planHash: 'another', reason: 'Not wanted.' })
    expect(result.ok ? null : result.failure.code).toBe('conflict')
    expect(state.log).toEqual([])
  }))

test('a plan whose calls were altered in the file is refused although its hash is the one shown', () =>
  withSystem(async (workspace, state) => {
    const shown = await planned(workspace)
    const calls = shown.plan.calls.map((call) => ({ ...call, path: '/switches/everything' }))
    workspace.store.revocations.put({ ...shown, plan: { ...shown.plan, calls } })
    await expect(run(workspace, shown)).rejects.toThrow('changed after it was made')
    expect(state.log).toEqual([])
  }))

test('a dry run says when the source changed since the plan', () =>
  withSystem(async (workspace, state) => {
    const plan = await planned(workspace)
    state.switches.grant = 'gone'
    await expect(run(workspace, plan, true)).rejects.toThrow('other calls are needed now')
  }))

test('it stops at the first failure, says so, and goes on from there when asked again', () =>
  withSystem(async (workspace, state) => {
    const plan = await planned(workspace)
    state.refuses = 'grant'
    const stopped = await run(workspace, plan)
    expect(stopped).toMatchObject({ state: 'failed', failure: { code: 'permission-missing' } })
    expect(stopped.outcomes.map((one) => one.state)).toEqual(['done', 'failed'])
    expect(workspace.standing('agent-1').status).toBe('rejected')
    state.refuses = ''
    const wider = { 'connection-1': { wider: 'for this run only' } }
    const again = await runRevocation(workspace, {
      revocationId: plan.id,
      dryRun: false,
      planHash: plan.plan.hash,
      reason: 'Again.',
      secrets: wider,
    })
    expect(again.ok && again.value.state).toBe('verified')
    expect(state.log).toEqual(['off sign', 'off grant', 'off grant with the wider credential'])
    const written = JSON.stringify([workspace.store.ledger.entries(0, 100), workspace.store.revocations.list(null)])
    expect(written).not.toContain('for this run only')
  }))

test('what a re-read does not show is not called revoked, and can be verified later', () =>
  withSystem(async (workspace, state) => {
    state.staleReads = 5
    const made = await run(workspace, await planned(workspace))
    expect(made).toMatchObject({ state: 'executed', failure: { code: 'unexpected-reply' } })
    expect(workspace.standing('agent-1').status).toBe('revoking')
    const proved = await verifyRevocation(workspace, made.id)
    expect(proved.ok && proved.value).toMatchObject({ state: 'verified', failure: null })
  }))

test('undo puts back what was there, last call first, and the agent is in review', () =>
  withSystem(async (workspace, state) => {
    const done = await run(workspace, await planned(workspace))
    const undone = await undoRevocation(workspace, { revocationId: done.id, reason: 'It was needed.' })
    expect(undone.ok && undone.value.state).toBe('undone')
    expect(state.switches).toEqual({ sign: 'on', grant: 'on' })
    expect(state.log.slice(-2)).toEqual(['back grant', 'back sign'])
    expect(workspace.standing('agent-1').status).toBe('in-review')
    const twice = await undoRevocation(workspace, { revocationId: done.id, reason: 'Again.' })
    expect(twice.ok).toBe(false)
  }))

test('a call that had nothing to do is not undone', () =>
  withSystem(async (workspace, state) => {
    const plan = await planned(workspace)
    state.switches.sign = 'off'
    const done = await run(workspace, plan)
    await undoRevocation(workspace, { revocationId: done.id, reason: 'It was needed.' })
    expect(state.switches).toEqual({ sign: 'off', grant: 'on' })
  }))

test.each([
  [true, 'verified', 'revoked'],
  [false, 'failed', 'rejected'],
] as const)('a crash in the middle is read again: all in force %s, so %s', (inForce, state, status) =>
  withSystem(async (workspace, source) => {
    const plan = await planned(workspace)
    const outcomes = plan.plan.calls.map((call) => ({
      plannedId: call.id,
      state: 'not-run' as const,
      ledgerCallId: null,
      preImage: null,
      failure: null,
    }))
    workspace.store.revocations.put({ ...plan, state: 'executing', outcomes })
    source.switches = { sign: 'off', grant: inForce ? 'off' : 'on' }
    expect((await recoverRevocations(workspace)).map((one) => one.state)).toEqual([state])
    expect(workspace.standing('agent-1').status).toBe(status)
    expect(await recoverRevocations(workspace)).toEqual([])
  }),
)

test('each outcome is on the disk before the next call is made', () =>
  withSystem(async (workspace) => {
    const plan = await planned(workspace)
    const kept: string[] = []
    const { put } = workspace.store.revocations
    const watched = {
      ...workspace,
      store: {
        ...workspace.store,
        revocations: {
          ...workspace.store.revocations,
          put: (revocation: Revocation) => {
            kept.push(`${revocation.state}: ${revocation.outcomes.map((one) => one.state).join(' ')}`)
            put(revocation)
          },
        },
      },
    }
    await run(watched, plan)
    expect(kept.slice(0, 3)).toEqual(['executing: not-run not-run', 'executing: done not-run', 'executing: done done'])
  }))

test('two clicks: the second is refused while the first is under way', () =>
  withSystem(async (workspace, state) => {
    const plan = await planned(workspace)
    const input = { revocationId: plan.id, dryRun: false, planHash: plan.plan.hash, reason: 'Not wanted.' }
    const results = await Promise.all([runRevocation(workspace, input), runRevocation(workspace, input)])
    expect(results.map((one) => one.ok)).toEqual([true, false])
    expect(state.log).toEqual(['off sign', 'off grant'])
  }))

test('seen able to act after a proved revocation, it has reappeared; seen switched off, it has not', () =>
  withSystem(async (workspace) => {
    await run(workspace, await planned(workspace))
    workspace.advance(1)
    workspace.see({ id: 'agent-1', capabilities: [capabilityWith()], enabled: false })
    expect(sweep(workspace)).toEqual([])
    workspace.see({ id: 'agent-1', capabilities: [capabilityWith()], enabled: true, name: 'Another name' })
    expect(sweep(workspace)).toEqual(['agent-1'])
    expect(workspace.standing('agent-1').status).toBe('reappeared')
  }))

test('where no connector can revoke, the plan is done by hand, and only a later scan proves it', () =>
  withWorkspace(async (workspace) => {
    workspace.see({ id: 'agent-1' })
    workspace.store.agents.setMember('connection-1', 'app/1', 'agent-1')
    const plan = await planned(workspace)
    expect(plan.plan.calls).toEqual([])
    expect(plan.plan.manual).toHaveLength(1)
    const asked = await run(workspace, plan)
    expect(asked).toMatchObject({ state: 'executed', failure: { code: 'unexpected-reply' } })
    expect(workspace.standing('agent-1').status).toBe('revoking')
    const seen = { id: 'agent-1', capabilities: [capabilityWith()] }
    workspace.advance(1)
    workspace.see(seen)
    const early = await verifyRevocation(workspace, plan.id)
    expect(early.ok && early.value.state).toBe('executed')
    workspace.advance(1)
    workspace.see({ ...seen, enabled: false })
    const proved = await verifyRevocation(workspace, plan.id)
    expect(proved.ok && proved.value.state).toBe('verified')
    expect(workspace.standing('agent-1').status).toBe('revoked')
  }))
