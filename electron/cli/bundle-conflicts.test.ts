import { expect, test } from 'vitest'
import type { ConflictDetail, ConflictResolution, Federation } from '../../shared/domain/federation.ts'
import { withTwoUnits } from '../engine/governance/bundles/two-units-fixture.ts'
import { atDesk, jsonLines } from './run-for-test.ts'

test(
  'where two units disagree, what stands is said, counted and taken back from the command line',
  () =>
    withTwoUnits(async ({ sales, finance }) => {
      const files = [await sales.seal('2026-Q4'), await finance.seal('2026-Q4')]
      await atDesk(async ({ rollcall }) => {
        const w = ['--workspace', 'CIO', '--json'] as const
        const json = async <T>(...args: readonly string[]): Promise<T> => {
          const { code, out, err } = await rollcall(['bundle', ...args, ...w])
          const [value] = jsonLines<T>(out)
          if (code !== 0 || value === undefined) throw new Error(`${args.join(' ')}: ${code} ${err}`)
          return value
        }
        await json('merge', ...files)
        const before = await json<Federation>('list')
        const conflict = before.conflicts.find(({ field }) => field === 'status')?.id ?? ''
        const { sides } = await json<ConflictDetail>('conflict', conflict)
        const at = sides.findIndex(({ decision }) => decision?.reason === 'Finance looked at it.') + 1

        const wrong = await rollcall(['bundle', 'resolve', conflict, '3', '--reason', 'Because.', ...w])
        expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('Choose 1 to 2.')])
        const { entry } = await json<ConflictResolution>('resolve', conflict, String(at), '--reason', 'We asked both.')
        expect(await json<Federation>('list')).toMatchObject({ shadow: before.shadow - 1, resolutions: [{ entry, state: 'holds' }] })
        expect((await rollcall(['bundle', 'list', '--workspace', 'CIO'])).out).toContain(
          `Entry ${entry} (status), Helper agent-2: Finance stands: approved.`,
        )
        expect(await json('reopen', String(entry), '--reason', 'It was another one.')).toMatchObject({ state: 'taken back' })
        expect(await json<Federation>('list')).toMatchObject({ shadow: before.shadow, conflictCount: before.conflictCount })
      })
    }),
  60_000,
)
