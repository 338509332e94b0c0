import { BrowserWindow, nativeTheme } from 'electron'
import type { Guards } from './guards.ts'
import { pageUrl } from './origin.ts'

export interface WindowOptions {
  readonly guards: Guards
  readonly preload: string
  readonly icon: string | null
  /** What the bridge tells the page about the product. */
  readonly about: { readonly version: string; readonly runtime: 'official' | 'fallback' }
}

const background = { light: '#f7f8fa', dark: '#14161a' }

/** Opens the window on the page; it is shown when there is something to see. */
export function openWindow({ guards, preload, icon, about }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Rollcall',
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    ...(icon === null ? {} : { icon }),
    webPreferences: {
      ...guards.webPreferences,
      preload,
      spellcheck: false,
      additionalArguments: [`--rollcall-version=${about.version}`, `--rollcall-runtime=${about.runtime}`],
    },
  })
  window.once('ready-to-show', () => window.show())
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload()
  })
  window.loadURL(pageUrl).catch(() => undefined)
  return window
}
