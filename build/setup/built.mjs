import { join } from 'node:path'
import { bundle } from '../bundle.mjs'
import { root } from './root.mjs'
import { isBuilt, noteBuilt, sourcesStamp } from './sources.mjs'

/**
 * Builds the window when a source has changed since the last build.
 * @param {(line: string) => void} say
 */
export async function ensureBuilt(say) {
  const outDir = join(root, 'dist')
  if (isBuilt(outDir)) return outDir
  const stamp = sourcesStamp()
  say('Building the window ...')
  await bundle({ outDir, say })
  noteBuilt(outDir, stamp)
  return outDir
}
