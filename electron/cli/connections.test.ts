import { mkdirSync } from 'node:fs'
import { expect, it, test } from 'vitest'
import { notConnectedWords } from './not-connected-words.ts'
import { atDesk, jsonLines } from './run-for-test.ts'

test(
  'lists what is connected with when it was scanned and what was seen; what was never scanned says so',
  () =>
    atDesk(async ({ folder, rollcall }) => {
      mkdirSync(`${folder}/home`)
      const w = ['--workspace', 'w.rollcall'] as const
      const connect = ['connect', ...w, 'this-computer', '--set', 'home=home'] as const
      expect((await rollcall([...connect, '--label', 'Laptop', '--business-unit', 'Sales'])).code).toBe(0)
      const listed = async () => jsonLines<Record<string, unknown>>((await rollcall(['connections', ...w, '--json'])).out)
      const [before] = await listed()
      expect(before).toMatchObject({ label: 'Laptop', provider: 'this-computer', businessUnit: 'Sales', lastScanAt: null, coverage: null })
      expect(before).not.toHaveProperty('settings')
      expect((await rollcall(['connections', ...w])).out).toMatch(/Laptop .*Sales +never +no scan has ended/)

      await rollcall(['scan', ...w])
      const [after] = await listed()
      expect(after).toMatchObject({ lastScanAt: expect.stringMatching(/^20/), says: expect.stringMatching(/^\d+ seen/) })
      expect(after).toHaveProperty('coverage.asked')
    }),
  120_000,
)

it('never tells of a system that is not connected as of one where nothing was found', () => {
  const slack = { provider: 'slack', title: 'Slack', count: 1, namedBy: ['The tenant'] }
  expect(notConnectedWords(slack)).toBe(
    'Slack is not connected, though The tenant speaks of it (1 id): whatever else it holds was not seen.',
  )
})
