import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { directoryEntry, endOf, localHeader, type ZipEntry } from './zip-form.ts'

/** A file as it was written. `lines`: how many line breaks it holds. */
export interface WrittenFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly lines: number
}

/** Writes a ZIP of stored files straight to the disk, one file after the other; nothing but the running file's last piece is in memory. */
export interface ZipWriter {
  begin(path: string): void
  write(text: string | Uint8Array): void
  end(): WrittenFile
  /** Writes the directory and makes all of it durable; returns the size in bytes. */
  finish(): number
  /** Closes without finishing. */
  abandon(): void
}

/** A ZIP without its larger form holds at most this much. */
const most = 0xffff_ffff
const pieceSize = 262_144

/** @throws RangeError where the files are more than a ZIP can hold, and the system's own errors. */
export function createZip(to: string): ZipWriter {
  const file = openSync(to, 'w', 0o600)
  const entries: ZipEntry[] = []
  let position = 0
  let pieces: Uint8Array[] = []
  let waiting = 0
  let current = { path: '', offset: 0, crc: 0, bytes: 0, lines: 0, sum: createHash('sha256') }

  const put = (bytes: Uint8Array, at: number) => {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, at + done)
  }
  const flush = () => {
    if (waiting === 0) return
    const piece = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces)
    pieces = []
    waiting = 0
    if (position + piece.length > most) throw new RangeError('a bundle holds at most 4 GB')
    current.crc = crc32(piece, current.crc)
    current.sum.update(piece)
    put(piece, position)
    position += piece.length
  }
  let isOpen = true
  const close = () => {
    if (isOpen) closeSync(file)
    isOpen = false
  }

  return {
    begin: (path) => {
      current = { path, offset: position, crc: 0, bytes: 0, lines: 0, sum: createHash('sha256') }
      const header = localHeader({ path, crc: 0, bytes: 0 })
      put(header, position)
      position += header.length
    },
    write: (text) => {
      const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text
      for (let found = bytes.indexOf(10); found >= 0; found = bytes.indexOf(10, found + 1)) current.lines += 1
      pieces.push(bytes)
      waiting += bytes.length
      current.bytes += bytes.length
      if (waiting >= pieceSize) flush()
    },
    end: () => {
      flush()
      const { path, offset, crc, bytes, lines, sum } = current
      const entry = { path, offset, crc, bytes }
      put(localHeader(entry), offset)
      entries.push(entry)
      return { path, bytes, lines, sha256: sum.digest('hex') }
    },
    finish: () => {
      const directory = Buffer.concat(entries.map(directoryEntry))
      put(Buffer.concat([directory, endOf(entries.length, directory.length, position)]), position)
      fsyncSync(file)
      close()
      return position + directory.length + 22
    },
    abandon: close,
  }
}
