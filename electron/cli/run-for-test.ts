import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs'
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

/** As `atDesk`, where `rollcall audit --size small` has made `audit.rollcall` before: once in a run of the tests, copied for each desk. */
export async function atAuditedDesk<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
  const audited = await auditedOnce()
  return atDesk((desk) => {
    copyFiles(audited, desk.folder)
    return work(desk)
  })
}

/** Several files may ask at once: each makes its own, and the first to end keeps it for all. */
async function auditedOnce(): Promise<string> {
  const kept = join(process.env.ROLLCALL_RUN_FOLDER ?? '', 'audited')
  if (existsSync(kept)) return kept
  return atDesk(async ({ folder, rollcall }) => {
    const { code, err } = await rollcall(['audit', '--size', 'small', '--workspace', 'audit.rollcall', '--out', 'reports'])
    if (code !== 0) throw new Error(`the small demo estate could not be audited: ${code} ${err}`)
    const made = `${kept}-${process.pid}`
    mkdirSync(made)
    copyFiles(folder, made)
    try {
      renameSync(made, kept)
    } catch (problem) {
      if (!existsSync(kept)) throw problem
    }
    return kept
  })
}

/** What stands directly in a folder. The folders in it are the estate's, which makes them anew where it is served again. */
function copyFiles(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true }))
    if (entry.isFile()) copyFileSync(join(from, entry.name), join(to, entry.name))
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
