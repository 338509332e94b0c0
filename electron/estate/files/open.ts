import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AnswerKeyEntry, EstateConnection } from '../../../shared/domain/estate.ts'
import type { People } from '../people.ts'
import type { EstateSize } from '../size.ts'
import { billName, makeBillOfMaterials } from './bill-of-materials.ts'
import { makeProxyLog } from './proxy-log.ts'
import { makeRegister, registerName } from './register.ts'
import { makeShadowscanReport, shadowscanName } from './shadowscan-report.ts'

const fewestLines = 2_000
const mostLines = 120_000

/**
 * Lays the lists that Meridian Group keeps into a folder: its AI register, a month of its web gateway's log, what another scanner
 * said of its build servers, and the bill of materials of one application.
 */
export async function makeLists(options: {
  readonly folder: string
  readonly key: readonly AnswerKeyEntry[]
  readonly people: People
  readonly size: Pick<EstateSize, 'principals'>
  readonly seed: number
  readonly asOf: string
}): Promise<{ readonly connections: readonly EstateConnection[]; readonly entries: readonly AnswerKeyEntry[] }> {
  const lines = Math.min(mostLines, Math.max(fewestLines, options.size.principals * 12))
  await mkdir(options.folder, { recursive: true })
  const lists = [
    { label: 'AI register', kind: 'register', file: registerName, ...makeRegister(options) },
    { label: 'Web gateway’s log', kind: 'proxy-log', file: 'web-gateway.csv', ...makeProxyLog({ ...options, lines }) },
    { label: 'ShadowScan of the build servers', kind: 'shadowscan', file: shadowscanName, ...makeShadowscanReport(options.asOf) },
    { label: 'Bill of materials of Claims Desk', kind: 'cyclonedx', file: billName, ...makeBillOfMaterials(options.asOf) },
  ]
  for (const { file, text } of lists) await writeFile(join(options.folder, file), text)
  return {
    connections: lists.map(({ label, kind, file }) => ({
      provider: 'files',
      label,
      businessUnit: null,
      settings: { kind, path: join(options.folder, file) },
      secrets: {},
    })),
    entries: lists.flatMap(({ entries }) => entries),
  }
}
