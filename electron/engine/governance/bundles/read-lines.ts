import { longestLine } from './form.ts'

/**
 * The lines of a file that comes in pieces, each ended by a line break, as text. Ends with false where a line is too long, has no end or
 * is not UTF-8: what was given out before holds.
 */
export function* readLines(pieces: Iterable<Uint8Array>): Generator<string, boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let kept: Uint8Array[] = []
  let keptBytes = 0
  for (const piece of pieces) {
    let from = 0
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, from)) {
      const part = piece.subarray(from, at)
      const line = decoded(decoder, kept.length === 0 ? part : Buffer.concat([...kept, part]))
      if (line === null) return false
      yield line
      kept = []
      keptBytes = 0
      from = at + 1
    }
    if (from < piece.length) {
      const rest = piece.subarray(from)
      kept.push(rest)
      keptBytes += rest.length
      if (keptBytes > longestLine) return false
    }
  }
  return keptBytes === 0
}

function decoded(decoder: { decode(bytes: Uint8Array): string }, bytes: Uint8Array): string | null {
  if (bytes.length > longestLine) return null
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}
