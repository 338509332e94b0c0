import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openTestEngine, unwrap } from '../../../e2e/harness/open-test-engine.ts'
import { withTwoUnits } from '../governance/bundles/two-units-fixture.ts'

it('a word on a conflict names whom the units named, and a bundle without names does not', () =>
  withTwoUnits(async ({ sales, finance }) => {
    const { engine, folder, close } = await openTestEngine(null)
    try {
      for (const unit of [sales, finance]) unwrap(await engine.invoke('audits.mergeBundle', { path: await unit.seal('2026-Q4') }))
      const { conflicts } = unwrap(await engine.invoke('audits.federation', {}))
      const about = conflicts.find(({ field }) => field === 'owner')
      const { conflict, sides } = unwrap(await engine.invoke('audits.conflict', { conflict: about?.id ?? '' }))
      expect(sides.map(({ statement }) => statement.value).sort()).toEqual(['Mara Lindqvist', 'Otto Brandmeister'])
      const [one] = conflict.said
      const resolution = { kind: 'statement' as const, conflict: conflict.id, manifest: one?.manifest ?? '', agentId: one?.agentId ?? '' }
      unwrap(await engine.invoke('audits.resolveConflict', { resolution, reason: 'We called both.' }))

      unwrap(await engine.invoke('audits.open', { name: '2026-Q4', from: '2026-10-01', to: '2026-12-31' }))
      unwrap(await engine.invoke('audits.seal', { audit: '2026-Q4' }))
      const named = async (redacted: boolean) => {
        const path = join(folder, `${redacted}.zip`)
        unwrap(await engine.invoke('audits.exportBundle', { audit: '2026-Q4', path, redacted }))
        const text = readFileSync(path, 'utf8')
        return ['Mara Lindqvist', 'Otto Brandmeister'].filter((name) => text.includes(name))
      }
      expect(await named(false)).toHaveLength(2)
      expect(await named(true)).toEqual([])
    } finally {
      await close()
    }
  }))
