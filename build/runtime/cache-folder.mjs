import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { root } from '../setup/root.mjs'

/**
 * Where downloads are kept outside `node_modules`, so that a fresh clone need not fetch them again: `ROLLCALL_CACHE`,
 * the user's cache folder, or `.runtime/` in the project where that cannot be written.
 * @returns {string}
 */
export function cacheFolder() {
  const users = process.env.ROLLCALL_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'rollcall')
  try {
    mkdirSync(users, { recursive: true })
    accessSync(users, constants.W_OK)
    return users
  } catch {
    const own = join(root, '.runtime')
    mkdirSync(own, { recursive: true })
    return own
  }
}
