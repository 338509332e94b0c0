import { describe, expect, it } from 'vitest'
import { keyRange } from './key-range.ts'
import { batch, beginScan, connection, subject, t0, t1, withStore } from './sample.ts'

describe('scans', () => {
  it('resume where a step left off, with counts that match', () =>
    withStore((store) => {
      beginScan(store, 's1')
      store.scans.startStep('s1', 'c1', 'a', t0)
      store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', cursor: 'page-2', keptAside: 1, observations: [subject('x')] })
      expect(store.scans.unfinished().map((scan) => scan.id)).toEqual(['s1'])
      expect(store.scans.steps('s1')[0]).toMatchObject({ stepId: 'a', cursor: 'page-2', end: null })
      store.scans.startStep('s1', 'c1', 'a', t1)
      expect(store.scans.coverage('s1')[0]).toMatchObject({ pages: 1, objects: 1, keptAside: 1, startedAt: t0, incomplete: true })
    }))

  it('start a step over that cannot resume from its middle', () =>
    withStore((store) => {
      beginScan(store, 's1')
      store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', observations: [subject('x')] })
      store.scans.startStep('s1', 'c1', 'a', t1)
      expect(store.scans.coverage('s1')[0]).toMatchObject({ pages: 0, objects: 0 })
    }))

  it('end with their state, and the connection knows its last one', () =>
    withStore((store) => {
      beginScan(store, 's1')
      store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', observations: [subject('x')] })
      const failure = { code: 'provider-down', message: 'no answer' } as const
      store.scans.endStep({ scanId: 's1', connectionId: 'c1', stepId: 'a', at: t1, end: { state: 'failed', failure }, owns: [] })
      store.scans.end('s1', 'failed', t1)
      expect(store.scans.get('s1')).toMatchObject({ state: 'failed', endedAt: t1, connectionIds: ['c1'], objects: 1, newFacts: 1, failure })
      expect(store.connections.get('c1')).toMatchObject({ lastScanId: 's1', lastScanAt: t1 })
      store.connections.put(connection('c1', { label: 'Renamed' }))
      expect(store.connections.get('c1')).toMatchObject({ label: 'Renamed', lastScanId: 's1' })
      expect(store.scans.unfinished()).toEqual([])
    }))

  it('say what the last ended scan of each present connection saw', () =>
    withStore((store) => {
      beginScan(store, 's1')
      beginScan(store, 's2', 'c2')
      store.scans.end('s1', 'complete', t1)
      store.scans.end('s2', 'complete', t1)
      beginScan(store, 's3')
      expect(store.scans.latestCoverage().map((step) => `${step.scanId}/${step.connectionId}/${step.stepId}`)).toEqual([
        's1/c1/a',
        's1/c1/b',
        's2/c2/a',
        's2/c2/b',
      ])
      store.connections.remove('c1')
      expect(new Set(store.scans.latestCoverage().map((step) => step.scanId))).toEqual(new Set(['s2']))
      expect(store.scans.list(2).map((scan) => scan.id)).toEqual(['s3', 's2'])
    }))

  it('refuse what does not exist', () =>
    withStore((store) => {
      expect(store.scans.get('none')).toBeNull()
      expect(() => store.scans.end('none', 'complete', t0)).toThrow(/no such scan/)
      expect(() =>
        store.scans.begin({ id: 's', startedAt: t0, steps: [{ connectionId: 'none', stepId: 'a', stepTitle: '', hides: '' }] }),
      ).toThrow(/no such connection/)
      expect(store.scans.list(10)).toEqual([])
    }))
})

describe('the range of a prefix', () => {
  it('ends before the next key of the same length', () => {
    expect(keyRange('sp:')).toEqual({ from: 'sp:', before: 'sp;' })
    expect(keyRange('a\ud7ff').before).toBe('a\ue000')
    expect(keyRange('a\u{10ffff}').before).toBe('b')
    expect(keyRange('').before).toBeInstanceOf(Uint8Array)
  })
})
