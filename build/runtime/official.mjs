import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../setup/root.mjs'

const folder = join(root, 'node_modules', 'electron')
const reachMs = 6_000
const downloadMs = 15 * 60_000

/**
 * The runtime that the `electron` package itself installs, with that package's checksums.
 * @param {(line: string) => void} say
 * @returns {Promise<import('./electron.mjs').Runtime | import('./electron.mjs').NoRuntime>} the runtime, or why it cannot be had
 */
export async function officialRuntime(say) {
  const { version } = createRequire(import.meta.url)(join(folder, 'package.json'))
  const found = installed(version)
  if (found !== null) return found
  const why = await unreachable(version)
  if (why !== null) return { kind: 'none', why }
  say(`Downloading Electron ${version} ...`)
  const run = spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: ['ignore', 'inherit', 'pipe'], timeout: downloadMs })
  return (
    installed(version) ?? {
      kind: 'none',
      why: `its installer failed: ${
        String(run.stderr ?? run.error)
          .trim()
          .split('\n')[0]
      }`,
    }
  )
}

/**
 * @param {string} version
 * @returns {import('./electron.mjs').Runtime | null}
 */
function installed(version) {
  const dist = join(folder, 'dist')
  try {
    const executable = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8'))
    if (readFileSync(join(dist, 'version'), 'utf8').replace(/^v/, '').trim() !== version || !existsSync(executable)) return null
    return { kind: 'official', version, dist, executable, why: 'downloaded by the electron package and checked by its checksums' }
  } catch {
    return null
  }
}

/**
 * Asks for a small file of the release first: a closed network must cost seconds, not a download's patience.
 * @param {string} version
 * @returns {Promise<string | null>} why it cannot be reached, or null
 */
async function unreachable(version) {
  const mirror =
    process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/download/'
  // Behind a proxy this probe would say nothing; the installer knows the proxy and is tried as it is.
  if (process.env.ELECTRON_GET_USE_PROXY) return null
  try {
    const reply = await fetch(`${mirror}v${version}/SHASUMS256.txt`, { method: 'HEAD', signal: AbortSignal.timeout(reachMs) })
    return reply.ok ? null : `the download host answered ${reply.status}`
  } catch {
    return 'the download host cannot be reached'
  }
}
