import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine, type Engine } from '../../electron/engine/create-engine.ts'
import type { EstatePort, LogEntry, Secrets } from '../../electron/engine/ports.ts'
import type { Result } from '../../shared/base/result.ts'
import { ok } from '../../shared/base/result.ts'

export interface TestEngine {
  readonly engine: Engine
  readonly databasePath: string
  readonly folder: string
  readonly log: readonly LogEntry[]
  close(): Promise<void>
}

/** The product's engine on a workspace in a temporary folder: real store, real http, real clock; secrets in memory. */
export async function openTestEngine(
  estate: EstatePort | null,
  options: { readonly clock?: () => Date; readonly folder?: string } = {},
): Promise<TestEngine> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'rollcall-'))
  const databasePath = join(folder, 'test.rollcall')
  const log: LogEntry[] = []
  const opened = await createEngine(
    {
      databasePath,
      transport: fetch,
      clock: options.clock ?? (() => new Date()),
      random: (bytes) => randomBytes(bytes),
      secrets: memorySecrets(),
      emit: () => {},
      log: (entry) => log.push(entry),
      estate,
      actor: 'tester',
    },
    '0.0.0',
  )
  const engine = unwrap(opened)
  return {
    engine,
    databasePath,
    folder,
    log,
    close: async () => {
      await engine.close()
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function memorySecrets(values = new Map<string, string>()): Secrets {
  return {
    persistence: { kind: 'memory', why: 'A test keeps nothing.' },
    get: async (name) => ok(values.get(name) ?? null),
    set: async (name, value) => {
      values.set(name, value)
      return ok(undefined)
    },
    remove: async (name) => {
      values.delete(name)
      return ok(undefined)
    },
  }
}

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(
      `${result.failure.code}: ${result.failure.message} ${result.failure.subject ?? ''} ${result.failure.cause?.message ?? ''}`,
    )
  return result.value
}
