import { parentPort, workerData } from 'node:worker_threads'
import { openSnapshot } from '../../store/open-store.ts'
import type { Store } from '../../store/store.ts'
import { checkStored, type StoredStart } from './check-stored.ts'

/** A thread that checks parts of a long ledger, as they are asked for, in the file as it is when the thread begins. */
const { ledger } = openSnapshot(workerData as Pick<Store, 'path' | 'schemaVersion'>)
parentPort?.on('message', (start: StoredStart) => parentPort?.postMessage(checkStored(ledger, start)))
