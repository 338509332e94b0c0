import { type Failure, failure } from '../../shared/base/failure.ts'
import { failed, type Result } from '../../shared/base/result.ts'
import type { EngineEvent } from '../../shared/contract/events.ts'
import type { EngineConfig, FromEngine, SecretReply, SecretRequest } from '../../shared/contract/process.ts'
import type { EngineProcess, LaunchEngine } from './engine-process.ts'

export interface EngineLink {
  /** Relays one call; it answers with a failure, never a throw, when the engine is gone. */
  call(method: string, args: unknown): Promise<Result<unknown>>
  /** Asks the engine to finish and leave; ends it by force after five seconds. */
  stop(): Promise<void>
  /** Whether a process is there; false between two lives and after the last. */
  readonly alive: boolean
}

export interface EngineLinkOptions {
  readonly launch: LaunchEngine
  readonly entry: string
  readonly config: EngineConfig
  readonly onEvent: (event: EngineEvent) => void
  readonly answerSecret: (request: SecretRequest) => Promise<SecretReply>
  readonly restartAfterMs?: number
  readonly stopAfterMs?: number
}

const stopped = failure('engine-stopped', 'The part of Rollcall that reads and decides has stopped.', {
  next: 'Close and open Rollcall again; everything that was confirmed is saved.',
})
const interrupted = failure('engine-stopped', 'The part of Rollcall that reads and decides stopped before it answered.', {
  next: 'It is being started again; look whether your last action is there, then repeat it if it is not.',
  retry: { afterMs: 1_000 },
})

/** Starts the engine and keeps it: calls are matched with replies, secrets answered, and one death survived. */
export function linkEngine(options: EngineLinkOptions): EngineLink {
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  let seq = 0
  let engine: EngineProcess | null = null
  let ready = false
  let restarts = 0
  let ending = false
  let refusal: Failure | null = null
  let outbox: { readonly seq: number; readonly method: string; readonly args: unknown }[] = []

  const settleAll = (problem: Failure): void => {
    outbox = []
    const open = [...waiting.values()]
    waiting.clear()
    for (const settle of open) settle(failed(problem))
  }

  const receive = (from: EngineProcess, message: FromEngine): void => {
    if (from !== engine) return
    if ('seq' in message) {
      waiting.get(message.seq)?.(message.result)
      waiting.delete(message.seq)
    } else if ('event' in message) options.onEvent(message.event)
    else if ('secret' in message) {
      options.answerSecret(message.secret).then(
        (secretReply) => from.send({ secretReply }),
        () => undefined,
      )
    } else if ('refused' in message) {
      refusal = message.refused
      settleAll(message.refused)
      from.kill()
    } else if ('ready' in message) {
      ready = true
      for (const request of outbox.splice(0)) from.send(request)
      if (restarts > 0) options.onEvent({ name: 'engine-restarted', id: null })
    }
  }

  const lost = (from: EngineProcess): void => {
    if (from !== engine) return
    engine = null
    ready = false
    if (ending) {
      settleAll(stopped)
      return
    }
    // Refused from the start: every call is answered with the reason, which says more than that the engine stopped.
    if (refusal !== null && restarts === 0) {
      settleAll(refusal)
      return
    }
    if (refusal !== null || restarts > 0) {
      refusal ??= stopped
      settleAll(refusal)
      options.onEvent({ name: 'engine-stopped', id: null })
      return
    }
    restarts += 1
    settleAll(interrupted)
    setTimeout(start, options.restartAfterMs ?? 500)
  }

  const start = (): void => {
    if (ending) return
    const started = options.launch(options.entry)
    engine = started
    started.onMessage((message) => receive(started, message))
    started.onExit(() => lost(started))
    started.send({ init: options.config })
  }

  start()
  return {
    get alive() {
      return engine !== null
    },
    call: (method, args) => {
      if (refusal !== null || ending) return Promise.resolve(failed(refusal ?? stopped))
      seq += 1
      const request = { seq, method, args }
      return new Promise((settle) => {
        waiting.set(request.seq, settle)
        if (ready && engine !== null) engine.send(request)
        else outbox.push(request)
      })
    },
    stop: () => {
      ending = true
      const leaving = engine
      if (leaving === null) return Promise.resolve()
      return new Promise((settle) => {
        const force = setTimeout(() => leaving.kill(), options.stopAfterMs ?? 5_000)
        leaving.onExit(() => {
          clearTimeout(force)
          settle()
        })
        leaving.send({ stop: true })
      })
    },
  }
}
