import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildVariant } from '../harness/build-variant.ts'
import { projectFolder } from '../harness/environment.ts'
import { type Loopback, openLoopback } from '../harness/loopback.ts'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'

// Each wall of the Electron checklist has a probe. On the product every probe must hold; on a copy of the shell without
// that one wall, the same probe must fail. A probe that cannot fail shows nothing.

interface Place {
  readonly opened: OpenedWindow
  readonly elsewhere: Loopback
  readonly folder: string
}

interface Probe {
  readonly wall: string
  readonly holds: (place: Place) => Promise<boolean>
}

const soon = (ms = 400) => new Promise((done) => setTimeout(done, ms))

/** What a preload beside the product's sees of the process. */
async function seen({ opened }: Place): Promise<{ readonly sandboxed: boolean; readonly isolated: boolean }> {
  const preload = join(projectFolder, 'e2e/harness/probe-preload.cjs')
  await opened.app.evaluate(({ session }, filePath) => {
    if (typeof session.defaultSession.registerPreloadScript === 'function')
      session.defaultSession.registerPreloadScript({ type: 'frame', filePath })
    else session.defaultSession.setPreloads([filePath])
  }, preload)
  await opened.page.reload()
  return opened.page.evaluate(() => (globalThis as unknown as { seen: { sandboxed: boolean; isolated: boolean } }).seen)
}

const probes: readonly Probe[] = [
  { wall: 'sandbox', holds: async (place) => (await seen(place)).sandboxed },
  { wall: 'isolation', holds: async (place) => (await seen(place)).isolated },
  {
    wall: 'node-in-page',
    holds: ({ opened }) => opened.page.evaluate(() => !('require' in globalThis) && !('process' in globalThis)),
  },
  {
    wall: 'content-security-policy',
    holds: async ({ opened, elsewhere }) => {
      const ran = await opened.page.evaluate(async (url) => {
        const script = document.createElement('script')
        script.textContent = 'window.inlineRan = true'
        document.body.append(script)
        const fetched = await fetch(url).then(
          () => true,
          () => false,
        )
        return 'inlineRan' in window || fetched
      }, elsewhere.url)
      return !ran
    },
  },
  {
    wall: 'containment',
    holds: ({ opened }) =>
      opened.page.evaluate(async () => {
        const statuses = await Promise.all(
          ['..%2foutside.json', '..%2f..%2fpackage.json'].map(async (path) => (await fetch(`app://rollcall/${path}`)).status),
        )
        return statuses.every((status) => status === 404)
      }),
  },
  {
    wall: 'sender',
    holds: async ({ opened, folder }) => {
      // A window the broker does not know, with the product's own preload and page.
      const preload = join(folder === projectFolder ? join(folder, 'dist') : folder, 'preload.cjs')
      return opened.app.evaluate(async ({ BrowserWindow }, preload) => {
        const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
        await stranger.loadURL('app://rollcall/index.html')
        const reply = await stranger.webContents.executeJavaScript("window.rollcall.invoke('workspace.info', {})")
        stranger.destroy()
        return reply.ok === false && reply.failure.message.includes('did not come from')
      }, preload)
    },
  },
  {
    wall: 'page-limits',
    holds: async ({ opened, folder }) => {
      const replies = await opened.page.evaluate(
        (path) =>
          Promise.all([
            // Nobody chose this place in a dialog, and the environment is not the page's to read.
            window.rollcall.invoke('reports.export', { report: 'shadow-ai-audit', format: 'html', path }),
            window.rollcall.invoke('connections.add', { provider: 'n8n', secretEnv: { apiKey: 'HOME' } }),
          ]),
        join(folder, 'unchosen.html'),
      )
      return replies.every((reply) => !reply.ok && reply.failure.code === 'invalid-input') && !existsSync(join(folder, 'unchosen.html'))
    },
  },
  {
    wall: 'navigation',
    holds: async ({ opened, elsewhere }) => {
      await opened.page.evaluate((url) => void window.location.assign(url), elsewhere.url)
      await soon()
      return opened.page.url().startsWith('app://rollcall/') && elsewhere.requests.length === 0
    },
  },
  {
    wall: 'new-window',
    holds: async ({ opened, elsewhere }) => {
      await opened.page.evaluate((url) => void window.open(url), elsewhere.url)
      await soon()
      return opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length === 1)
    },
  },
  {
    wall: 'permission',
    holds: ({ opened }) =>
      opened.page.evaluate(async () => {
        const names = ['notifications', 'geolocation', 'clipboard-read'] as const
        const states = await Promise.all(
          names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
        )
        return states.every((state) => state === 'denied')
      }),
  },
  {
    wall: 'external-link',
    holds: async ({ opened, elsewhere }) => {
      // The system's browser is replaced by a note, so that a missing wall opens nothing on the tester's desk.
      await opened.app.evaluate(({ shell }) => {
        Object.assign(globalThis, { opened: [] })
        shell.openExternal = async (url: string) => void (globalThis as unknown as { opened: string[] }).opened.push(url)
      })
      await opened.page.evaluate((url) => window.rollcall.shell.openExternal(url), elsewhere.url)
      return opened.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened.length === 0)
    },
  },
]

async function probed(probe: Probe, folder: string, args: readonly string[] = []): Promise<boolean> {
  const [opened, elsewhere] = await Promise.all([openWindow({ folder, args }), openLoopback()])
  try {
    return await probe.holds({ opened, elsewhere, folder })
  } finally {
    await opened.close()
    await elsewhere.close()
  }
}

describe.each([
  { subject: 'the product', folder: () => Promise.resolve(projectFolder) },
  { subject: 'the shell with a small page', folder: buildVariant },
])('every wall stands in $subject', ({ folder }) => {
  let opened: OpenedWindow
  let elsewhere: Loopback
  let place: string

  beforeAll(async () => {
    place = await folder()
    opened = await openWindow({ folder: place })
    elsewhere = await openLoopback()
  })
  afterAll(async () => {
    await opened?.close()
    await elsewhere?.close()
  })

  it.each(probes)('$wall', async ({ holds }) => {
    expect(await holds({ opened, elsewhere, folder: place })).toBe(true)
  })
})

describe('each probe fails when its wall is missing', () => {
  let folder: string
  beforeAll(async () => {
    folder = await buildVariant()
  })

  it.each(probes)('$wall', async (probe) => {
    expect(await probed(probe, folder, [`--without=${probe.wall}`])).toBe(false)
  })
})
