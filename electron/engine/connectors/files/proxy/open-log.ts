import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { createGunzip } from 'node:zlib'
import { markOf } from '../decode.ts'

const chunkBytes = 1024 * 1024
const mostUnpacked = 512 * 1024 * 1024 * 1024

export interface OpenLog {
  readonly chunks: AsyncIterable<Uint8Array>
  /** Bytes of the file so far, and their hash: asked for when all was read. */
  evidence(): { readonly bytes: number; readonly sha256: string }
}

/** A log file as a stream of UTF-8, packed or not, in whichever encoding it is marked. Throws while it is read when it is damaged. */
export function openLog(path: string): OpenLog {
  if (!statSync(path).isFile()) throw new Error('is not a file')
  const hash = createHash('sha256')
  let bytes = 0
  async function* raw(): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
      const part = chunk as Buffer
      hash.update(part)
      bytes += part.length
      yield part
    }
  }
  const packed = path.toLowerCase().endsWith('.gz')
  return { chunks: asUtf8(packed ? unpacked(raw()) : raw()), evidence: () => ({ bytes, sha256: hash.digest('hex') }) }
}

async function* unpacked(packed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunkBytes })
  // Errors come out of the loop below; the pipeline only closes both ends.
  pipeline(Readable.from(packed), gunzip, () => {})
  let total = 0
  for await (const chunk of gunzip) {
    const part = chunk as Buffer
    total += part.length
    if (total > mostUnpacked) throw new Error('unpacks to more than is read')
    yield part
  }
}

async function* asUtf8(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Uint8Array> {
  let decoder: TextDecoder | null | undefined
  for await (const chunk of chunks) {
    if (decoder === undefined) {
      const mark = markOf(chunk)
      decoder = mark === null || mark === 'utf-8' ? null : new TextDecoder(mark)
    }
    yield decoder === null ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8')
  }
}
