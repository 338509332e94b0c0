import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { EstatePort } from '../../electron/engine/ports.ts'
import { ok } from '../../shared/base/result.ts'
import type { AnswerKeyEntry, EstateOptions, EstateTraffic } from '../../shared/domain/estate.ts'
import type { EstateAsk, EstateDescription, EstateTell } from '../../shared/domain/estate-process.ts'

export interface EstateProcess {
  readonly port: EstatePort
  answerKey(): readonly AnswerKeyEntry[]
  traffic(): Promise<EstateTraffic>
  close(): Promise<void>
}

/** The estate in a process of its own: its memory and its time are not the engine's. `more` adds to what the engine asks for. */
export function startEstateProcess(more: Partial<EstateOptions> = {}): EstateProcess {
  const child = fork(fileURLToPath(new URL('../../electron/estate/process.ts', import.meta.url)), { execArgv: [] })
  let estate: EstateDescription | null = null
  return {
    port: {
      open: async (options) => {
        const told = await ask(child, { ask: 'open', options: { ...options, ...more } })
        if (told.tell !== 'opened') throw new Error(told.tell === 'failed' ? told.message : 'the estate did not open')
        estate = told.estate
        return ok({ connections: estate.connections, ports: estate.ports, close: async () => {} })
      },
    },
    answerKey: () => estate?.answerKey ?? [],
    traffic: async () => {
      const told = await ask(child, { ask: 'traffic' })
      return told.tell === 'traffic' ? told.traffic : { requests: 0, throttled: 0 }
    },
    close: async () => {
      await ask(child, { ask: 'close' })
      if (child.connected) child.disconnect()
    },
  }
}

function ask(child: ChildProcess, question: EstateAsk): Promise<EstateTell> {
  return new Promise((resolve, reject) => {
    child.once('message', (told) => resolve(told as EstateTell))
    child.once('error', reject)
    child.send(question)
  })
}
