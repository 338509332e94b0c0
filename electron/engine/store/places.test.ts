import { expect, it } from 'vitest'
import type { StepEnd } from '../../../shared/domain/coverage.ts'
import { batch, beginScan, subject, t1, withStore } from './sample.ts'

const complete: StepEnd = { state: 'complete' }
const denied: StepEnd = { state: 'denied', missing: 'agents:List', why: 'refused' }
const owned = (keyPrefix: string) => [{ kind: 'subject', keyPrefix } as const]
const all = { connectionId: 'c1', incompleteOnly: false, within: null, after: null, limit: 100 }

it('a place that was seen whole marks what is gone there, and nothing of a place that was denied', () =>
  withStore((store) => {
    beginScan(store, 's1')
    store.scans.keep({
      ...batch,
      scanId: 's1',
      connectionId: 'c1',
      observations: [subject('1/west/a'), subject('1/west/b'), subject('2/west/c')],
    })
    store.scans.end('s1', 'complete', t1)
    beginScan(store, 's2')
    store.scans.keep({
      ...batch,
      scanId: 's2',
      connectionId: 'c1',
      at: t1,
      observations: [subject('1/west/a')],
      places: [
        { wide: '1', narrow: 'west', end: complete, owns: owned('1/west/') },
        { wide: '2', narrow: 'west', end: denied, owns: owned('2/west/') },
      ],
    })
    expect([...store.observations.current('c1', 'subject')].map(({ key }) => key)).toEqual(['1/west/a', '2/west/c'])
    expect(store.scans.placeCounts('s2', 'c1', 'a')).toEqual({ places: 2, incomplete: 1 })
  }))

it('places are read in order, page by page, and counted as a table', () =>
  withStore((store) => {
    beginScan(store, 's1')
    const places = ['1', '2'].flatMap((wide) =>
      ['north', 'west'].map((narrow) => ({ wide, narrow, end: wide === '2' && narrow === 'west' ? denied : complete, owns: [] })),
    )
    for (const stepId of ['a', 'b']) store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', stepId, observations: [], places })
    expect(store.scans.places(all)).toEqual([])
    store.scans.end('s1', 'incomplete', t1)
    const names = (query: Partial<typeof all> | Parameters<typeof store.scans.places>[0]) =>
      store.scans.places({ ...all, ...query }).map(({ wide, narrow, stepId }) => `${wide}/${narrow}/${stepId}`)
    expect(names({ limit: 3 })).toEqual(['1/north/a', '1/north/b', '1/west/a'])
    expect(names({ ...all, after: { wide: '1', narrow: 'west', stepId: 'a' }, limit: 2 })).toEqual(['1/west/b', '2/north/a'])
    expect(names({ incompleteOnly: true })).toEqual(['2/west/a', '2/west/b'])
    expect(names({ ...all, within: { wide: '2', narrow: 'north' } })).toEqual(['2/north/a', '2/north/b'])
    expect(store.scans.placeGrid('c1')).toEqual({
      wides: ['1', '2'],
      narrows: ['north', 'west'],
      cells: [
        { wide: '1', narrow: 'north', counts: { complete: 2 }, steps: 2, incomplete: 0 },
        { wide: '1', narrow: 'west', counts: { complete: 2 }, steps: 2, incomplete: 0 },
        { wide: '2', narrow: 'north', counts: { complete: 2 }, steps: 2, incomplete: 0 },
        { wide: '2', narrow: 'west', counts: { denied: 2 }, steps: 2, incomplete: 2 },
      ],
    })
  }))

it('a step that starts over has looked nowhere yet; one that resumes keeps the places it has seen', () =>
  withStore((store) => {
    beginScan(store, 's1')
    const places = [{ wide: '1', narrow: '', end: denied, owns: [] }]
    store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', cursor: 'next', observations: [], places })
    store.scans.startStep('s1', 'c1', 'a', t1)
    expect(store.scans.placeCounts('s1', 'c1', 'a').places).toBe(1)
    store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', cursor: null, observations: [], places })
    store.scans.startStep('s1', 'c1', 'a', t1)
    expect(store.scans.placeCounts('s1', 'c1', 'a').places).toBe(0)
  }))
