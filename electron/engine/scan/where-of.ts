/** Where an exception happened, never what it said: messages may carry what a provider sent. */
export function whereOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  const places = frames.slice(0, 4).map((line) => line.trim())
  return `${error instanceof Error ? error.name : typeof error} ${places.join(' ')}`
}
