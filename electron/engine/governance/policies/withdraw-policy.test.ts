import { expect, test } from 'vitest'
import { capabilityWith } from '../../../../shared/domain/agent-fixture.ts'
import { decide } from '../decide.ts'
import { agreed, got, withTwoLeads } from '../keys/second-key-fixture.ts'
import { verifyStoredLedger } from '../ledger/verify-stored.ts'
import { withWorkspace } from '../workspace-fixture.ts'
import { policyOf, publishPolicy } from './change-policy.ts'
import { versionsOf, withdrawalsOf } from './policies-of.ts'
import { reachOf, standingsOf } from './reach.ts'
import { reassessAll } from './reassess.ts'
import { withdrawalSubject, withdrawPolicy } from './withdraw-policy.ts'

const pack = 'read-only-assistant'
const under = { action: 'policy', policyId: pack, reason: 'It fits.', until: null, conditions: null, owner: null } as const

test('reach counts who is bound by hand, by selector or both, and standings say what is against each policy', () =>
  withWorkspace(async (workspace) => {
    const { store } = workspace
    workspace.see({ id: 'a', name: 'Mailer', capabilities: [capabilityWith({ action: 'send' })] })
    workspace.see({ id: 'b', name: 'Reader', capabilities: [capabilityWith()], kind: 'workflow' })
    workspace.see({ id: 'c', name: 'Other', capabilities: [capabilityWith()], kind: 'workflow' })
    got(decide(workspace, { ...under, agentIds: ['a', 'b'] }))
    expect(await reachOf(store, { kinds: ['assistant'] }, pack)).toEqual({
      agents: 3,
      byHand: 2,
      selected: 1,
      reached: 2,
      first: [
        { agentId: 'a', name: 'Mailer', by: ['decision', 'selector'] },
        { agentId: 'b', name: 'Reader', by: ['decision'] },
      ],
    })
    expect(await reachOf(store, {}, null)).toMatchObject({ byHand: 0, selected: 3, reached: 3 })
    const { agents, policies } = await standingsOf(store)
    expect(agents).toBe(3)
    expect(policies.find(({ policyId }) => policyId === pack)).toEqual({
      policyId: pack,
      byHand: 2,
      bySelector: 0,
      violations: 1,
      violators: 1,
    })
    const page = store.agents.violationsUnder(pack, null, 1)
    expect(page).toMatchObject({ items: [{ agentName: 'Mailer', violation: { statement: 'never-sends' } }], next: expect.any(String) })
    expect(store.agents.violationsUnder(pack, page.next, 1)).toEqual({ items: [], next: null })
  }))

test('a withdrawn policy binds nobody, and the decisions that stood on it lapse', () =>
  withWorkspace(async (workspace) => {
    const { store } = workspace
    workspace.see({ id: 'a', name: 'Mailer', capabilities: [capabilityWith({ action: 'send' })] })
    got(decide(workspace, { ...under, agentIds: ['a'] }))
    expect(store.agents.get('a')).toMatchObject({ agent: { status: 'under-policy' }, violations: [{ policyId: pack }] })
    expect(got(withdrawPolicy(workspace, pack, ' Not needed. '))).toMatchObject({
      withdrawal: { policyId: pack, version: 1, reason: 'Not needed.' },
      lapsed: 1,
    })
    expect(policyOf(store, pack)).toBeNull()
    const kept = store.agents.get('a')
    expect(kept).toMatchObject({ agent: { status: 'lapsed' }, violations: [] })
    expect(kept?.findings.some(({ factorId }) => factorId === 'no-policy')).toBe(true)
    expect(store.ledger.decisionsOf('a').at(-1)).toMatchObject({ action: 'lapse', reason: expect.stringContaining('was withdrawn') })
    expect(withdrawPolicy(workspace, pack, 'Again.')).toMatchObject({ ok: false, failure: { code: 'not-found' } })
    expect(verifyStoredLedger(store.ledger).ok).toBe(true)

    // Published again, its numbers go on, and nobody needs to agree to more being forbidden.
    const [last] = versionsOf(store, pack)
    if (last === undefined) throw new Error('its versions are gone')
    expect(got(await publishPolicy(workspace, last.content, 'It was needed.'))).toMatchObject({ version: 2, origin: 'edited' })
    expect(withdrawalsOf(store)).toEqual([])
    expect(await reassessAll(store, workspace.ports.clock)).toBe(0)
    expect(store.agents.get('a')).toMatchObject({ agent: { status: 'lapsed', policyIds: [] }, violations: [] })
    expect(await reachOf(store, null, pack)).toMatchObject({ byHand: 0, reached: 0 })

    // Whoever decides anew binds it anew.
    got(decide(workspace, { ...under, agentIds: ['a'] }))
    expect(store.agents.get('a')).toMatchObject({ agent: { status: 'under-policy', policyIds: [pack] }, violations: [{ policyId: pack }] })
  }))

test('a binding that another decision stands beside ends with the withdrawal too, and stays ended', () =>
  withWorkspace(async (workspace) => {
    const { store } = workspace
    workspace.see({ id: 'a', name: 'Mailer', capabilities: [capabilityWith({ action: 'send' })] })
    got(decide(workspace, { ...under, agentIds: ['a'] }))
    got(decide(workspace, { ...under, policyId: 'customer-data', agentIds: ['a'] }))
    expect(got(withdrawPolicy(workspace, pack, 'Not needed.')).lapsed).toBe(0)
    expect(await reassessAll(store, workspace.ports.clock)).toBe(1)
    const [last] = versionsOf(store, pack)
    if (last === undefined) throw new Error('its versions are gone')
    got(await publishPolicy(workspace, last.content, 'It was needed.'))
    await reassessAll(store, workspace.ports.clock)
    expect(store.agents.get('a')).toMatchObject({ agent: { status: 'under-policy', policyIds: ['customer-data'] } })
    workspace.see({ id: 'a', name: 'Mailer', capabilities: [capabilityWith({ action: 'send' })] })
    expect(store.agents.get('a')?.agent.policyIds).toEqual(['customer-data'])
  }))

test('under the two-key rule nobody withdraws a policy alone', () =>
  withWorkspace((workspace) => {
    withTwoLeads(workspace, { weakenPolicy: true })
    const policy = policyOf(workspace.store, pack)
    if (policy === null) throw new Error('no such policy')
    expect(withdrawPolicy(workspace, pack, 'No.')).toMatchObject({ ok: false, failure: { code: 'permission-missing' } })
    expect(agreed(workspace, withdrawalSubject(policy)).ok).toBe(true)
    expect(got(withdrawPolicy(workspace, pack, 'Agreed.')).withdrawal.policyId).toBe(pack)
  }))
