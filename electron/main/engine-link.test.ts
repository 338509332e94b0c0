import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import type { EngineEvent } from '../../shared/contract/events.ts'
import { type EngineLink, linkEngine } from './engine-link.ts'
import { launchFork } from './launch-fork.ts'

const entry = fileURLToPath(new URL('testing/echo-engine.mjs', import.meta.url))
process.env.ROLLCALL_NODE = process.execPath
let link: EngineLink | null = null
afterEach(() => link?.stop())

function open(actor = 'someone'): { readonly link: EngineLink; readonly events: EngineEvent[] } {
  const events: EngineEvent[] = []
  link = linkEngine({
    launch: launchFork,
    entry,
    config: {
      databasePath: '/nowhere',
      actor,
      secretsPersistence: { kind: 'memory', why: 'a test' },
      estateEntry: null,
      runtime: 'fallback',
      version: '0.0.0',
    },
    onEvent: (event) => events.push(event),
    answerSecret: async ({ id, name }) => ({ id, result: { ok: true, value: `value of ${name}` } }),
    restartAfterMs: 10,
    stopAfterMs: 300,
  })
  return { link, events }
}

describe('the link to the engine', () => {
  it('matches replies with calls, also with those made before the engine was ready', async () => {
    const { link } = open()
    const replies = await Promise.all([link.call('a', 1), link.call('b', { deep: [2] })])
    expect(replies).toMatchObject([
      { ok: true, value: { method: 'a', args: 1 } },
      { ok: true, value: { method: 'b', args: { deep: [2] } } },
    ])
  })

  it('passes events on and answers questions about secrets', async () => {
    const { link, events } = open()
    await link.call('emit', {})
    expect(events).toEqual([{ name: 'notice', id: 'n1' }])
    expect(await link.call('secret', {})).toEqual({ ok: true, value: 'value of a/b' })
  })

  it('answers open calls with a failure when the engine dies, starts it once more and says so', async () => {
    const { link, events } = open()
    const hanging = link.call('hang', {})
    const dying = link.call('die', {})
    expect(await hanging).toMatchObject({ ok: false, failure: { code: 'engine-stopped' } })
    expect(await dying).toMatchObject({ ok: false, failure: { code: 'engine-stopped' } })
    expect(await link.call('again', {})).toMatchObject({ ok: true, value: { method: 'again' } })
    expect(events).toEqual([{ name: 'engine-restarted', id: null }])
  })

  it('gives up after the second death and keeps answering with a failure', async () => {
    const { link, events } = open()
    await link.call('die', {})
    await link.call('die', {})
    expect(await link.call('more', {})).toMatchObject({ ok: false, failure: { code: 'engine-stopped' } })
    expect(events.map((event) => event.name)).toEqual(['engine-restarted', 'engine-stopped'])
  })

  it("shows the engine's own reason when it refuses to open, and does not restart it", async () => {
    const { link, events } = open('refused')
    expect(await link.call('a', {})).toMatchObject({ ok: false, failure: { code: 'database-from-future' } })
    expect(await link.call('b', {})).toMatchObject({ ok: false, failure: { code: 'database-from-future' } })
    await expect.poll(() => link.alive).toBe(false)
    // The reason answers every call; that the engine stopped would hide it.
    expect(events).toEqual([])
    expect(await link.call('c', {})).toMatchObject({ ok: false, failure: { code: 'database-from-future' } })
  })

  it('ends the engine when asked', async () => {
    const { link } = open()
    await link.call('a', {})
    await link.stop()
    expect(link.alive).toBe(false)
    expect(await link.call('b', {})).toMatchObject({ ok: false, failure: { code: 'engine-stopped' } })
  })
})
