import { readdir, readFile } from 'node:fs/promises'
import type { Layout } from '../agent-files/layout.ts'
import type { StepContext } from '../connector.ts'

/**
 * Names of running programs: the file name of the program and of the script it runs, never their arguments (which may hold
 * secrets). Null where this system or home cannot be asked.
 */
export function runningNames(context: Pick<StepContext, 'memory' | 'record'>, layout: Layout): Promise<ReadonlySet<string> | null> {
  const known = context.memory.get('processes') as Promise<ReadonlySet<string> | null> | undefined
  if (known !== undefined) return known
  const reading = layout.real && layout.platform === 'linux' ? read(context) : Promise.resolve(null)
  context.memory.set('processes', reading)
  return reading
}

async function read(context: Pick<StepContext, 'record'>): Promise<ReadonlySet<string> | null> {
  const names = new Set<string>()
  const ids = await readdir('/proc').catch(() => null)
  if (ids === null) return null
  for (const id of ids.filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')
    for (const part of line.split('\0').slice(0, 2)) {
      const name =
        part
          .split('/')
          .at(-1)
          ?.replace(/\.(m?js|py)$/, '') ?? ''
      if (/^[\w.-]{1,64}$/.test(name)) names.add(name.toLowerCase())
    }
  }
  context.record({
    transport: 'process',
    method: 'LIST',
    template: '/proc/{id}/cmdline',
    subject: 'names of running programs',
    bytes: 0,
    sha256: null,
    outcome: 'ok',
  })
  return names
}
