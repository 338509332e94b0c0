import { realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { host, scheme } from './origin.ts'

/**
 * The file an `app://` address names, or null when there is none inside the root. Containment is decided on resolved
 * paths, so neither `..`, encoded separators nor links lead out.
 * @param root folder of the page's files
 */
export async function containedFile(root: string, address: string): Promise<string | null> {
  const path = pathOf(address)
  if (path === null) return null
  try {
    const [folder, file] = await Promise.all([realpath(root), realpath(join(root, path))])
    return file.startsWith(folder + sep) ? file : null
  } catch {
    return null
  }
}

function pathOf(address: string): string | null {
  try {
    const url = new URL(address)
    if (url.protocol !== `${scheme}:` || url.host !== host) return null
    const path = decodeURIComponent(url.pathname)
    return path.includes('\0') ? null : path
  } catch {
    return null
  }
}
