import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Store } from '../../store/store.ts'
import type { StoredPart, StoredStart } from './check-stored.ts'
import { threadFile } from './thread-file.ts'

/** More would not read the file any quicker. */
const mostThreads = 4

/** Checks parts of the ledger in as many threads as there are processors, each with a look into the file of its own; in order. */
export async function checkInThreads(
  { path, schemaVersion }: Pick<Store, 'path' | 'schemaVersion'>,
  starts: readonly StoredStart[],
): Promise<readonly StoredPart[]> {
  const found: StoredPart[] = []
  let next = 0
  const work = async () => {
    const thread = new Worker(threadFile(fileURLToPath(import.meta.url)), { workerData: { path, schemaVersion } })
    try {
      for (let at = next++; at < starts.length; at = next++) found[at] = await ask(thread, starts[at] as StoredStart)
    } finally {
      await thread.terminate()
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), mostThreads, starts.length) }, work))
  return found
}

function ask(thread: Worker, start: StoredStart): Promise<StoredPart> {
  return new Promise((resolve, reject) => {
    thread.once('error', reject)
    thread.once('message', (part: StoredPart) => {
      thread.off('error', reject)
      resolve(part)
    })
    thread.postMessage(start)
  })
}
