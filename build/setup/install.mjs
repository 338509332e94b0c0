import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/** @typedef {Readonly<Record<string, { version?: string, integrity?: string, optional?: boolean, link?: boolean }>>} Packages */

/**
 * Installs exactly what the lockfile says, without running any package's scripts; does nothing when that is there already.
 * @param {(line: string) => void} say
 * @throws when npm fails; the message says what to do
 */
export function ensureInstalled(say) {
  if (installedAsLocked(packages('package-lock.json'), packages('node_modules/.package-lock.json'))) return
  say('Installing dependencies as locked (npm ci --ignore-scripts) ...')
  const started = Date.now()
  const run = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (run.status !== 0) throw new Error('The dependencies could not be installed; run `npm ci --ignore-scripts` to see why.')
  say(`Installed in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

/**
 * Whether every locked package is there in its locked version. Optional ones may be missing: other systems skip them.
 * @param {Packages | null} locked
 * @param {Packages | null} installed what npm noted of its last complete installation
 */
export function installedAsLocked(locked, installed) {
  if (locked === null || installed === null) return false
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true
    const found = installed[path]
    if (found === undefined) return wanted.optional === true
    return found.version === wanted.version && found.integrity === wanted.integrity
  })
}

/**
 * @param {string} file
 * @returns {Packages | null}
 */
function packages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages
  } catch {
    return null
  }
}
