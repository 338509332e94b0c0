/** The three parts of a ZIP of stored files, besides the files themselves. */
export interface ZipEntry {
  readonly path: string
  readonly crc: number
  readonly bytes: number
  readonly offset: number
}

/** 1 January 1980: the same content gives the same bytes. */
export const fixedDate = 0x21

export function localHeader({ path, crc, bytes }: Omit<ZipEntry, 'offset'>): Buffer {
  const name = Buffer.from(path, 'latin1')
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(10, 4)
  header.writeUInt16LE(fixedDate, 12)
  header.writeUInt32LE(crc, 14)
  header.writeUInt32LE(bytes, 18)
  header.writeUInt32LE(bytes, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

export function directoryEntry({ path, crc, bytes, offset }: ZipEntry): Buffer {
  const name = Buffer.from(path, 'latin1')
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(10, 4)
  entry.writeUInt16LE(10, 6)
  entry.writeUInt16LE(fixedDate, 14)
  entry.writeUInt32LE(crc, 16)
  entry.writeUInt32LE(bytes, 20)
  entry.writeUInt32LE(bytes, 24)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt32LE(offset, 42)
  return Buffer.concat([entry, name])
}

export function endOf(count: number, directoryBytes: number, directoryOffset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(directoryBytes, 12)
  end.writeUInt32LE(directoryOffset, 16)
  return end
}
