import type { TrialProgress } from '../../../shared/domain/policy.ts'

/** Trials of drafts that are under way, by the ids their callers gave them. */
export interface Trials {
  /** Runs one to its end, or until it is cancelled: the work ends by itself then, with what it had looked at. */
  run<T>(id: string, work: (signal: AbortSignal, tell: (progress: TrialProgress) => void) => Promise<T>): Promise<T>
  progress(id: string): TrialProgress | null
  /** Whether there was one to cancel. */
  cancel(id: string): boolean
  /** Cancels all of them and waits until they have ended. */
  stop(): Promise<void>
}

interface Running {
  readonly controller: AbortController
  readonly ended: Promise<unknown>
  progress: TrialProgress | null
}

/** Progress is told this often at most, in milliseconds. */
const everyMs = 200

export function createTrials(emit: (name: 'trial-progress', id: string) => void): Trials {
  const running = new Map<string, Running>()
  return {
    run: async (id, work) => {
      const controller = new AbortController()
      const { promise: ended, resolve } = Promise.withResolvers<void>()
      const one: Running = { controller, ended, progress: null }
      running.get(id)?.controller.abort()
      running.set(id, one)
      let toldAt = 0
      const tell = (progress: TrialProgress) => {
        one.progress = progress
        if (performance.now() - toldAt < everyMs) return
        toldAt = performance.now()
        emit('trial-progress', id)
      }
      try {
        return await work(controller.signal, tell)
      } finally {
        if (running.get(id) === one) running.delete(id)
        resolve()
        emit('trial-progress', id)
      }
    },
    progress: (id) => running.get(id)?.progress ?? null,
    cancel: (id) => {
      const one = running.get(id)
      one?.controller.abort()
      return one !== undefined
    },
    stop: async () => {
      const all = [...running.values()]
      for (const { controller } of all) controller.abort()
      await Promise.all(all.map(({ ended }) => ended))
    },
  }
}
