import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'

/** The longest configuration file that is read, in bytes. */
const longestFile = 8 * 1024 * 1024

export type FileRead =
  | { readonly kind: 'absent' }
  | { readonly kind: 'problem'; readonly why: string; readonly bytes: number }
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number; readonly sha256: string; readonly changedAt: string }

/**
 * Reads one regular file, bounded. Pipes, devices and folders are named, never opened: a pipe would hold the scan for ever.
 * Symbolic links are followed (configurations are often linked from elsewhere); endless ones end as a problem.
 */
export async function readFileBounded(path: string, most = longestFile): Promise<FileRead> {
  try {
    const before = await stat(path)
    if (!before.isFile()) return { kind: 'problem', why: `is ${wordFor(before)}, not a file`, bytes: 0 }
    if (before.size > most) return { kind: 'problem', why: `is larger than ${Math.round(most / 1_048_576)} MiB`, bytes: before.size }
    // Non-blocking: between the look and the opening somebody may have put a pipe there.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      if (!(await file.stat()).isFile()) return { kind: 'problem', why: 'is not a file any more', bytes: 0 }
      // As long as the file and one byte more, by which growth is noticed; never the limit for every small file.
      const chunk = Buffer.alloc(Math.min(most, Math.max(65_536, before.size)) + 1)
      let bytes = 0
      for (;;) {
        const { bytesRead } = await file.read(chunk, bytes, chunk.length - bytes, null)
        if (bytesRead === 0) break
        bytes += bytesRead
        if (bytes >= chunk.length) return { kind: 'problem', why: 'grew while it was read', bytes }
      }
      const body = chunk.subarray(0, bytes)
      const sha256 = createHash('sha256').update(body).digest('hex')
      return { kind: 'text', text: decode(body), bytes, sha256, changedAt: before.mtime.toISOString() }
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = codeOf(error)
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'absent' } : { kind: 'problem', why: whyOf(code), bytes: 0 }
  }
}

export type FolderRead =
  | { readonly kind: 'absent' }
  | { readonly kind: 'problem'; readonly why: string }
  | { readonly kind: 'entries'; readonly entries: readonly { readonly name: string; readonly folder: boolean; readonly file: boolean }[] }

/** Names in a folder, sorted; links are neither folder nor file, so that nobody walks in circles. */
export async function readFolder(path: string): Promise<FolderRead> {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    const named = entries.map((entry) => ({ name: entry.name, folder: entry.isDirectory(), file: entry.isFile() }))
    return { kind: 'entries', entries: named.toSorted((one, other) => (one.name < other.name ? -1 : 1)) }
  } catch (error) {
    const code = codeOf(error)
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'absent' } : { kind: 'problem', why: whyOf(code) }
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function decode(body: Buffer): string {
  if (body[0] === 0xff && body[1] === 0xfe) return body.toString('utf16le').slice(1)
  return body.toString('utf8').replace(/^\uFEFF/, '')
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function whyOf(code: string): string {
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by this account'
  if (code === 'ELOOP') return 'is a link that leads in a circle'
  return `cannot be read${code === '' ? '' : ` (${code})`}`
}

function wordFor(stats: { isDirectory(): boolean; isFIFO(): boolean; isSocket(): boolean }): string {
  if (stats.isDirectory()) return 'a folder'
  if (stats.isFIFO()) return 'a pipe'
  return stats.isSocket() ? 'a socket' : 'a device'
}
