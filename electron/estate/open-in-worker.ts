import { Worker } from 'node:worker_threads'
import type { Estate, EstateOptions, EstateTraffic } from '../../shared/domain/estate.ts'
import type { EstateAsk, EstateTell } from './remote.ts'

/**
 * Opens the estate in a worker thread. `entry` is the worker's file: the source beside this one unless a bundle says otherwise.
 * `traffic()` tells the figures of the last `reset` or `refreshTraffic`; a thread cannot be asked at once.
 */
export async function openEstateInWorker(
  options: EstateOptions,
  entry: URL | string = new URL('./worker.ts', import.meta.url),
): Promise<Estate & { readonly refreshTraffic: () => Promise<EstateTraffic> }> {
  const worker = new Worker(entry)
  let traffic: EstateTraffic = { requests: 0, throttled: 0 }
  let turn: Promise<unknown> = Promise.resolve()
  const ask = (question: EstateAsk): Promise<EstateTell> => {
    const told = turn.then(
      () =>
        new Promise<EstateTell>((resolve, reject) => {
          worker.once('error', reject)
          worker.once('message', (answer: EstateTell) => {
            worker.off('error', reject)
            resolve(answer)
          })
          worker.postMessage(question)
        }),
    )
    turn = told.catch(() => undefined)
    return told
  }
  const opened = await ask({ ask: 'open', options })
  if (opened.tell !== 'opened') {
    await worker.terminate()
    throw new Error(opened.tell === 'failed' ? opened.message : 'the estate did not open')
  }
  const refreshTraffic = async (): Promise<EstateTraffic> => {
    const told = await ask({ ask: 'traffic' })
    if (told.tell === 'traffic') traffic = told.traffic
    return traffic
  }
  return {
    ...opened.estate,
    traffic: () => traffic,
    refreshTraffic,
    reset: async () => {
      await ask({ ask: 'reset' })
      await refreshTraffic()
    },
    close: async () => {
      await ask({ ask: 'close' })
      await worker.terminate()
    },
  }
}
