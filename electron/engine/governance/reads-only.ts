const harmless: ReadonlySet<string> = new Set(['read', 'invoke', 'receive'])

/** Whether the words of an inventory line (`read mail`) speak of reading only. Nothing known is not reading only. */
export function reachesOnlyToRead(can: readonly string[]): boolean {
  return can.length > 0 && can.every((words) => harmless.has(words.split(' ', 1)[0] ?? ''))
}
