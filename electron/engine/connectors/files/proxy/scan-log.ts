import type { Field } from '../columns.ts'
import { decodeText } from '../decode.ts'
import { detectLayout } from './detect-layout.ts'
import type { LineLayout } from './line-layout.ts'
import type { Picture } from './picture.ts'

export interface LogScan {
  /** Null: in no form known here; nothing was counted. */
  readonly layout: LineLayout | null
  readonly lines: number
  readonly matched: number
  /** Lines kept aside: their host was not readable or, where that is an AI service, something behind it was not. */
  readonly keptAside: number
}

const headBytes = 64 * 1024
const longestLine = 256 * 1024

/** Reads a log as it streams by: each line is looked at once, and only what goes to an AI service is understood further. */
export async function scanLog(
  chunks: AsyncIterable<Uint8Array>,
  picture: Picture,
  options: { readonly chosen: ReadonlyMap<Field, string>; readonly signal: AbortSignal; readonly progress?: (bytes: number) => void },
): Promise<LogScan> {
  const reader = lineReader(picture, options.chosen)
  for await (const chunk of chunks) {
    if (options.signal.aborted) break
    reader.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    options.progress?.(chunk.byteLength)
  }
  return reader.end()
}

function lineReader(picture: Picture, chosen: ReadonlyMap<Field, string>) {
  const span = new Int32Array(2)
  let layout: LineLayout | null = null
  let detected = false
  let rest: Buffer = Buffer.alloc(0)
  let skipping = false
  let lines = 0
  let toSkip = 0
  let matched = 0
  let keptAside = 0

  const line = (form: LineLayout, bytes: Buffer, start: number, end: number): void => {
    if (toSkip > 0) {
      toSkip -= 1
      return
    }
    const to = end > start && bytes[end - 1] === 13 ? end - 1 : end
    if (to === start || bytes[start] === 35) return
    lines += 1
    if (!form.locate(bytes, start, to, span)) {
      if (!form.mixed) keptAside += 1
      return
    }
    const service = picture.serviceAt(bytes, span[0] ?? 0, span[1] ?? 0)
    if (service === null) return
    const host = bytes.toString('utf8', span[0], span[1])
    const values = form.values(bytes, start, to)
    // A record whose host is another one than it seemed at a glance is no record of that service.
    if (values === null || (values.host !== '' && !values.host.toLowerCase().includes(host.toLowerCase()))) {
      keptAside += 1
      return
    }
    matched += 1
    picture.add(service, host, values)
  }

  const whole = (form: LineLayout, bytes: Buffer): void => {
    form.begin()
    for (let start = 0; start < bytes.length; ) {
      const found = bytes.indexOf(10, start)
      const end = found < 0 ? bytes.length : found
      line(form, bytes, start, end)
      start = end + 1
    }
  }

  const detect = (): void => {
    if (detected) return
    detected = true
    if (rest[0] === 0xef && rest[1] === 0xbb && rest[2] === 0xbf) rest = rest.subarray(3)
    layout = detectLayout(decodeText(rest.subarray(0, headBytes)).text, chosen)
    toSkip = layout?.skip ?? 0
  }

  return {
    take: (chunk: Buffer): void => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      if (!detected && rest.length < headBytes) return
      detect()
      const cut = rest.lastIndexOf(10)
      if (cut < 0) {
        if (rest.length > longestLine) {
          skipping = true
          rest = Buffer.alloc(0)
        }
        return
      }
      let from = 0
      if (skipping) {
        from = rest.indexOf(10) + 1
        skipping = false
        keptAside += 1
      }
      if (layout !== null) whole(layout, rest.subarray(from, cut + 1))
      rest = Buffer.from(rest.subarray(cut + 1))
    },
    end: (): LogScan => {
      detect()
      if (skipping) keptAside += 1
      else if (layout !== null && rest.length > 0) whole(layout, rest)
      return { layout, lines, matched, keptAside }
    },
  }
}
