/** Runs work over items, at most `limit` at a time, in order of the list. Rejects with the first exception, after all have stopped. */
export async function atOnce<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items]
  const problems: unknown[] = []
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined && problems.length === 0; item = queue.shift()) {
      try {
        await work(item)
      } catch (error) {
        problems.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, worker))
  if (problems.length > 0) throw problems[0]
}
