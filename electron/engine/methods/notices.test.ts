import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { memorySecrets, unwrap } from '../../../e2e/harness/open-test-engine.ts'
import { openEstate } from '../../estate/open.ts'
import { createEngine, type Engine } from '../create-engine.ts'
import { openNotices } from './notices.ts'

it('keeps a notice until nobody waits for it, and tells of both', () => {
  const told: string[] = []
  const notices = openNotices((id) => told.push(id))
  notices.post('a', 'Enter ABCD')
  expect([notices.of('a'), notices.of('b')]).toEqual(['Enter ABCD', null])
  notices.clear('a')
  notices.clear('b')
  expect(notices.of('a')).toBeNull()
  expect(told).toEqual(['a', 'a'])
})

it('shows the code of a sign-in on another device while it is waited for, and stores it nowhere', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-notice-'))
  const databasePath = join(folder, 'test.rollcall')
  const estate = await openEstate({ size: 'small', seed: 7, quotas: 'off' })
  const tenant = estate.connections.find((one) => one.provider === 'microsoft-365')
  let engine: Engine | null = null
  const seen: (string | null)[] = []
  engine = unwrap(
    await createEngine(
      {
        databasePath,
        transport: fetch,
        clock: () => new Date(),
        random: (bytes) => randomBytes(bytes),
        secrets: memorySecrets(),
        emit: async ({ name, id }) => {
          if (name === 'notice' && id !== null && engine !== null) seen.push(unwrap(await engine.invoke('connections.notice', { id })))
        },
        log: () => {},
        estate: null,
        actor: 'tester',
      },
      '0.0.0',
    ),
  )
  try {
    const settings = { ...tenant?.settings, signIn: 'device-code' }
    const { id } = unwrap(await engine.invoke('connections.add', { provider: 'microsoft-365', settings }))
    expect(unwrap(await engine.invoke('connections.probe', { id })).reached).toBe(true)

    expect(seen).toEqual([expect.stringMatching(/code/i), null])
    for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file)).includes(String(seen[0]))).toBe(false)
  } finally {
    await engine.close()
    await estate.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
