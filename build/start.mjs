import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './setup/install.mjs'
import { checkNode, continueOnProjectNode, projectNode } from './setup/node.mjs'
import { root } from './setup/root.mjs'
import { exitWith } from './setup/told.mjs'

// `npm start`: everything from a bare clone to a window, or to reports where there is no display. Until the install is
// done this runs on whatever Node is at hand, so it imports nothing but built-ins before that.

/** @param {string} line */
const say = (line) => process.stderr.write(`${line}\n`)

await exitWith(async () => {
  checkNode()
  ensureInstalled(say)
  continueOnProjectNode(fileURLToPath(import.meta.url))

  const { ensureLibraries, hasDisplay } = await import('./runtime/libraries.mjs')
  const { ensureElectron } = await import('./runtime/electron.mjs')
  const { ensureBuilt } = await import('./setup/built.mjs')
  const folder = join(root, 'artifacts', 'audit')
  const workspace = join(folder, 'demo.rollcall')
  mkdirSync(folder, { recursive: true })

  ensureLibraries(say)
  if (!hasDisplay()) {
    // The window is made ready all the same, so that a display is all that is missing.
    await ensureElectron(say).catch((problem) => say(problem.message))
    await ensureBuilt(say)
    say('There is no display, so the audit runs without a window: the demo estate and this computer.')
    return run(projectNode(), [join(root, 'electron/cli/main.ts'), 'audit', '--workspace', workspace, '--out', folder])
  }
  const { chromiumSwitches } = await import('./setup/chromium.mjs')
  const runtime = await ensureElectron(say)
  await ensureBuilt(say)
  const asked = process.argv.slice(2)
  const content = asked.length > 0 ? asked : [`--workspace=${workspace}`, '--demo']
  return run(runtime.executable, [...chromiumSwitches(), root, ...content], { ROLLCALL_NODE: projectNode() })
})

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} more environment
 * @returns {Promise<number>} its exit code
 */
function run(program, args, more = {}) {
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env
  const child = spawn(program, args, { stdio: 'inherit', env: { ...environment, ...more } })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal))
  return new Promise((settle, refuse) => {
    child.once('error', refuse)
    child.once('exit', (code) => settle(code ?? 1))
  })
}
