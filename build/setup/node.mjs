import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/** Oldest Node that can install, and oldest that can run the database's native code. */
const oldest = { install: [20, 0], run: [22, 14] }

/**
 * @param {string} version such as `v24.21.0`
 * @param {readonly number[]} needed
 */
export function atLeast(version, needed) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  const [neededMajor = 0, neededMinor = 0] = needed
  return major > neededMajor || (major === neededMajor && minor >= neededMinor)
}

/** @throws when this Node cannot even install */
export function checkNode() {
  if (!atLeast(process.version, oldest.install)) {
    throw new Error(`Rollcall needs Node 20 or newer to install, and this is ${process.version}; get one from https://nodejs.org.`)
  }
}

/**
 * The Node that runs the project: the one its lockfile pins where there is one (Linux x64), else the one at hand.
 * @returns {string} path of the executable
 * @throws when there is none that is new enough; the message says what to do
 */
export function projectNode() {
  const own = join(root, 'node_modules', '.bin', 'node')
  if (process.platform === 'linux' && existsSync(own) && spawnSync(own, ['--version']).status === 0) return own
  if (atLeast(process.version, oldest.run)) return process.execPath
  throw new Error(`On this system Rollcall needs Node 22.14 or newer, and this is ${process.version}; get one from https://nodejs.org.`)
}

/**
 * Runs the rest of a script on the project's Node when this one is too old for it. Returns only when this one will do.
 * @param {string} script
 */
export function continueOnProjectNode(script) {
  const node = projectNode()
  if (atLeast(process.version, oldest.run)) return
  const run = spawnSync(node, [script, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(run.status ?? 1)
}
