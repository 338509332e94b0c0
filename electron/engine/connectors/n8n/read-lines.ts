import { createReadStream } from 'node:fs'

/** One line of a file with its line feed; not `whole` when it is longer than is read, and then only its beginning. */
export interface Line {
  readonly bytes: Buffer
  readonly whole: boolean
}

const lineFeed = 0x0a

/**
 * The lines of a file, ended by a line feed and by nothing else: JSON may carry U+2028 and U+2029 unescaped, which
 * `node:readline` takes for ends of lines. Memory stays within `longest` bytes a line.
 */
export async function* readLines(path: string, longest: number): AsyncGenerator<Line> {
  let parts: Buffer[] = []
  let length = 0
  let whole = true
  const add = (part: Buffer) => {
    const room = longest - length
    if (part.length > room) whole = false
    if (room > 0) parts.push(part.subarray(0, room))
    length += Math.min(room, part.length)
  }
  const take = (): Line => {
    const line = { bytes: Buffer.concat(parts), whole }
    parts = []
    length = 0
    whole = true
    return line
  }
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, from)) {
      add(chunk.subarray(from, at + 1))
      from = at + 1
      yield take()
    }
    if (from < chunk.length) add(chunk.subarray(from))
  }
  if (length > 0) yield take()
}
