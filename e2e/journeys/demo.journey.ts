import { expect, it } from 'vitest'
import { openWindow } from '../harness/open-window.ts'

it('opens on the demo estate and this computer when asked, and finds agents there', async () => {
  const opened = await openWindow({ args: ['--demo'] })
  try {
    const agents = () =>
      opened.page.evaluate(async () => {
        const overview = await window.rollcall.invoke('workspace.overview', {})
        return overview.ok ? overview.value.agents : 0
      })
    await expect.poll(agents, { timeout: 240_000, interval: 1_000 }).toBeGreaterThan(100)
    await opened.screenshot('demo')
    const connections = await opened.page.evaluate(() => window.rollcall.invoke('connections.list', {}))
    expect(connections.ok && connections.value.some(({ provider }) => provider === 'this-computer')).toBe(true)
  } finally {
    await opened.close()
  }
})
