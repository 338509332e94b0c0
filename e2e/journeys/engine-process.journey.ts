import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundleProcess, processes } from '../../build/bundle.mjs'
import { buildVariant } from '../harness/build-variant.ts'
import { artifactsFolder } from '../harness/environment.ts'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'

/** Asks the engine that says back what it hears for its process id. */
function enginePid({ page }: OpenedWindow): Promise<number> {
  return page.evaluate(async () => {
    const reply = await window.rollcall.invoke('workspace.info', {})
    if (!reply.ok) throw new Error(reply.failure.message)
    return (reply.value as unknown as { readonly pid: number }).pid
  })
}

describe.each(['utility', 'fork'])('the engine as a process of its own (%s)', (launcher) => {
  let folder: string
  beforeAll(async () => {
    folder = await buildVariant()
  })

  it('answers, is started once more when it dies, and its second end is told', async () => {
    const opened = await openWindow({ folder, args: [`--launcher=${launcher}`] })
    try {
      const { app, page } = opened
      await page.evaluate(() => {
        Object.assign(window, { told: [] })
        window.rollcall.on((event) => (window as unknown as { told: string[] }).told.push(event.name))
      })
      const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told)
      const first = await enginePid(opened)
      expect(first).not.toBe(app.process().pid)

      process.kill(first, 'SIGKILL')
      await expect.poll(told, { timeout: 5_000 }).toEqual(['engine-restarted'])
      const second = await enginePid(opened)
      expect(second).not.toBe(first)

      process.kill(second, 'SIGKILL')
      await expect.poll(told, { timeout: 5_000 }).toEqual(['engine-restarted', 'engine-stopped'])
      const after = await page.evaluate(() => window.rollcall.invoke('workspace.info', {}))
      expect(after).toMatchObject({ ok: false, failure: { code: 'engine-stopped' } })
    } finally {
      await opened.close()
    }
  })

  it('hears only what the contract names', async () => {
    const opened = await openWindow({ folder, args: [`--launcher=${launcher}`] })
    try {
      const reply = await opened.page.evaluate(() => window.rollcall.invoke('workspace.die' as 'workspace.info', {}))
      expect(reply).toMatchObject({ ok: false, failure: { code: 'invalid-input' } })
    } finally {
      await opened.close()
    }
  })
})

it('is launched in one way only by a release', async () => {
  const outDir = join(artifactsFolder, 'release-main')
  const mainOf = async (flavour: 'development' | 'release') => {
    await bundleProcess({ name: flavour, entry: processes.main, outDir, flavour })
    return readFileSync(join(outDir, `${flavour}.cjs`), 'utf8').split('//# sourceMappingURL')[0]
  }
  expect(await mainOf('development')).toContain('ROLLCALL_NODE')
  expect(await mainOf('release')).not.toContain('ROLLCALL_NODE')
})
