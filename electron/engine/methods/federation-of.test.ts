import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fillWorkspace } from '../../../e2e/harness/fill-workspace.ts'
import { openTestEngine, unwrap } from '../../../e2e/harness/open-test-engine.ts'
import { bands } from '../../../shared/domain/vocabulary.ts'

it('counts this workspace alone as its inventory does, as long as nobody handed anything in', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-alone-'))
  try {
    fillWorkspace(join(folder, 'test.rollcall'), 40)
    const { engine, close } = await openTestEngine(null, { folder })
    const count = async (filter: object) => unwrap(await engine.invoke('agents.page', { filter, limit: 1 })).total
    const alone = unwrap(await engine.invoke('audits.federation', {}))
    expect(alone).toMatchObject({ agents: 40, lines: 40, conflicts: [], conflictCount: 0 })
    expect(alone.bundles).toHaveLength(1)
    for (const band of bands) expect([band, alone.bands[band]]).toEqual([band, await count({ band: [band] })])
    await close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
