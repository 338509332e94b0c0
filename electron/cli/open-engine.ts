import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import manifest from '../../package.json' with { type: 'json' }
import type { EngineEvent } from '../../shared/contract/events.ts'
import { createEngine, type Engine } from '../engine/create-engine.ts'
import { estateInWorker } from '../engine/estate-in-worker.ts'
import { ExpectedFailure, unwrap } from './exit.ts'
import { fileSecrets } from './file-secrets.ts'
import { harmlessJson, plain } from './print.ts'

/** The same engine as the window's, in this process. Log lines go to standard error, warnings and errors only. */
export async function openEngine(workspace: string, onEvent: (event: EngineEvent) => void = () => {}): Promise<Engine> {
  const databasePath = resolve(workspace)
  mkdirSync(dirname(databasePath), { recursive: true })
  let engine: Engine | null = null
  const opened = await createEngine(
    {
      databasePath,
      transport: fetch,
      clock: () => new Date(),
      random: (bytes) => randomBytes(bytes),
      secrets: fileSecrets(`${databasePath}-secrets.json`),
      emit: (event) => {
        if (event.name === 'notice') void sayNotice(engine, event.id)
        onEvent(event)
      },
      log: ({ level, text, fields, failure }) => {
        if (level !== 'info')
          process.stderr.write(
            `${level}: ${text}${failure === undefined ? '' : ` (${failure.message})`}${fields === undefined ? '' : ` ${harmlessJson(fields)}`}\n`,
          )
      },
      estate: estateInWorker(estateEntry()),
      actor: userInfo().username,
    },
    manifest.version,
  )
  engine = unwrap(opened)
  return engine
}

/** The thread's script: among the sources, or beside the bundle that this is a part of. */
function estateEntry(): string {
  const own = fileURLToPath(import.meta.url)
  return join(dirname(own), own.endsWith('.ts') ? '../estate/worker.ts' : 'estate.cjs')
}

/** A person at the terminal may have to act elsewhere, e.g. enter a code, before the command can go on. */
async function sayNotice(engine: Engine | null, id: string | null): Promise<void> {
  const notice = id === null ? null : await engine?.invoke('connections.notice', { id })
  if (notice?.ok && notice.value !== null) process.stderr.write(`${plain(notice.value)}\n`)
}

/** As `withEngine`, for commands that look at what is there: a path typed wrongly must not become an empty workspace. */
export async function withWorkspace<T>(workspace: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  if (!existsSync(workspace))
    throw new ExpectedFailure({
      code: 'not-found',
      message: 'There is no workspace file at this path.',
      subject: resolve(workspace),
      next: 'Check the path, or begin one with `rollcall connect` or `rollcall demo`.',
    })
  return withEngine(workspace, work)
}

/** Opens, works, closes: also when the work fails. */
export async function withEngine<T>(
  workspace: string,
  work: (engine: Engine) => Promise<T>,
  onEvent?: (event: EngineEvent) => void,
): Promise<T> {
  const engine = await openEngine(workspace, onEvent)
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}
