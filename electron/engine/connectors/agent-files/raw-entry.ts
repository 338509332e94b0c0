/** What a server may be started from, read back from the file by the one step that may start it; never stored. */
export interface RawEntry {
  readonly command: string | null
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly url: string | null
  readonly headers: Readonly<Record<string, string>>
}
