import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import type { EstateAsk, EstateDescription, EstateTell } from '../../shared/domain/estate-process.ts'
import type { EstateHandle, EstatePort } from './ports.ts'

/** What stands beside the estate's state while a process serves it, so that a second one uses it instead of a copy. */
interface Serving {
  readonly pid: number
  readonly estate: EstateDescription
}

/** The demo estate in a thread of its own. `entry` is its script; one process serves an estate, others find it. */
export function estateInWorker(entry: string): EstatePort {
  return {
    open: async (options) => {
      const note = `${options.stateFile}.serving`
      const served = servedElsewhere(note)
      if (served !== null) return ok(handleOf(served, async () => {}))
      const worker = new Worker(entry)
      const told = await ask(worker, { ask: 'open', options })
      if (!told.ok || told.value.tell !== 'opened') {
        await worker.terminate()
        return fail('provider-down', 'The demo estate could not be started.', {
          next: 'Close other programs that use its ports and try again.',
          ...(told.ok ? {} : { cause: told.failure }),
        })
      }
      const { estate } = told.value
      writeFileSync(note, JSON.stringify({ pid: process.pid, estate } satisfies Serving), { mode: 0o600 })
      // Not held open by the demo alone: whoever serves it waits by itself.
      worker.unref()
      let ending: Promise<void> | null = null
      const end = async () => {
        await ask(worker, { ask: 'close' })
        await worker.terminate()
        rmSync(note, { force: true })
      }
      // Once: a thread that has ended answers nobody.
      return ok(
        handleOf(estate, () => {
          ending ??= end()
          return ending
        }),
      )
    },
  }
}

function handleOf({ connections, ports }: EstateDescription, close: () => Promise<void>): EstateHandle {
  return { connections, ports, close }
}

function ask(worker: Worker, question: EstateAsk): Promise<Result<EstateTell>> {
  return new Promise((resolve) => {
    const broken = (cause: Error) =>
      resolve(fail('bug', 'The demo estate’s thread ended with an exception.', { subject: cause.message.slice(0, 200) }))
    const ended = () => resolve(fail('provider-down', 'The demo estate ended before it answered.', { next: 'Start it again.' }))
    worker.once('error', broken)
    worker.once('exit', ended)
    worker.once('message', (told: EstateTell) => {
      worker.off('error', broken)
      worker.off('exit', ended)
      resolve(ok(told))
    })
    worker.postMessage(question)
  })
}

/** The estate as another living process serves it; null when nobody does. */
function servedElsewhere(note: string): EstateDescription | null {
  if (!existsSync(note)) return null
  try {
    const serving = JSON.parse(readFileSync(note, 'utf8')) as Serving
    if (serving.pid === process.pid) return null
    process.kill(serving.pid, 0)
    return serving.estate
  } catch {
    return null
  }
}
