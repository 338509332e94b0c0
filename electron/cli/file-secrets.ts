import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { ok, type Result } from '../../shared/base/result.ts'
import type { Secrets } from '../engine/ports.ts'

/**
 * Where the command line keeps the workspace's signing key and the demo estate's passwords: a file only this account can read.
 * Secrets of real systems do not come here: `connect` takes the name of an environment variable instead.
 */
export function fileSecrets(path: string): Secrets {
  const read = (): Record<string, string> => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {})
  const write = (values: Record<string, string>): void => {
    const temporary = `${path}.new`
    writeFileSync(temporary, JSON.stringify(values), { mode: 0o600 })
    chmodSync(temporary, 0o600)
    renameSync(temporary, path)
  }
  return {
    persistence: {
      kind: 'file',
      why: 'The command line keeps the signing key in a file beside the workspace that only this account can read.',
    },
    get: async (name): Promise<Result<string | null>> => {
      const values = read()
      return ok(Object.hasOwn(values, name) ? (values[name] ?? null) : null)
    },
    set: async (name, value) => {
      write({ ...read(), [name]: value })
      return ok(undefined)
    },
    remove: async (name) => {
      const { [name]: _, ...rest } = read()
      write(rest)
      return ok(undefined)
    },
  }
}
