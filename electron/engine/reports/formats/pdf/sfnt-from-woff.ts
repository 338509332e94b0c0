import { inflateSync } from 'node:zlib'

const headerOfWoff = 44
const entryOfWoff = 20
const headerOfSfnt = 12
const entryOfSfnt = 16

/**
 * Unpacks a WOFF 1.0 file into the OpenType file it wraps: the same tables, uncompressed, with an OpenType directory.
 * The PDF library reads WOFF only in part. Layout: W3C "WOFF File Format 1.0", sections 3 to 5.
 */
export function sfntFromWoff(woff: Buffer): Buffer {
  const flavour = woff.readUInt32BE(4)
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, index) => {
    const entry = headerOfWoff + index * entryOfWoff
    const [offset, packed, length] = [woff.readUInt32BE(entry + 4), woff.readUInt32BE(entry + 8), woff.readUInt32BE(entry + 12)]
    const stored = woff.subarray(offset, offset + packed)
    return {
      tag: woff.readUInt32BE(entry),
      checksum: woff.readUInt32BE(entry + 16),
      data: packed < length ? inflateSync(stored) : stored,
    }
  })
  const directory = Buffer.alloc(headerOfSfnt + count * entryOfSfnt)
  const power = 2 ** Math.floor(Math.log2(count))
  directory.writeUInt32BE(flavour, 0)
  directory.writeUInt16BE(count, 4)
  directory.writeUInt16BE(power * entryOfSfnt, 6)
  directory.writeUInt16BE(Math.log2(power), 8)
  directory.writeUInt16BE((count - power) * entryOfSfnt, 10)
  let offset = directory.length
  tables.forEach(({ tag, checksum, data }, index) => {
    const entry = headerOfSfnt + index * entryOfSfnt
    for (const [place, value] of [tag, checksum, offset, data.length].entries()) directory.writeUInt32BE(value, entry + place * 4)
    offset += padded(data).length
  })
  return Buffer.concat([directory, ...tables.map(({ data }) => padded(data))])
}

/** Tables begin at multiples of four. */
function padded(data: Buffer): Buffer {
  return Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)])
}
