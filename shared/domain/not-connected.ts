/** A system that connected sources speak of, but that nobody connected: whatever else it holds is not seen. It is never a clean one. */
export interface NotConnected {
  readonly provider: string
  readonly title: string
  /** How many of its applications, keys or accounts others name. */
  readonly count: number
  /** Labels of the sources that name them. */
  readonly namedBy: readonly string[]
}
