const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A terminal's Ctrl+C may arrive twice: from the terminal, and passed on by the wrapper that started this process. */
const sameRequestMs = 1_000

/** Calls `stop` once when somebody asks this process to end; who asks again later ends it at once. Returns how to stop listening. */
export function onInterrupt(stop: () => void): () => void {
  let askedAt: number | null = null
  const heard = (_signal: NodeJS.Signals, number: number): void => {
    if (askedAt === null) {
      askedAt = Date.now()
      stop()
    } else if (Date.now() - askedAt > sameRequestMs) process.exit(128 + number)
  }
  for (const signal of signals) process.on(signal, heard)
  return () => {
    for (const signal of signals) process.removeListener(signal, heard)
  }
}
