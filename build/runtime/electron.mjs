import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../setup/root.mjs'
import { fallbackRuntime } from './fallback.mjs'
import { officialRuntime } from './official.mjs'

/**
 * @typedef {object} Runtime
 * @property {'official' | 'fallback'} kind `fallback` is for development and tests; a release is never packaged with it
 * @property {string} version Electron's version
 * @property {string} dist folder with the runtime's files
 * @property {string} executable
 * @property {string} why one clause for the reader
 *
 * @typedef {{ readonly kind: 'none', readonly why: string }} NoRuntime
 */

const noted = join(root, '.runtime', 'official-out-of-reach')
const dayMs = 86_400_000

/**
 * The Electron that runs the window: the official one, or the pinned fallback where it cannot be had.
 * @param {(line: string) => void} say receives one line that tells which runtime is used and why
 * @returns {Promise<Runtime>}
 * @throws when neither can be had; the message says what to do.
 */
export async function ensureElectron(say) {
  const remembered = recentlyOutOfReach()
  const official = remembered === null ? await officialRuntime(say) : { kind: /** @type {const} */ ('none'), why: remembered }
  if (official.kind !== 'none') return told(official, say)
  if (remembered === null) remember(official.why)
  const fallback = await fallbackRuntime(say)
  if (fallback.kind !== 'none') return told({ ...fallback, why: `development fallback, because ${official.why}` }, say)
  throw new Error(
    `Electron cannot be had: ${official.why}, and ${fallback.why}. Run \`npx install-electron\` where its download host can be reached.`,
  )
}

/**
 * @param {Runtime} runtime
 * @param {(line: string) => void} say
 */
function told(runtime, say) {
  say(`Electron ${runtime.version} (${runtime.why})`)
  return runtime
}

/** A closed network is asked again after a day, not at each start. */
function recentlyOutOfReach() {
  try {
    const { at, why } = JSON.parse(readFileSync(noted, 'utf8'))
    return Date.now() - at < dayMs ? String(why) : null
  } catch {
    return null
  }
}

/** @param {string} why */
function remember(why) {
  mkdirSync(dirname(noted), { recursive: true })
  writeFileSync(noted, JSON.stringify({ at: Date.now(), why }))
}
