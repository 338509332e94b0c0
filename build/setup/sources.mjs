import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

const watched = ['electron', 'renderer', 'shared', 'build', 'package.json', 'package-lock.json']

/** One hash over names, sizes and times of everything that is built from: it changes when a source does. */
export function sourcesStamp() {
  const hash = createHash('sha256')
  for (const path of watched) add(hash, path)
  return hash.digest('hex')
}

/** @param {string} outDir */
export function isBuilt(outDir) {
  try {
    return readFileSync(join(outDir, '.stamp'), 'utf8') === sourcesStamp()
  } catch {
    return false
  }
}

/**
 * @param {string} outDir
 * @param {string} stamp taken before the build began, so that a change during it is seen
 */
export function noteBuilt(outDir, stamp) {
  writeFileSync(join(outDir, '.stamp'), stamp)
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function add(hash, path) {
  const stats = statSync(join(root, path))
  if (!stats.isDirectory()) {
    if (!/\.test\.tsx?$/.test(path)) hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`)
    return
  }
  for (const name of readdirSync(join(root, path)).sort()) add(hash, `${path}/${name}`)
}
