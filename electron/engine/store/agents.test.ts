import { describe, expect, it } from 'vitest'
import type { AgentFilter } from '../../../shared/contract/agents.ts'
import { agentSortKeys } from '../../../shared/contract/agents.ts'
import { type AgentSample, agentWrite, beginScan, connection, t0, t1, withStore } from './sample.ts'
import type { Store } from './store.ts'

const byRisk = { key: 'risk', direction: 'desc' } as const
const context = { scanId: null, at: t0 }

function put(store: Store, samples: Readonly<Record<string, AgentSample>>): void {
  store.agents.put(
    Object.entries(samples).map(([id, sample]) => agentWrite(id, sample)),
    context,
  )
}

const ids = (store: Store, filter: AgentFilter) =>
  store.agents.page({ filter, sort: byRisk, after: null, limit: 500 }).rows.map((row) => row.id)
const facet = (store: Store, filter: AgentFilter, key: string) => store.agents.facets(filter).find((one) => one.key === key)?.values

/** Two hundred agents that differ in everything they are sorted by, with many ties. */
function crowd(store: Store): void {
  const names = Array.from({ length: 200 }, (_, i) => i)
  store.agents.put(
    names.map((i) =>
      agentWrite(`a${i}`, {
        risk: i % 7,
        band: i % 3 === 0 ? 'high' : 'low',
        can: i % 2 === 0 ? ['read mail', 'send mail'] : ['read files'],
        agent: { name: `Agent ${i % 11}`, kind: i % 5 === 0 ? 'workflow' : 'chatbot', lastActive: i % 4 === 0 ? null : t0 },
      }),
    ),
    context,
  )
}

describe('pages', () => {
  it.each(agentSortKeys.flatMap((key) => [[key, 'asc'] as const, [key, 'desc'] as const]))(
    'walk every agent once by %s %s',
    (key, direction) =>
      withStore((store) => {
        crowd(store)
        const seen: string[] = []
        let after: string | null = null
        do {
          const page: ReturnType<Store['agents']['page']> = store.agents.page({ filter: {}, sort: { key, direction }, after, limit: 33 })
          expect(page.total).toBe(200)
          seen.push(...page.rows.map((row) => row.id))
          after = page.next
        } while (after !== null)
        expect(new Set(seen).size).toBe(200)
        expect(seen).toHaveLength(200)
      }),
  )

  it('agree with the anchors of every row', () =>
    withStore((store) => {
      crowd(store)
      for (const filter of [{}, { band: ['high'] }, { can: ['read mail'] }] satisfies AgentFilter[]) {
        const all = ids(store, filter)
        for (const index of [0, 1, 17, all.length - 1]) {
          const after = store.agents.anchor({ filter, sort: byRisk, index })
          expect(store.agents.page({ filter, sort: byRisk, after, limit: 1 }).rows[0]?.id).toBe(all[index])
        }
        const end = store.agents.anchor({ filter, sort: byRisk, index: 10_000 })
        expect(store.agents.page({ filter, sort: byRisk, after: end, limit: 1 }).rows).toEqual([])
      }
    }))

  it('filter by every value, alone and together, with an exact total', () =>
    withStore((store) => {
      crowd(store)
      const every = [...store.agents.rows()]
      const cases: readonly (readonly [AgentFilter, (row: (typeof every)[number]) => boolean])[] = [
        [{ band: ['high'] }, (row) => row.band === 'high'],
        [{ kind: ['workflow'], band: ['low'] }, (row) => row.kind === 'workflow' && row.band === 'low'],
        [{ can: ['send mail', 'read files'] }, () => true],
        [{ can: ['send mail'], kind: ['chatbot'] }, (row) => row.can.includes('send mail') && row.kind === 'chatbot'],
        [{ text: 'agent 7' }, (row) => row.name === 'Agent 7'],
        [{ text: 'AGENT', can: ['read files'], band: ['high'] }, (row) => row.can.includes('read files') && row.band === 'high'],
        [{ provider: ['nobody'] }, () => false],
        [{ gone: false }, () => true],
        [{ gone: true }, () => false],
      ]
      for (const [filter, accepts] of cases) {
        const expected = every.filter(accepts).map((row) => row.id)
        expect(new Set(ids(store, filter))).toEqual(new Set(expected))
        expect(store.agents.page({ filter, sort: byRisk, after: null, limit: 5 }).total).toBe(expected.length)
      }
    }))

  it('refuse a place that cannot be read', () =>
    withStore((store) => {
      expect(() => store.agents.page({ filter: {}, sort: byRisk, after: 'nonsense', limit: 5 })).toThrow(/cannot be read/)
    }))
})

