import { describe, expect, it } from 'vitest'
import { batch, beginScan, call, grant, subject, t0, t1, withStore } from './sample.ts'
import type { Store } from './store.ts'

const complete = { state: 'complete' } as const
const everything = [
  { kind: 'subject', keyPrefix: '' },
  { kind: 'grant', keyPrefix: '' },
] as const

function keep(store: Store, scanId: string, observations: Parameters<Store['scans']['keep']>[0]['observations'], at = t0): number {
  return store.scans.keep({ ...batch, at, scanId, connectionId: 'c1', observations })
}

const touched = (store: Store) => store.observations.touchedSubjects('c1', 100)
const settle = (store: Store) => store.observations.clearTouched('c1', touched(store))

describe('observations', () => {
  it('writes nothing new when nothing changed, and moves last seen', () =>
    withStore((store) => {
      beginScan(store, 's1')
      expect(keep(store, 's1', [subject('x'), grant('g', 'x')])).toBe(2)
      settle(store)
      beginScan(store, 's2')
      expect(keep(store, 's2', [subject('x'), grant('g', 'x')], t1)).toBe(0)
      expect(store.observations.count()).toBe(2)
      expect(touched(store)).toEqual([])
      expect(store.observations.subject('c1', 'x')).toMatchObject({ firstSeen: t0, lastSeen: t1, gone: false })
    }))

  it('keeps a new form beside the old one and touches its subject', () =>
    withStore((store) => {
      beginScan(store, 's1')
      keep(store, 's1', [subject('x'), grant('g', 'x')])
      settle(store)
      expect(keep(store, 's1', [grant('g', 'x', { permissions: ['Mail.Send'] })])).toBe(1)
      expect(store.observations.count()).toBe(3)
      expect(touched(store)).toEqual(['x'])
      expect([...store.observations.current('c1', 'grant')].map((one) => one.permissions)).toEqual([['Mail.Send']])
    }))

  it('marks as gone only what a complete step owns and did not see, and touches what it was about', () =>
    withStore((store) => {
      beginScan(store, 's1')
      keep(store, 's1', [subject('a:x'), subject('a:y'), subject('b:z'), grant('g', 'a:x')])
      settle(store)
      beginScan(store, 's2')
      keep(store, 's2', [subject('a:x')], t1)
      const owns = [{ kind: 'subject', keyPrefix: 'a:' }] as const
      store.scans.endStep({ scanId: 's2', connectionId: 'c1', stepId: 'a', at: t1, end: { state: 'partial', why: 'cut' }, owns })
      expect(touched(store)).toEqual([])
      store.scans.endStep({ scanId: 's2', connectionId: 'c1', stepId: 'a', at: t1, end: complete, owns })
      expect(touched(store)).toEqual(['a:y'])
      expect([...store.observations.current('c1', 'subject')].map((one) => one.key)).toEqual(['a:x', 'b:z'])
      expect(store.observations.subject('c1', 'a:y')).toMatchObject({ gone: true })
      settle(store)
      store.scans.endStep({ scanId: 's2', connectionId: 'c1', stepId: 'b', at: t1, end: complete, owns: everything })
      expect(touched(store)).toEqual(['a:x', 'b:z'])
    }))

  it('brings back what was gone', () =>
    withStore((store) => {
      beginScan(store, 's1')
      keep(store, 's1', [subject('x')])
      beginScan(store, 's2')
      store.scans.endStep({ scanId: 's2', connectionId: 'c1', stepId: 'a', at: t1, end: complete, owns: everything })
      settle(store)
      beginScan(store, 's3')
      expect(keep(store, 's3', [subject('x')])).toBe(0)
      expect(touched(store)).toEqual(['x'])
      expect(store.observations.subject('c1', 'x')?.gone).toBe(false)
    }))

  it('finds activity by native id and touches the subject it is about', () =>
    withStore((store) => {
      beginScan(store, 's1')
      keep(store, 's1', [subject('x', { nativeIds: [{ kind: 'app', value: '7', joins: true }] })])
      settle(store)
      const nativeId = { kind: 'app', value: '7', joins: true }
      const activity = {
        kind: 'activity',
        key: 'act',
        subjectKey: null,
        nativeId,
        lastActive: t0,
        calls: 3,
        users: 1,
        window: '30 days',
      } as const
      keep(store, 's1', [activity])
      expect(touched(store)).toEqual(['x'])
      expect(store.observations.about('c1', 'x').map((seen) => seen.observation.kind)).toEqual(['subject', 'activity'])
      expect(store.observations.byNativeId('app', '7')).toEqual([{ connectionId: 'c1', subjectKey: 'x' }])
      expect(store.observations.byNativeId('app', '8')).toEqual([])
      expect(store.observations.named(['app', 'other'])).toEqual({ count: 1, connectionIds: ['c1'] })
      expect(store.observations.named([])).toEqual({ count: 0, connectionIds: [] })
    }))

  it('touches what a person owns when the person changes', () =>
    withStore((store) => {
      beginScan(store, 's1')
      const person = { kind: 'person', key: 'p', name: 'Person', mail: null, department: null, active: true, type: 'user' } as const
      const owner = { key: 'p', name: 'Person', type: 'user', active: null } as const
      keep(store, 's1', [subject('x'), { kind: 'ownership', key: 'o', subjectKey: 'x', role: 'owner', person: owner }, person])
      settle(store)
      keep(store, 's1', [{ ...person, active: false }])
      expect(touched(store)).toEqual(['x'])
      settle(store)
      beginScan(store, 's2')
      const owns = [{ kind: 'person', keyPrefix: '' }] as const
      store.scans.endStep({ scanId: 's2', connectionId: 'c1', stepId: 'a', at: t1, end: complete, owns })
      expect(touched(store)).toEqual(['x'])
    }))

  it('touches what a person owns elsewhere under the same mail address', () =>
    withStore((store) => {
      beginScan(store, 's1')
      beginScan(store, 's2', 'c2')
      const person = {
        kind: 'person',
        key: 'p',
        name: 'Person',
        mail: 'p@example.test',
        department: null,
        active: true,
        type: 'user',
      } as const
      const owner = { key: 'p', name: 'Person', type: 'user', active: null } as const
      keep(store, 's1', [subject('x'), { kind: 'ownership', key: 'o', subjectKey: 'x', role: 'owner', person: owner }, person])
      settle(store)
      const directory = { ...person, key: 'directory-7', mail: 'P@Example.test', active: false }
      store.scans.keep({ ...batch, at: t1, scanId: 's2', connectionId: 'c2', observations: [directory] })
      expect(touched(store)).toEqual(['x'])
      expect(store.observations.peopleByMail('p@example.test').map((seen) => seen.connectionId)).toEqual(['c1', 'c2'])
    }))

  it('represents very many equal grants by one, and counts them all', () =>
    withStore((store) => {
      beginScan(store, 's1')
      const consents = Array.from({ length: 700 }, (_, i) =>
        grant(`g${i}`, 'x', { type: 'delegated', consent: 'user', principalKey: `p${i}` }),
      )
      keep(store, 's1', [subject('x'), ...consents, grant('other', 'x', { permissions: ['Files.Read.All'] })])
      expect(store.observations.about('c1', 'x').filter((seen) => seen.observation.kind === 'grant')).toHaveLength(2)
      expect(store.observations.grantSummary('c1', 'x')).toEqual({ grants: 701, people: 700 })
    }))

  it('leaves out grants that went, but keeps those that went with their subject', () =>
    withStore((store) => {
      beginScan(store, 's1')
      keep(store, 's1', [subject('x'), grant('old', 'x'), grant('kept', 'x')])
      const kinds = () => store.observations.about('c1', 'x').map((seen) => seen.observation.key)
      beginScan(store, 's2')
      keep(store, 's2', [subject('x'), grant('kept', 'x')])
      store.scans.endStep({ scanId: 's2', connectionId: 'c1', stepId: 'a', at: t1, end: complete, owns: everything })
      expect(kinds()).toEqual(['x', 'kept'])
      beginScan(store, 's3')
      store.scans.endStep({ scanId: 's3', connectionId: 'c1', stepId: 'a', at: t1, end: complete, owns: everything })
      expect(kinds()).toEqual(['x', 'kept'])
      expect(store.observations.grantSummary('c1', 'x')).toEqual({ grants: 0, people: 0 })
    }))

  it('streams what this scan saw, and lets the reader write meanwhile', () =>
    withStore((store) => {
      beginScan(store, 's1')
      keep(
        store,
        's1',
        Array.from({ length: 1_200 }, (_, i) => subject(`k${String(i).padStart(5, '0')}`)),
      )
      beginScan(store, 's2')
      keep(store, 's2', [subject('k00007')])
      let read = 0
      for (const one of store.observations.current('c1', 'subject')) {
        read += 1
        if (read % 400 === 0) store.settings.set('last', one.key)
      }
      expect(read).toBe(1_200)
      expect([...store.observations.inScan('s2', 'c1', 'subject')].map((one) => one.key)).toEqual(['k00007'])
    }))

  it('counts identities, of present connections only', () =>
    withStore((store) => {
      beginScan(store, 's1')
      keep(store, 's1', [subject('x'), subject('y', { role: 'agent' })])
      expect(store.observations.identityCount()).toBe(1)
      store.connections.remove('c1')
      expect(store.observations.identityCount()).toBe(0)
    }))

  it('finds the calls behind an agent, newest first', () =>
    withStore((store) => {
      beginScan(store, 's1')
      const place = { scanId: 's1', connectionId: 'c1', stepId: 'a' }
      store.calls.append([call('one', place), call('two', place), call('other', place), call('one', place)])
      store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', callId: 'one', observations: [subject('x')] })
      store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', callId: 'two', observations: [grant('g', 'x')] })
      store.agents.setMember('c1', 'x', 'agent-1')
      expect(store.calls.ofAgent('agent-1', 10).map((one) => one.id)).toEqual(['two', 'one'])
      expect(store.calls.get('two')).toEqual(call('two', place))
      expect(store.calls.count()).toBe(3)
      expect(store.scans.coverage('s1')[0]?.calls).toBe(3)
    }))

  it('refuses to change or drop what was observed', () =>
    withStore((store) => {
      beginScan(store, 's1')
      expect(() => store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', stepId: 'none', observations: [subject('x')] })).toThrow(
        /no such step/,
      )
      expect(store.observations.count()).toBe(0)
    }))
})
