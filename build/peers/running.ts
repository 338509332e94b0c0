import { spawn } from 'node:child_process'
import { createServer } from 'node:net'

export interface Running {
  /** The end of what it printed. */
  said(): string
  stop(): Promise<void>
}

export interface Start {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Whether it answers yet. */
  readonly ready: () => Promise<boolean>
  readonly patienceMs?: number
}

/** Starts a server and waits until it answers; it is stopped by its own process id. */
export async function running({ command, args, cwd, env, ready, patienceMs = 60_000 }: Start): Promise<Running> {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH ?? '', ...env } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said = (said + chunk).slice(-20_000)))
  let gone = false
  const exit = new Promise<void>((resolve) => {
    const end = () => {
      gone = true
      resolve()
    }
    child.once('error', end)
    child.once('exit', end)
  })
  const stop = async () => {
    if (gone || !child.kill('SIGTERM')) return
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await exit
    clearTimeout(late)
  }
  for (const until = Date.now() + patienceMs; Date.now() < until && !gone; ) {
    if (await ready().catch(() => false)) return { stop, said: () => said }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await stop()
  throw new Error(`${command} ${args[0] ?? ''} did not come up:\n${said.slice(-2_000)}`)
}

/** A port on loopback that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

export const answers = (url: string) => async (): Promise<boolean> =>
  (await fetch(url, { signal: AbortSignal.timeout(2_000) })).status < 600
