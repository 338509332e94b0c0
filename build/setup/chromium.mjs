import { readFileSync } from 'node:fs'

/**
 * Chromium's switches for running from the project. Where the system does not let it build its own sandbox (as root, or
 * without user namespaces) the development window runs without that layer; the shipped product never passes this.
 * @returns {string[]}
 */
export function chromiumSwitches() {
  if (process.platform !== 'linux') return []
  const barred =
    process.getuid?.() === 0 ||
    setting('kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    setting('kernel/unprivileged_userns_clone') === '0'
  return barred ? ['--no-sandbox'] : []
}

/** @param {string} name */
function setting(name) {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim()
  } catch {
    return null
  }
}
