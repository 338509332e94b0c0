import { expect, it } from 'vitest'
import { batch, beginScan, grant, subject, t0, withStore } from './sample.ts'

/** Milliseconds of processor time for one look; measured 0.15 by index and 1.6 when the whole connection is read. */
it('looks at one subject among many without reading the others', () =>
  withStore((store) => {
    beginScan(store, 's1')
    const person = (i: number) => ({ key: `p${i}`, name: 'Person', type: 'user', active: true }) as const
    const observations = Array.from({ length: 5_000 }, (_, i) => [
      subject(`x${i}`, { nativeIds: [{ kind: 'app', value: `${i}`, joins: true }] }),
      grant(`g${i}`, `x${i}`),
      { kind: 'ownership', key: `o${i}`, subjectKey: `x${i}`, role: 'owner', person: person(i) } as const,
    ]).flat()
    store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', callId: 'call', observations })
    const times = 500
    const start = process.cpuUsage()
    for (let i = 0; i < times; i += 1) {
      expect(store.observations.about('c1', `x${i}`)).toHaveLength(3)
      store.observations.grantSummary('c1', `x${i}`)
      store.calls.ofAgent(`a${i}`, 10)
    }
    const used = process.cpuUsage(start)
    expect((used.user + used.system) / 1_000 / times).toBeLessThan(0.8)
    expect(store.observations.identityCount()).toBe(5_000)
    expect(store.observations.subject('c1', 'x7')?.firstSeen).toBe(t0)
  }))