describe('facets', () => {
  it('count each value, leaving out the own choice only', () =>
    withStore((store) => {
      put(store, {
        a: { band: 'high', agent: { kind: 'chatbot' }, can: ['read mail'] },
        b: { band: 'high', agent: { kind: 'workflow' }, can: ['read mail', 'send mail'] },
        c: { band: 'low', agent: { kind: 'workflow' }, can: ['send mail'] },
      })
      expect(facet(store, {}, 'kind')).toEqual([
        { value: 'workflow', count: 2 },
        { value: 'chatbot', count: 1 },
      ])
      expect(facet(store, { band: ['high'] }, 'band')).toEqual([
        { value: 'high', count: 2 },
        { value: 'low', count: 1 },
      ])
      expect(facet(store, { band: ['high'] }, 'kind')?.map((one) => one.count)).toEqual([1, 1])
      expect(facet(store, { band: ['high'] }, 'can')).toEqual([
        { value: 'read mail', count: 2 },
        { value: 'send mail', count: 1 },
      ])
      expect(facet(store, { can: ['send mail'] }, 'band')).toEqual([
        { value: 'high', count: 1 },
        { value: 'low', count: 1 },
      ])
    }))

  it('follow every change, like the roll-ups', () =>
    withStore((store) => {
      put(store, { a: { band: 'high' }, b: {} })
      put(store, { a: { band: 'low', agent: { status: 'approved' }, can: ['pay finance'] } })
      expect(facet(store, {}, 'band')).toEqual([
        { value: 'low', count: 1 },
        { value: 'medium', count: 1 },
      ])
      expect(facet(store, {}, 'can')).toEqual([
        { value: 'pay finance', count: 1 },
        { value: 'read mail', count: 1 },
      ])
      expect(store.agents.rollups().filter((one) => one.dimension === 'all')).toEqual([
        { dimension: 'all', value: '', band: 'low', shadow: false, count: 1 },
        { dimension: 'all', value: '', band: 'medium', shadow: true, count: 1 },
      ])
    }))

  it('forget an undone change', () =>
    withStore((store) => {
      put(store, { a: {} })
      expect(() =>
        store.transaction(() => {
          put(store, { b: {} })
          expect(facet(store, {}, 'band')).toEqual([{ value: 'medium', count: 2 }])
          throw new Error('undo')
        }),
      ).toThrow('undo')
      expect(facet(store, {}, 'band')).toEqual([{ value: 'medium', count: 1 }])
      expect(store.agents.page({ filter: {}, sort: byRisk, after: null, limit: 5 }).total).toBe(1)
    }))
})

