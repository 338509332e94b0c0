/** What a log line says, as text; empty where the log does not tell. Addresses keep their path only until the host is taken out. */
export interface LineValues {
  readonly host: string
  readonly user: string
  readonly client: string
  readonly department: string
  readonly sent: string
  readonly received: string
  readonly time: string
  readonly action: string
}

/**
 * How the lines of one log are read. `locate` runs for every line and finds the host only; `values` runs for the few that go to an AI
 * service. Offsets are into a chunk of bytes that holds many lines: text is made of the few bytes that are wanted only.
 */
export interface LineLayout {
  /** In words, for coverage. */
  readonly title: string
  /** Lines at the beginning that are no records. */
  readonly skip: number
  /** Lines of another sort are usual (a resolver's answers): they are passed over, not kept aside. */
  readonly mixed: boolean
  readonly tellsUsers: boolean
  readonly tellsDepartments: boolean
  /** A new chunk: positions remembered from the last one are void. */
  begin(): void
  /** Finds the host of the line; false: the line is not readable. `span` gets its begin and end. */
  locate(bytes: Buffer, start: number, end: number, span: Int32Array): boolean
  /** Null: the line is not readable after all. */
  values(bytes: Buffer, start: number, end: number): LineValues | null
}

const slash = 47
const colon = 58

/** Narrows an address or host to the host: no scheme, account, port, path or query. */
export function narrowToHost(bytes: Uint8Array, from: number, to: number, span: Int32Array): boolean {
  let start = from
  let end = from
  for (; end < to; end += 1) {
    const code = bytes[end]
    if (code === colon && bytes[end + 1] === slash && bytes[end + 2] === slash && start === from) {
      start = end + 3
      end += 2
    } else if (code === slash || code === 63 || code === 35 || code === 32) break
    else if (code === 64) start = end + 1
  }
  for (let at = start; at < end; at += 1) if (bytes[at] === colon) end = at
  if (end > start && bytes[end - 1] === 46) end -= 1
  span[0] = start
  span[1] = end
  return end > start
}
