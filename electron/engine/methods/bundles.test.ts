import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openTestEngine, unwrap } from '../../../e2e/harness/open-test-engine.ts'
import type { PeopleChange } from '../../../shared/contract/people-change.ts'

it('names who acts by the person whose key this device holds, and a bundle without names names nobody who took part', async () => {
  const { engine, folder, close } = await openTestEngine(null)
  try {
    const change = async (wanted: PeopleChange) => unwrap(await engine.invoke('people.change', { change: wanted }))
    const { keyId, publicKey } = unwrap(await engine.invoke('people.list', {}))
    const actor = async () => unwrap(await engine.invoke('workspace.info', {})).actor
    expect(await actor()).toBe('tester')
    const lead = { role: 'lead' as const, businessUnits: [] }
    await change({ kind: 'person-added', body: { personId: 'one', name: 'Mara Lindqvist', ...lead } })
    expect(await actor()).toBe('tester')
    await change({ kind: 'person-key-added', body: { personId: 'one', keyId, publicKey, home: 'this-device', label: 'here' } })
    await change({ kind: 'person-added', body: { personId: 'two', name: 'Petra Zimmerlein', ...lead } })
    expect(await actor()).toBe('Mara Lindqvist')

    unwrap(await engine.invoke('audits.open', { name: '2026-Q4', from: '2026-10-01', to: '2026-12-31' }))
    const { seal } = unwrap(await engine.invoke('audits.seal', { audit: '2026-Q4' }))
    expect(seal?.by).toBe('Mara Lindqvist')
    const bundle = async (redacted: boolean) => {
      const path = join(folder, `${redacted}.zip`)
      unwrap(await engine.invoke('audits.exportBundle', { audit: '2026-Q4', path, redacted }))
      return readFileSync(path, 'utf8')
    }
    const names = /Mara Lindqvist|Petra Zimmerlein|"actor":"tester"|\\"actor\\":\\"tester\\"/
    expect(await bundle(false)).toMatch(names)
    expect(await bundle(true)).not.toMatch(names)
  } finally {
    await close()
  }
})
