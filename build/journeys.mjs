import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureElectron } from './runtime/electron.mjs'
import { ensureLibraries } from './runtime/libraries.mjs'
import { ensureBuilt } from './setup/built.mjs'
import { openDisplay } from './setup/display.mjs'
import { projectNode } from './setup/node.mjs'
import { root } from './setup/root.mjs'
import { exitWith } from './setup/told.mjs'
import { lastLine } from './tests/tally.mjs'
import { runVitest } from './tests/vitest-run.mjs'

/** @param {string} line */
const say = (line) => process.stderr.write(`${line}\n`)

/**
 * Drives the real window: brings libraries, runtime, build and display, then runs the journeys.
 * @param {readonly string[]} files all journeys when empty
 */
export async function runJourneys(files = []) {
  ensureLibraries(say)
  const runtime = await ensureElectron(say)
  await ensureBuilt(say)
  const display = await openDisplay()
  try {
    return await runVitest({
      config: join(root, 'build/vitest.e2e.config.ts'),
      files,
      environment: {
        ...display.environment,
        ROLLCALL_NODE: projectNode(),
        ROLLCALL_ELECTRON: runtime.executable,
        ROLLCALL_ELECTRON_DIST: runtime.dist,
        ROLLCALL_ELECTRON_VERSION: runtime.version,
        ROLLCALL_ELECTRON_KIND: runtime.kind,
        // Read by the electron package, and so by Playwright.
        ...(runtime.kind === 'fallback' ? { ELECTRON_OVERRIDE_DIST_PATH: runtime.dist } : {}),
      },
    })
  } finally {
    display.close()
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await exitWith(async () => {
    const tally = await runJourneys(process.argv.slice(2))
    console.log(lastLine(tally))
    return tally.failed.length === 0 ? 0 : 1
  })
}
