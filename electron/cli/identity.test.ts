import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { smallWorkflow } from '../../e2e/harness/small-workflow.ts'
import type { IdentityEntry, MergeSuggestion } from '../../shared/domain/identity-change.ts'
import { atDesk, jsonLines } from './run-for-test.ts'

const w = ['--workspace', 'w.rollcall'] as const

test(
  'two that are suggested as one are merged, stay so when they are scanned again, and are two once it is taken back',
  () =>
    atDesk(async ({ folder, rollcall }) => {
      for (const id of ['one', 'two']) {
        writeFileSync(join(folder, `${id}.json`), JSON.stringify(smallWorkflow('Invoice agent', id)))
        await rollcall(['connect', ...w, 'n8n', '--label', id, '--set', `export=${id}.json`])
      }
      await rollcall(['scan', ...w])
      const agents = async () => jsonLines<{ id: string; name: string; gone: boolean }>((await rollcall(['agents', ...w, '--json'])).out)
      const before = await agents()
      expect(before).toHaveLength(2)
      const [suggestion] = jsonLines<MergeSuggestion>((await rollcall(['identity', 'suggest', ...w, '--json'])).out)
      expect(suggestion?.evidence).toEqual(['Same name: Invoice agent', 'Same model: gpt-4o'])

      const [into = '', from = ''] = [suggestion?.one.id, suggestion?.other.id]
      const merged = await rollcall(['identity', 'merge', into, from, '--reason', 'One agent on two servers.', ...w, '--json'])
      const [entry] = jsonLines<IdentityEntry>(merged.out)
      await rollcall(['identity', 'rename', into, 'Invoices', '--reason', 'As finance calls it.', ...w])
      await rollcall(['scan', ...w])
      expect(await agents()).toMatchObject([{ id: into, name: 'Invoices', gone: false }])

      const undone = await rollcall(['identity', 'undo', String(entry?.entry), '--reason', 'They are two.', ...w])
      expect([undone.code, undone.err]).toEqual([0, ''])
      await rollcall(['scan', ...w])
      const after = await agents()
      expect(after.map(({ id, gone }) => [id, gone]).sort()).toEqual(before.map(({ id }) => [id, false]).sort())
      expect((await rollcall(['identity', 'suggest', ...w, '--json'])).out).toBe('')
      const again = await rollcall(['identity', 'undo', String(entry?.entry), '--reason', 'Twice.', ...w])
      expect([again.code, again.err]).toEqual([1, expect.stringContaining('taken back already')])
      expect((await rollcall(['verify', ...w])).code).toBe(0)
    }),
  180_000,
)
