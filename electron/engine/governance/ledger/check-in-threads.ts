import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Store } from '../../store/store.ts'
import { firstSeq } from './chain.ts'
import type { StoredPart, StoredStart } from './check-stored.ts'
import { threadFile } from './thread-file.ts'

/** More would not read the file any quicker. */
const mostThreads = 4

/** The parts of a ledger, told one by one: how many there really are shows only when they are read. */
export interface Parts {
  /** Number of the last entry, as the file says. */
  readonly last: number
  /** Entries in one part. */
  readonly inPart: number
  startAt(seq: number): StoredStart
}

/** Checks the parts of the ledger in as many threads as there are processors, each with a look into the file of its own; in order. */
export async function checkInThreads(
  { path, schemaVersion }: Pick<Store, 'path' | 'schemaVersion'>,
  { last, inPart, startAt }: Parts,
): Promise<readonly StoredPart[]> {
  const found: StoredPart[] = []
  let next = 0
  let end = Math.ceil(last / inPart)
  const work = async () => {
    const thread = new Worker(threadFile(fileURLToPath(import.meta.url)), { workerData: { path, schemaVersion } })
    try {
      for (let at = next++; at < end; at = next++) {
        const part = await ask(thread, startAt(firstSeq + at * inPart))
        found[at] = part
        if (part.isLast) end = Math.min(end, at + 1)
      }
    } finally {
      await thread.terminate()
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), mostThreads, end) }, work))
  return found.slice(0, end)
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
