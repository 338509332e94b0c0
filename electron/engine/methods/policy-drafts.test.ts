import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openTestEngine, unwrap } from '../../../e2e/harness/open-test-engine.ts'
import { contentOf, draftFrom } from '../../../shared/domain/policy-draft.ts'

test('a draft outlives the engine that kept it, with who wrote it last and when, until it is published or dropped', async () => {
  const first = await openTestEngine(null)
  const again = () => openTestEngine(null, { folder: first.folder })
  try {
    const pack = unwrap(await first.engine.invoke('governance.policies', {})).find(({ id }) => id === 'read-only-assistant')
    if (pack === undefined) throw new Error('the pack is gone')
    // Half a statement and no title: nothing of it could be published, and all of it is kept.
    const half = { ...draftFrom(pack, pack), title: '', cedar: `${pack.cedar}\nforbid (principal, ` }
    expect(unwrap(await first.engine.invoke('policies.keepDraft', { draft: half }))).toMatchObject({ draft: half, by: 'tester' })
    await first.engine.close()

    const second = await again()
    expect(unwrap(await second.engine.invoke('policies.drafts', {}))).toMatchObject([{ draft: half, by: 'tester', at: expect.any(String) }])
    const whole = { ...half, title: 'Read only', cedar: pack.cedar }
    unwrap(await second.engine.invoke('policies.keepDraft', { draft: whole }))
    unwrap(
      await second.engine.invoke('policies.publish', { content: { ...contentOf(whole), severity: 'critical' }, reason: 'Another text.' }),
    )
    expect(unwrap(await second.engine.invoke('policies.drafts', {}))).toHaveLength(1)
    unwrap(await second.engine.invoke('policies.publish', { content: contentOf(whole), reason: 'This text.' }))
    expect(unwrap(await second.engine.invoke('policies.drafts', {}))).toEqual([])
    unwrap(await second.engine.invoke('policies.keepDraft', { draft: half }))
    unwrap(await second.engine.invoke('policies.dropDraft', { policyId: half.id }))
    expect(unwrap(await second.engine.invoke('policies.drafts', {}))).toEqual([])
    await second.close()
  } finally {
    rmSync(first.folder, { recursive: true, force: true })
  }
})
