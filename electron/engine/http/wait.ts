/** Waits, and ends at once when the signal says so. Resolves false when it was cut short. */
export function wait(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const done = (whole: boolean) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cut)
      resolve(whole)
    }
    const cut = () => done(false)
    const timer = setTimeout(() => done(true), Math.max(0, ms))
    signal.addEventListener('abort', cut, { once: true })
  })
}

/** A wait in words for the person who watches. */
export function waitWords(ms: number): string {
  return ms < 90_000 ? `${Math.max(1, Math.ceil(ms / 1000))} s` : `${Math.ceil(ms / 60_000)} min`
}
