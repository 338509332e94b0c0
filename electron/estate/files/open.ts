import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AnswerKeyEntry, EstateConnection } from '../../../shared/domain/estate.ts'
import type { People } from '../people.ts'
import type { EstateSize } from '../size.ts'
import { makeProxyLog } from './proxy-log.ts'
import { makeRegister, registerName } from './register.ts'

const fewestLines = 2_000
const mostLines = 120_000

/** Lays the lists that Meridian Group keeps into a folder: its AI register, and a month of its web gateway's log. */
export async function makeLists(options: {
  readonly folder: string
  readonly key: readonly AnswerKeyEntry[]
  readonly people: People
  readonly size: Pick<EstateSize, 'principals'>
  readonly seed: number
  readonly asOf: string
}): Promise<{ readonly connections: readonly EstateConnection[]; readonly entries: readonly AnswerKeyEntry[] }> {
  const lines = Math.min(mostLines, Math.max(fewestLines, options.size.principals * 12))
  const register = makeRegister(options)
  const log = makeProxyLog({ ...options, lines })
  await mkdir(options.folder, { recursive: true })
  const [registerPath, logPath] = [join(options.folder, registerName), join(options.folder, 'web-gateway.csv')]
  await writeFile(registerPath, register.text)
  await writeFile(logPath, log.text)
  const connection = (label: string, kind: string, path: string): EstateConnection => ({
    provider: 'files',
    label,
    businessUnit: null,
    settings: { kind, path },
    secrets: {},
  })
  return {
    connections: [connection('AI register', 'register', registerPath), connection('Web gateway’s log', 'proxy-log', logPath)],
    entries: [...register.entries, ...log.entries],
  }
}
