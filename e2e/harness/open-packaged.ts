import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { chromiumSwitches } from '../../build/setup/chromium.mjs'

export interface PackagedWindow {
  readonly app: ElectronApplication
  readonly page: Page
  readonly workspace: string
  close(): Promise<void>
}

/** Opens a packaged application of the `e2e` flavour; a release cannot be driven, because its inspector is off. */
export async function openPackaged(executable: string): Promise<PackagedWindow> {
  const profile = mkdtempSync(join(tmpdir(), 'rollcall-packaged-'))
  const workspace = join(profile, 'workspace.rollcall')
  const app = await _electron.launch({
    executablePath: executable,
    args: [...chromiumSwitches(), '--disable-gpu', `--user-data-dir=${join(profile, 'user-data')}`, `--workspace=${workspace}`],
    cwd: profile,
    timeout: 30_000,
  })
  const page = await app.firstWindow()
  await page.waitForFunction(() => 'rollcall' in window)
  return { app, page, workspace, close: () => app.close() }
}
