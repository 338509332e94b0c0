import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { debianPackages } from './pins.mjs'

const aptOptions = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=2']

/**
 * The system's shared libraries and the virtual display that the window needs on Linux: installed where that is allowed,
 * else told. macOS and Windows bring everything.
 * @param {(line: string) => void} say
 * @returns {{ readonly ready: boolean, readonly missing: readonly string[] }}
 */
export function ensureLibraries(say) {
  if (process.platform !== 'linux') return { ready: true, missing: [] }
  if (!onPath('dpkg-query') || !onPath('apt-get')) return { ready: onPath('Xvfb') || hasDisplay(), missing: [] }
  let missing = missingPackages()
  if (missing.length === 0) return { ready: true, missing }
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0) {
    say(`The window needs system libraries that are missing; install them with: sudo ${command}`)
    return { ready: false, missing }
  }
  say(`Installing system libraries: ${missing.join(', ')} ...`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = () =>
    spawnSync('apt-get', [...aptOptions, 'install', '-y', '-qq', '--no-install-recommends', ...missing], {
      env: environment,
      stdio: 'ignore',
    })
  // The package lists of a fresh machine are empty or old: refresh them only if a first try without them fails.
  if (install().status !== 0) {
    spawnSync('apt-get', [...aptOptions, 'update', '-qq'], { env: environment, stdio: 'ignore' })
    install()
  }
  missing = missingPackages()
  if (missing.length > 0) say(`These system libraries could not be installed; run: apt-get update && ${command}`)
  return { ready: missing.length === 0, missing }
}

/** Whether a window can be shown as things are. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** @param {string} program */
export function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)))
}

function missingPackages() {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders
  const format = '${Package} ${db:Status-Status}\\n'
  const asked = spawnSync('dpkg-query', ['-W', '-f', format, ...debianPackages.flatMap((name) => [name, `${name}t64`])], {
    encoding: 'utf8',
  })
  const installed = new Set(asked.stdout.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])))
  // Newer Debian and Ubuntu releases append `t64` to some of these names.
  return debianPackages.filter((name) => !installed.has(name) && !installed.has(`${name}t64`))
}
