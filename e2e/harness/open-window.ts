import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { chromiumSwitches } from '../../build/setup/chromium.mjs'
import type { Bridge } from '../../shared/contract/bridge.ts'
import { artifactsFolder, projectFolder } from './environment.ts'

declare global {
  interface Window {
    /** The product's bridge, for what journeys evaluate in the page. */
    readonly rollcall: Bridge
  }
}

export interface OpenedWindow {
  readonly app: ElectronApplication
  readonly page: Page
  /** The workspace file; pass it to the next `openWindow` to come back to it. */
  readonly workspace: string
  /** What the page complained about: errors on its console, uncaught exceptions, policy violations. */
  readonly complaints: readonly string[]
  /** Keeps a picture as `artifacts/screenshots/NAME.png` and returns its path. */
  screenshot(name: string): Promise<string>
  /** Closes the window as a person would: the engine finishes first. */
  close(): Promise<void>
}

export interface OpenOptions {
  /** The application's folder; the project itself unless said. */
  readonly folder?: string
  /** A workspace to open; a fresh one unless said. */
  readonly workspace?: string
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly colorScheme?: 'light' | 'dark'
}

/** Opens the real window under Playwright, with a profile of its own, and waits until its bridge is there. */
export async function openWindow(options: OpenOptions = {}): Promise<OpenedWindow> {
  const profile = mkdtempSync(join(tmpdir(), 'rollcall-window-'))
  const workspace = options.workspace ?? join(profile, 'workspace.rollcall')
  const app = await _electron.launch({
    args: [
      ...chromiumSwitches(),
      '--disable-gpu',
      options.folder ?? projectFolder,
      `--user-data-dir=${join(profile, 'user-data')}`,
      `--workspace=${workspace}`,
      ...(options.args ?? []),
    ],
    env: { ...inherited(), ...options.environment },
    colorScheme: options.colorScheme ?? 'light',
    timeout: 30_000,
  })
  const complaints: string[] = []
  if (process.env.ROLLCALL_DEBUG) app.process().stderr?.on('data', (bytes) => process.stderr.write(bytes))
  const page = await app.firstWindow()
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.waitForFunction(() => 'rollcall' in window || document.readyState === 'complete')
  return {
    app,
    page,
    workspace,
    complaints,
    screenshot: async (name) => {
      const folder = join(artifactsFolder, 'screenshots')
      mkdirSync(folder, { recursive: true })
      const path = join(folder, `${name}.png`)
      await page.screenshot({ path })
      return path
    },
    close: async () => {
      await app.close()
      // The workspace stays: a journey may come back to it.
      rmSync(join(profile, 'user-data'), { recursive: true, force: true })
    },
  }
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined || name === 'ELECTRON_RUN_AS_NODE' ? [] : [[name, value]])),
  )
}