describe('agents', () => {
  it('come back as they were put', () =>
    withStore((store) => {
      store.connections.put(connection('c1', { label: 'Tenant' }))
      const write = agentWrite('a', {
        agent: { businessUnit: 'Finance', owner: { state: 'known', name: 'Owner', people: [], declared: true } },
      })
      store.agents.put([write], context)
      expect(store.agents.get('a')).toEqual(write)
      expect(store.agents.row('a')).toMatchObject({
        id: 'a',
        connectionLabel: 'Tenant',
        businessUnit: 'Finance',
        ownerName: 'Owner',
        gone: false,
      })
      expect(store.agents.get('none')).toBeNull()
    }))

  it('disappear from lists with their last connection, and stay readable', () =>
    withStore((store) => {
      store.connections.put(connection('c1'))
      store.connections.put(connection('c2'))
      store.agents.setMember('c1', 'x', 'a')
      store.agents.setMember('c1', 'y', 'b')
      store.agents.setMember('c2', 'y', 'b')
      put(store, { a: {}, b: {} })
      store.connections.remove('c1')
      expect(ids(store, {})).toEqual(['b'])
      expect(store.agents.facets({}).find((one) => one.key === 'can')?.values).toEqual([{ value: 'read mail', count: 1 }])
      expect(store.agents.get('a')).not.toBeNull()
      expect(store.agents.ids()).toEqual(['b'])
      put(store, { a: {} })
      expect(ids(store, {})).toEqual(['b'])
    }))

  it('move their members and hide when none is left', () =>
    withStore((store) => {
      store.connections.put(connection('c1'))
      store.agents.setMember('c1', 'x', 'a')
      put(store, { a: {}, b: {} })
      store.agents.setMember('c1', 'x', 'b')
      expect(store.agents.memberOf('c1', 'x')).toBe('b')
      expect(store.agents.members('b')).toEqual([{ connectionId: 'c1', subjectKey: 'x' }])
      expect(ids(store, {})).toEqual(['b'])
    }))

  it('say what changed since a scan', () =>
    withStore((store) => {
      beginScan(store, 's1')
      store.agents.put([agentWrite('a'), agentWrite('b'), agentWrite('c')], { scanId: 's1', at: t0 })
      store.agents.markScan('s1', t0)
      beginScan(store, 's2')
      const changed = agentWrite('b', { agent: { factsHash: 'f1', status: 'approved' } })
      store.agents.put([agentWrite('a', { agent: { gone: true } }), changed, agentWrite('d')], { scanId: 's2', at: t1 })
      store.agents.markScan('s2', t1)
      expect(store.agents.changedSince('s1')).toEqual({ appeared: 1, gone: 1, changed: 1 })
      expect(store.agents.changedSince('s2')).toEqual({ appeared: 0, gone: 0, changed: 0 })
      expect(store.agents.overTime()).toEqual([
        { at: t0, scanId: 's1', shadow: 3, governed: 0 },
        { at: t1, scanId: 's2', shadow: 2, governed: 1 },
      ])
    }))

  it('are partly seen after a scan only where a step of it did not see everything', () =>
    withStore((store) => {
      beginScan(store, 's1')
      store.agents.put([{ ...agentWrite('a'), partial: true }], { scanId: 's1', at: t0 })
      store.agents.setMember('c1', 'x', 'a')
      const end = (stepId: string, state: 'complete' | 'partial') =>
        store.scans.endStep({ scanId: 's1', connectionId: 'c1', stepId, at: t1, end: { state, why: 'cut off' }, owns: [] })
      end('a', 'complete')
      end('b', 'partial')
      store.scans.end('s1', 'incomplete', t1)
      store.agents.markScan('s1', t1)
      expect(store.agents.row('a')?.partial).toBe(true)
      end('b', 'complete')
      store.agents.markScan('s1', t1)
      expect(store.agents.row('a')?.partial).toBe(false)
    }))

  it('count overdue decisions and what is known of them', () =>
    withStore((store) => {
      put(store, {
        a: { agent: { status: 'approved', statusUntil: t0, tools: [] } },
        b: { agent: { status: 'approved', statusUntil: '2027-01-01T00:00:00.000Z', activityKnown: true } },
        c: { agent: { kind: 'workflow', errorHandling: { retry: true, escalation: null, rollback: null } } },
      })
      expect(store.agents.overdue(t1)).toBe(1)
      expect(store.agents.layerCounts()).toEqual({ toolsKnown: 1, activityKnown: 1, workflows: 1, errorHandling: 1 })
    }))

  it('know who shares an owner, an identity or a workflow', () =>
    withStore((store) => {
      const source = { connectionLabel: '', provider: 'sample', platform: '', name: '', callId: null, lastSeen: t0, gone: false }
      const owner = { key: 'p', name: 'Owner', type: 'user', active: true, role: 'owner', callId: null } as const
      const owned = { owner: { state: 'known', name: 'Owner', people: [owner], declared: false } } as const
      put(store, {
        a: { agent: { ...owned, sources: [{ ...source, connectionId: 'c1', subjectKey: 'x' }] } },
        b: { agent: { ...owned, sources: [{ ...source, connectionId: 'c1', subjectKey: 'y' }] } },
        c: {
          agent: {
            sources: [{ ...source, connectionId: 'c1', subjectKey: 'z' }],
            relations: [{ to: 'x', relation: 'runs-as', agentId: null }],
          },
        },
        d: { agent: { sources: [{ ...source, connectionId: 'c2', subjectKey: 'x' }] } },
      })
      expect(store.agents.related('a')).toEqual([
        { agentId: 'b', name: 'Agent b', why: 'same owner: Owner' },
        { agentId: 'c', name: 'Agent c', why: 'acts as the same identity' },
      ])
      expect(store.agents.related('d')).toEqual([])
    }))

  it('keep findings again only when they differ, and violations as they stand', () =>
    withStore((store) => {
      const violation = {
        agentId: 'a',
        policyId: 'p',
        statement: 's',
        severity: 'high',
        message: 'm',
        capability: 'read mail',
        evidence: [],
        cure: 'c',
      } as const
      store.agents.put([{ ...agentWrite('a'), violations: [violation] }], context)
      expect(store.agents.violations(null)).toEqual([violation])
      store.agents.put([agentWrite('a', { risk: 51 })], context)
      expect(store.agents.violations('a')).toEqual([])
      expect(store.agents.get('a')?.score.risk).toBe(51)
    }))
})
