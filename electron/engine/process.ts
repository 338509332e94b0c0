import { randomBytes } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { fail, type Result } from '../../shared/base/result.ts'
import runtime from '../../shared/contract/engine-runtime.json' with { type: 'json' }
import type { EngineConfig, FromEngine, SecretReply, ToEngine } from '../../shared/contract/process.ts'
import { createEngine, type Engine } from './create-engine.ts'
import { estateInWorker } from './estate-in-worker.ts'
import type { LogEntry, Secrets } from './ports.ts'

/**
 * The engine's own process. It speaks the same messages over Electron's utility process or a child process of Node, and knows
 * which of the two only by the port it finds.
 */
interface Port {
  send(message: FromEngine): void
  onMessage(listener: (message: ToEngine) => void): void
}

interface ParentPort {
  postMessage(message: unknown): void
  on(name: 'message', listener: (event: { readonly data: unknown }) => void): void
}

function findPort(): Port {
  const parentPort = (process as unknown as { readonly parentPort?: ParentPort }).parentPort
  if (parentPort !== undefined) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', (event) => listener(event.data as ToEngine)),
    }
  }
  return {
    send: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', (message) => listener(message as ToEngine)),
  }
}

// Electron's utility process takes no flags of V8 from whoever starts it; those that count while running are set here.
for (const flag of runtime.flags) setFlagsFromString(flag)

const port = findPort()
let engine: Engine | null = null
const early: ToEngine[] = []

port.onMessage((message) => {
  if ('init' in message) void start(message.init)
  else if ('secretReply' in message) secretAnswered(message.secretReply)
  else if (engine === null) early.push(message)
  else void handle(engine, message)
})
// Main is gone without a word: nobody is left to answer to.
process.on('disconnect', () => void stop())

async function start(config: EngineConfig): Promise<void> {
  const opened = await createEngine(
    {
      databasePath: config.databasePath,
      transport: fetch,
      clock: () => new Date(),
      random: (bytes) => randomBytes(bytes),
      secrets: secretsOfMain(config),
      emit: (event) => port.send({ event }),
      log: writeLog,
      estate: config.estateEntry === null ? null : estateInWorker(config.estateEntry),
      actor: config.actor,
    },
    config.version,
  )
  if (!opened.ok) {
    port.send({ refused: opened.failure })
    return
  }
  engine = opened.value
  port.send({ ready: true })
  for (const message of early.splice(0)) void handle(engine, message)
}

async function handle(open: Engine, message: ToEngine): Promise<void> {
  if ('stop' in message) return stop()
  if ('seq' in message) port.send({ seq: message.seq, result: await open.dispatch(message.method, message.args) })
}

async function stop(): Promise<void> {
  await engine?.close()
  process.exit(0)
}

const waiting = new Map<number, (result: Result<string | null>) => void>()
let lastSecret = 0

/** The key store lives in main only; values pass through and are kept nowhere here. */
function secretsOfMain(config: EngineConfig): Secrets {
  const ask = (op: 'get' | 'set' | 'remove', name: string, value: string | null): Promise<Result<string | null>> =>
    new Promise((resolve) => {
      lastSecret += 1
      waiting.set(lastSecret, resolve)
      port.send({ secret: { id: lastSecret, op, name, value } })
    })
  return {
    persistence: config.secretsPersistence,
    get: (name) => ask('get', name, null),
    set: async (name, value) => withoutValue(await ask('set', name, value)),
    remove: async (name) => withoutValue(await ask('remove', name, null)),
  }
}

function withoutValue(result: Result<string | null>): Result<void> {
  return result.ok ? { ok: true, value: undefined } : result
}

function secretAnswered({ id, result }: SecretReply): void {
  waiting.get(id)?.(result ?? fail('secrets-unavailable', 'The key store did not answer.'))
  waiting.delete(id)
}

/** Static text and fields, one JSON object a line. */
function writeLog(entry: LogEntry): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`)
}
