import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import { bundleFiles } from './form.ts'
import { fixedDate } from './zip-form.ts'

/** Bytes by place, from a file or from memory. */
export interface Bytes {
  readonly size: number
  /** Exactly these bytes; fewer only where the source has ended. */
  read(at: number, length: number): Buffer
  close(): void
}

export function bytesOfFile(path: string): Bytes {
  const file = openSync(path, 'r')
  return {
    size: fstatSync(file).size,
    read: (at, length) => {
      const into = Buffer.alloc(length)
      let done = 0
      for (let read = -1; read !== 0 && done < length; done += read) read = readSync(file, into, done, length - done, at + done)
      return into.subarray(0, done)
    },
    close: () => closeSync(file),
  }
}

export function bytesOf(buffer: Buffer): Bytes {
  return { size: buffer.length, read: (at, length) => buffer.subarray(at, at + length), close: () => {} }
}

/** One stored file of a bundle. */
export interface StoredFile {
  readonly path: string
  readonly offset: number
  readonly bytes: number
  readonly crc: number
}

const pieceSize = 262_144
const known = new Map<string, number>(bundleFiles.map(({ path }, at) => [path, at]))

/**
 * The files of a bundle, by their names. Only the one form that we write is read: stored, in order, without gaps, comments, extra
 * fields or names of their own. So nothing can unpack to more than it is, lie outside, lie twice or lie hidden.
 */
export function readDirectory(bytes: Bytes): Result<ReadonlyMap<string, StoredFile>> {
  const end = bytes.read(Math.max(0, bytes.size - 22), 22)
  if (end.length !== 22 || end.readUInt32LE(0) !== 0x06054b50) return refuse('It does not end as a ZIP does, or it was cut off.')
  const count = end.readUInt16LE(10)
  const size = end.readUInt32LE(12)
  const start = end.readUInt32LE(16)
  if (end.readUInt32LE(4) !== 0 || end.readUInt16LE(8) !== count || end.readUInt16LE(20) !== 0) return refuse('It has parts or a comment.')
  if (count > bundleFiles.length || start + size + 22 !== bytes.size) return refuse('Its directory does not fit the file.')
  const directory = bytes.read(start, size)
  const files = new Map<string, StoredFile>()
  let at = 0
  let next = 0
  let place = -1
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) return refuse('Its directory is damaged.')
    const nameLength = directory.readUInt16LE(at + 28)
    const path = directory.toString('latin1', at + 46, at + 46 + nameLength)
    const file = { path, offset: next + 30 + nameLength, bytes: directory.readUInt32LE(at + 24), crc: directory.readUInt32LE(at + 16) }
    const position = known.get(path)
    if (position === undefined) return refuse('It holds a file that no bundle has.', path)
    if (position <= place) return refuse('Its files are twice there or out of order.', path)
    if (!isPlain(directory, at) || directory.readUInt32LE(at + 20) !== file.bytes)
      return refuse('A file in it is compressed, encrypted or of another form; a bundle’s files are stored as they are.', path)
    if (
      directory.readUInt32LE(at + 42) !== next ||
      !agrees(bytes.read(next, 30 + nameLength), directory.subarray(at, at + 46 + nameLength))
    )
      return refuse('A file in it does not stand where its directory says.', path)
    files.set(path, file)
    place = position
    next = file.offset + file.bytes
    at += 46 + nameLength
  }
  return at === size && next === start ? ok(files) : refuse('Something stands in it that its directory does not name.')
}

/** No flags, method `stored`, no time, extra field, comment, other disk or attributes; and the one version and date that we write. */
function isPlain(directory: Buffer, at: number): boolean {
  const zero = [8, 10, 12, 30, 32, 34, 36, 38, 40]
  const fixed = directory.readUInt32LE(at + 4) === 0x000a_000a && directory.readUInt16LE(at + 14) === fixedDate
  return fixed && zero.every((place) => directory.readUInt16LE(at + place) === 0)
}

/** The header before a file says what the directory says. */
function agrees(local: Buffer, entry: Buffer): boolean {
  if (local.length < 30 || local.readUInt32LE(0) !== 0x04034b50 || local.readUInt16LE(28) !== 0) return false
  return local.subarray(4, 28).equals(entry.subarray(6, 30)) && local.subarray(30).equals(entry.subarray(46))
}

/** A file's bytes in pieces. */
export function* piecesOf(bytes: Bytes, file: StoredFile): Generator<Buffer> {
  for (let done = 0; done < file.bytes; done += pieceSize) yield bytes.read(file.offset + done, Math.min(pieceSize, file.bytes - done))
}

function refuse(why: string, subject?: string) {
  return fail('invalid-input', `This is not a bundle as Rollcall writes it. ${why}`, {
    ...(subject === undefined ? {} : { subject: subject.slice(0, 100) }),
    next: 'Ask whoever handed it in for the file again, as it was sealed.',
  })
}
