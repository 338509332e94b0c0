import { expect, test } from 'vitest'
import type { ConflictDetail, ConflictResolution, Federation } from '../../shared/domain/federation.ts'
import type { People } from '../../shared/domain/people.ts'
import { withTwoUnits } from '../engine/governance/bundles/two-units-fixture.ts'
import { criticalAgent } from '../engine/governance/keys/second-key-fixture.ts'
import { atDesk, type Desk, jsonLines } from './run-for-test.ts'

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

test(
  'an approval of an agent that somebody calls critical stands only as another person agreed on another device',
  () =>
    withTwoUnits(async ({ sales, finance }) => {
      sales.workspace.see({ ...sales.workspace.agent('agent-2'), ...criticalAgent, id: 'agent-2' } as never)
      const files = [await sales.seal('2026-Q4'), await finance.seal('2026-Q4')]
      await atDesk((elsewhere) =>
        atDesk(async (home) => {
          const ran = async <T>({ rollcall }: Desk, ...args: readonly string[]): Promise<T> => {
            const { code, out, err } = await rollcall([...args, '--json'])
            const [value] = jsonLines<T>(out)
            if (code !== 0 || value === undefined) throw new Error(`${args.join(' ')}: ${code} ${err}`)
            return value
          }
          const w = ['--workspace', 'CIO'] as const
          const { publicKey } = await ran<{ publicKey: string }>(elsewhere, 'key', 'new', '--out', 'second.key')
          expect((await home.rollcall(['bundle', 'merge', ...files, ...w])).code).toBe(0)
          await ran(home, 'people', 'add', 'Lead One', '--here', ...w)
          const { people } = await ran<People>(home, 'people', 'add', 'Lead Two', ...w)
          await ran(home, 'people', 'key-add', people.find(({ name }) => name === 'Lead Two')?.id ?? '', publicKey, ...w)
          await ran(home, 'people', 'rule', '--accept-critical', 'yes', ...w)
          const { conflicts } = await ran<Federation>(home, 'bundle', 'list', ...w)
          const conflict = conflicts.find(({ field }) => field === 'status')
          const at = (conflict?.accepting[0] ?? -1) + 1
          expect(conflict?.said[at - 1]).toMatchObject({ organisation: 'Finance', value: 'approved' })

          const resolve = ['bundle', 'resolve', conflict?.id ?? '', String(at), '--reason', 'We asked both.', ...w]
          const alone = await home.rollcall(resolve)
          expect([alone.code, alone.err]).toEqual([1, expect.stringMatching(/second key.*calls this agent critical/)])
          await ran(home, ...resolve, '--request', `${elsewhere.folder}/request.json`)
          const approve = ['revoke', 'approve', 'request.json', '--key', 'second.key'] as const
          expect((await elsewhere.rollcall(approve)).out).toContain('Let stand what Finance says of Helper agent-2')
          await ran(elsewhere, ...approve, '--yes', '--out', `${home.folder}/answer.json`)
          await ran(home, 'revoke', 'approve', 'answer.json', ...w)
          expect(await ran(home, ...resolve)).toMatchObject({ state: 'holds' })
        }),
      )
    }),
  180_000,
)
