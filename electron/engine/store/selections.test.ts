import { expect, test } from 'vitest'
import { agentWith, capabilityWith } from '../../../shared/domain/agent-fixture.ts'
import { isSelected, selectorFields } from '../../../shared/domain/selector.ts'
import { decide } from '../governance/decide.ts'
import { candidatesFor } from '../governance/policies/candidates.ts'
import { agentsUnder, reachOf } from '../governance/policies/reach.ts'
import { withWorkspace } from '../governance/workspace-fixture.ts'
import { subjectOf } from '../policy/principal.ts'
import { appliesTo } from '../policy/selector.ts'

const agents = [
  { id: 'a', name: 'Ann', kind: 'assistant', businessUnit: 'Sales', capabilities: [capabilityWith({ resource: 'mail' })] },
  { id: 'b', name: 'Bob', kind: 'workflow', exposure: 'public', autonomy: { floor: 'A1', ceiling: 'A4', because: '' } },
  { id: 'c', name: 'Cid', kind: 'workflow', traits: ['disabled'], capabilities: [capabilityWith({ sensitivity: 'restricted' })] },
] as const

/** Each field with a value that some of them have. */
const selectors = [
  { businessUnits: ['Sales'] },
  { kinds: ['workflow'] },
  { connectionIds: ['connection-1'] },
  { dataClasses: ['mail'] },
  { sensitivities: ['restricted'] },
  { exposures: ['public'] },
  { autonomy: ['A3'] },
  { environments: ['production'] },
  { traits: ['disabled'] },
  { kinds: ['workflow'], traits: ['disabled'] },
  { businessUnits: ['unknown'] },
  {},
  null,
]

test('what is kept of agents for selectors selects the same as the agents themselves, by every field', () =>
  withWorkspace(async ({ store, see }) => {
    expect(new Set(selectors.flatMap((one) => Object.keys(one ?? {}))).size).toBe(selectorFields.length)
    for (const one of agents) see(one)
    for (const selector of selectors) {
      const wanted = [...store.agents.every()].filter((agent) => appliesTo({ id: '', selector }, subjectOf(agent))).map(({ id }) => id)
      const { selected, first } = await reachOf(store, selector, null)
      expect([selected, first.map(({ agentId }) => agentId)], JSON.stringify(selector)).toEqual([wanted.length, wanted])
      const under: string[] = []
      for await (const { id } of agentsUnder(store, { id: '', selector })) under.push(id)
      expect(under).toEqual(wanted)
      for (const { id } of agents) {
        const has = store.selections.of(id)?.has
        expect(has !== undefined && isSelected(selector, (field) => has[field])).toBe(wanted.includes(id))
      }
    }
  }))

test('it follows the agent: changed, gone, and counted once', () =>
  withWorkspace(async ({ store, see }) => {
    for (const one of agents) see(one)
    see({ ...agents[0], kind: 'chatbot' })
    see({ ...agents[1], gone: true })
    expect(await reachOf(store, { kinds: ['assistant', 'workflow'] }, null)).toMatchObject({ agents: 2, selected: 1 })
    expect(store.selections.groups().reduce((sum, one) => sum + one.agents, 0)).toBe(2)
  }))

test('what was found of a combination once holds, and one that comes later is looked at', () =>
  withWorkspace(async ({ store, see }) => {
    const workflows = { kinds: ['workflow'] }
    const under = async () => (await reachOf(store, workflows, null)).first.map(({ agentId }) => agentId)
    for (const one of agents) see(one)
    // Two ask at once: each looks at what the other has not.
    expect(await Promise.all([under(), under()])).toEqual([
      ['b', 'c'],
      ['b', 'c'],
    ])
    see({ ...agents[0], kind: 'workflow', businessUnit: 'Later' })
    see({ ...agents[1], kind: 'chatbot' })
    expect(await under()).toEqual(['a', 'c'])
    see({ ...agents[1], gone: false })
    expect(await under()).toEqual(['a', 'b', 'c'])
    expect((await reachOf(store, {}, null)).selected).toBe(3)
    expect((await reachOf(store, null, null)).selected).toBe(0)
  }))

test('violations are counted as they are listed, without those of agents that are gone', () =>
  withWorkspace((workspace) => {
    const { store, see } = workspace
    const listed = () => {
      const all = Map.groupBy(store.agents.violations(null), ({ policyId }) => policyId)
      return [...all].map(([policyId, of]) => ({
        policyId,
        violations: of.length,
        agents: new Set(of.map(({ agentId }) => agentId)).size,
      }))
    }
    const capabilities = (['send', 'delete', 'pay'] as const).map((action) => capabilityWith({ action, reach: 'external' }))
    const inOrder = <T extends { readonly policyId: string }>(all: readonly T[]) =>
      all.toSorted((a, b) => (a.policyId < b.policyId ? -1 : 1))
    for (const one of agents) see({ ...one, capabilities })
    const agentIds = agents.map(({ id }) => id)
    const bound = {
      action: 'policy',
      policyId: 'read-only-assistant',
      reason: 'Needed.',
      until: null,
      conditions: null,
      owner: null,
    } as const
    expect(decide(workspace, { ...bound, agentIds }).ok).toBe(true)
    const first = inOrder(store.agents.violationCounts())
    expect(first.some(({ agents: by }) => by > 1)).toBe(true)
    expect(first).toEqual(inOrder(listed()))
    see({ ...agents[0], capabilities, gone: true })
    expect(inOrder(store.agents.violationCounts())).toEqual(inOrder(listed()))
    for (const one of agents) see({ ...one, capabilities, gone: true })
    expect(store.agents.violationCounts()).toEqual([])
  }))

test('candidates come by name, page by page, each with how it is bound already', () =>
  withWorkspace(({ store, see }) => {
    for (const one of agents) see(one)
    // Its decision is not in the ledger; what counts here is what is kept of the agent.
    store.agents.put([{ ...kept('c'), agent: { ...agentWith(agents[2] as object), policyIds: ['own'] } }], {
      scanId: null,
      at: '2026-11-22T09:30:00.000Z',
    })
    function kept(id: string) {
      const found = store.agents.get(id)
      if (found === null) throw new Error('it was not kept')
      return found
    }
    const page = candidatesFor(store, 'own', { kinds: ['workflow'] }, { filter: {}, after: null, limit: 2 })
    expect([page.total, page.items.map(({ row, by }) => [row.name, by])]).toEqual([
      3,
      [
        ['Ann', []],
        ['Bob', ['selector']],
      ],
    ])
    const rest = candidatesFor(store, 'own', { kinds: ['workflow'] }, { filter: {}, after: page.next, limit: 2 })
    expect(rest.items.map(({ row, by }) => [row.name, by])).toEqual([['Cid', ['decision', 'selector']]])
    const filter = { text: 'bob', kind: ['workflow' as const] }
    expect(candidatesFor(store, 'own', null, { filter, after: null, limit: 2 }).items.map(({ row }) => row.id)).toEqual(['b'])
  }))
