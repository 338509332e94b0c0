import type { Page } from 'playwright'
import type { OpenedWindow } from './open-window.ts'

/** A window as the owner has one: no bridge and no product in it, without a network, a session of its own that saves into `answer`. */
export async function ownersWindow({ app }: OpenedWindow, url: string, answer: string): Promise<Page> {
  const [owner] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(
      async ({ BrowserWindow, session }, given) => {
        const own = session.fromPartition('owner')
        own.enableNetworkEmulation({ offline: true })
        own.on('will-download', (_event, item) => item.setSavePath(given.answer))
        const window = new BrowserWindow({
          width: 1000,
          height: 900,
          webPreferences: { session: own, sandbox: true, contextIsolation: true },
        })
        await window.loadURL(given.url)
      },
      { url, answer },
    ),
  ])
  return owner
}
