import { constants, type Dirent } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'

const mostFiles = 2_000

export interface FoundFiles {
  readonly files: readonly string[]
  /** What was passed over, in words. */
  readonly problems: readonly string[]
}

/** The file that a path names, or the files of a folder whose names end as wanted; links and folders inside are passed over. */
export async function findFiles(path: string, endings: readonly string[]): Promise<Result<FoundFiles>> {
  const found = await stat(path).catch(() => null)
  if (found === null)
    return fail('not-found', 'There is nothing at the given path, or it may not be read.', {
      subject: 'path',
      next: 'Correct the setting “path”.',
    })
  if (found.isFile()) return ok({ files: [path], problems: [] })
  if (!found.isDirectory())
    return fail('invalid-input', 'The given path is neither a file nor a folder.', { subject: 'path', next: 'Name a file or a folder.' })
  const entries: readonly Dirent[] = await readdir(path, { withFileTypes: true }).catch(() => [])
  const fitting = entries.filter((entry) => endings.some((ending) => entry.name.toLowerCase().endsWith(ending)))
  const named = fitting
    .filter((entry) => entry.isFile())
    .map((entry) => join(path, entry.name))
    .sort()
  const odd = fitting.filter((entry) => !entry.isFile()).map((entry) => entry.name.slice(0, 100))
  const problems = [
    ...(fitting.length === 0 ? [`the folder holds no file that ends in ${endings.join(', ')}`] : []),
    ...odd.slice(0, 20).map((name) => `${name} is not a file of its own and was passed over`),
    ...(named.length > mostFiles ? [`the folder holds ${named.length} files; the first ${mostFiles} were read`] : []),
  ]
  return ok({ files: named.slice(0, mostFiles), problems })
}

export type BytesRead =
  | { readonly kind: 'bytes'; readonly bytes: Buffer; readonly changedAt: string }
  | { readonly kind: 'problem'; readonly why: string }

/** A regular file whole, up to `most` bytes. A pipe or device is named, never waited for. */
export async function readBytes(path: string, most: number): Promise<BytesRead> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const { size, mtime } = await file.stat().then((stats) => (stats.isFile() ? stats : { size: -1, mtime: stats.mtime }))
      if (size < 0) return { kind: 'problem', why: 'is not a file' }
      if (size > most) return { kind: 'problem', why: `is larger than ${Math.round(most / 1_048_576)} MiB` }
      const bytes = Buffer.alloc(size)
      let filled = 0
      while (filled < size) {
        const { bytesRead } = await file.read(bytes, filled, size - filled, filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return { kind: 'bytes', bytes: bytes.subarray(0, filled), changedAt: mtime.toISOString() }
    } finally {
      await file.close()
    }
  } catch {
    return { kind: 'problem', why: 'cannot be read' }
  }
}
