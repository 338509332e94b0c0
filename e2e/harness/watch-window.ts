import type { OpenedWindow } from './open-window.ts'

/** What must not happen while text from outside is drawn. */
export interface WindowWatch {
  /** Dialogs, other windows, navigations and policy violations, in the order in which they came. */
  happened(): Promise<readonly string[]>
  /** Everything the product's processes wrote to their standard error. */
  readonly log: () => string
}

interface Watched {
  readonly violations: string[]
}

/** Watches a window for everything that hostile text would want: running, asking, leaving, opening. */
export async function watchWindow({ app, page }: OpenedWindow): Promise<WindowWatch> {
  const happened: string[] = []
  let log = ''
  app.process().stderr?.on('data', (bytes: Buffer) => {
    log += bytes.toString('utf8')
  })
  page.on('dialog', (dialog) => {
    happened.push(`dialog: ${dialog.message().slice(0, 100)}`)
    void dialog.dismiss()
  })
  page.on('popup', () => happened.push('popup'))
  app.on('window', () => happened.push('a second window'))
  const home = page.url().split('#')[0]
  page.on('framenavigated', (frame) => {
    const inPlace = frame === page.mainFrame() ? frame.url().split('#')[0] === home : frame.url() === 'about:srcdoc'
    if (!inPlace) happened.push(`navigation: ${frame.url().slice(0, 100)}`)
  })
  await page.evaluate(() => {
    const violations: string[] = []
    Object.assign(window, { watched: { violations } })
    document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`))
  })
  return {
    happened: async () => {
      const { violations } = await page.evaluate(() => (window as unknown as { readonly watched: Watched }).watched)
      return [...happened, ...violations.map((one) => `policy: ${one}`)]
    },
    log: () => log,
  }
}
