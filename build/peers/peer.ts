/** A difference between a peer and us, and whose bug it is. */
export interface Difference {
  readonly what: string
  /** `unknown` fails the run: somebody has to say. `neither`: both are as the provider documents. */
  readonly whose: 'the peer' | 'the description' | 'the estate' | 'the connector' | 'neither' | 'unknown'
}

export interface Outcome {
  /** What was found, a line each. */
  readonly found: readonly string[]
  readonly differences: readonly Difference[]
  /** What could not be had, and why. */
  readonly lacking: readonly string[]
}

/** A server, or a description, that nobody here wrote. */
export interface Peer {
  readonly id: string
  readonly title: string
  run(say: (line: string) => void): Promise<Outcome>
}

/** Says what holds; the first thing that does not ends the peer's run. */
export function checking(say: (line: string) => void) {
  return function check(holds: boolean, what: string): asserts holds {
    if (!holds) throw new Error(`not so: ${what}`)
    say(`  ok  ${what}`)
  }
}
