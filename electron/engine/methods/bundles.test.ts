import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { faultyEstate } from '../../../e2e/harness/faulty-estate.ts'
import { openTestEngine, unwrap } from '../../../e2e/harness/open-test-engine.ts'
import type { PeopleChange } from '../../../shared/contract/people-change.ts'
import { defaultServiceLevels } from '../../../shared/domain/service-level.ts'

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

it('leaves nobody in a bundle without names who answers for an agent, sees to a control, or is told', async () => {
  const { engine, folder, close } = await openTestEngine(faultyEstate([]))
  try {
    const connections = unwrap(await engine.invoke('connections.openDemo', { size: 'small', seed: 1 }))
    const connectionIds = connections.filter(({ provider }) => provider === 'n8n').map(({ id }) => id)
    const { scanId } = unwrap(await engine.invoke('scans.start', { connectionIds }))
    unwrap(await engine.invoke('scans.wait', { scanId }))
    const { rows } = unwrap(await engine.invoke('agents.page', { limit: 2 }))
    const [first = '', second = ''] = rows.map(({ id }) => id)

    const decide = { agentIds: [first], reason: 'They know it best.' }
    unwrap(await engine.invoke('governance.decide', { ...decide, action: 'assign-owner', owner: 'Ines Falkenrath' }))
    const control = { what: 'Every answer is read first.', by: 'Otto Brandmeister', ends: null }
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString()
    unwrap(await engine.invoke('governance.decide', { agentIds: [second], action: 'accept-risk', reason: 'Needed.', until, control }))
    const levels = { ...defaultServiceLevels, escalateTo: [{ who: 'Vera Solheim', afterDays: 1 }] }
    unwrap(await engine.invoke('duty.setLevels', { levels, reason: 'The board asked for it.' }))

    unwrap(await engine.invoke('audits.open', { name: '2026-Q4', from: '2026-10-01', to: '2026-12-31' }))
    unwrap(await engine.invoke('audits.seal', { audit: '2026-Q4' }))
    const named = async (redacted: boolean) => {
      const path = join(folder, `${redacted}.zip`)
      unwrap(await engine.invoke('audits.exportBundle', { audit: '2026-Q4', path, redacted }))
      const text = readFileSync(path, 'utf8')
      return ['Ines Falkenrath', 'Otto Brandmeister', 'Vera Solheim'].filter((name) => text.includes(name))
    }
    expect(await named(false)).toHaveLength(3)
    expect(await named(true)).toEqual([])
  } finally {
    await close()
  }
})
