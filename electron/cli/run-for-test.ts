import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** As it was built, where the runner has built it; from its sources otherwise. */
const entry = process.env.ROLLCALL_CLI ?? fileURLToPath(new URL('./main.ts', import.meta.url))
const compiled = fileURLToPath(new URL('../../node_modules/.cache/rollcall', import.meta.url))

export interface Said {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A folder of its own, from which the real command is run as a person would: other folder, relative paths, no terminal. */
export interface Desk {
  readonly folder: string
  readonly rollcall: (args: readonly string[], environment?: Readonly<Record<string, string>>) => Promise<Said>
  /** Runs on until it is told to stop; resolves as soon as it printed `until`, as its output or as what it says meanwhile. */
  readonly keep: (args: readonly string[], until: string) => Promise<{ readonly child: ChildProcess; readonly ended: Promise<Said> }>
}

export async function atDesk<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-cli-')))
  const kept: ChildProcess[] = []
  const start = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
    spawn(process.execPath, [entry, ...args], {
      cwd: folder,
      env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  try {
    return await work({
      folder,
      rollcall: (args, environment) => ended(start(args, environment)),
      keep: async (args, until) => {
        const child = start(args)
        kept.push(child)
        const end = ended(child)
        await new Promise<void>((settle, refuse) => {
          for (const stream of [child.stdout, child.stderr]) {
            let said = ''
            stream.on('data', (part: Buffer) => {
              said += part.toString('utf8')
              if (said.includes(until)) settle()
            })
          }
          void end.then(({ code, err }) => refuse(new Error(`it ended with ${code}: ${err}`)))
        })
        return { child, ended: end }
      },
    })
  } finally {
    for (const child of kept) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

function ended(child: ChildProcess): Promise<Said> {
  let out = ''
  let err = ''
  child.stdout?.on('data', (part: Buffer) => {
    out += part.toString('utf8')
  })
  child.stderr?.on('data', (part: Buffer) => {
    err += part.toString('utf8')
  })
  return new Promise((settle, refuse) => {
    child.once('error', refuse)
    child.once('close', (code) => settle({ code, out, err }))
  })
}

/** Output of `--json`: every line must be one JSON value. */
export const jsonLines = <T>(text: string): readonly T[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T)
