import { parseEntries, type ServerEntry } from '../agent-files/entry.ts'
import type { Layout } from '../agent-files/layout.ts'
import type { StepContext } from '../connector.ts'
import { clientTable } from './client-table.ts'
import { expandPath, readConfiguration } from './configuration.ts'
import { pathOf } from './layout.ts'
import { walkFolders } from './walk-folders.ts'

export interface GatheredServers {
  readonly entries: readonly ServerEntry[]
  /** Files that could not be read, and why, in words. */
  readonly problems: readonly string[]
  readonly keptAside: number
}

type Reading = Pick<StepContext, 'record' | 'memory' | 'signal' | 'settings'>

/** Every server entry of every client's configuration, and of the repositories in the chosen folders. Read once a scan. */
export function gatherServers(context: Reading, layout: Layout): Promise<GatheredServers> {
  const known = context.memory.get('servers') as Promise<GatheredServers> | undefined
  if (known !== undefined) return known
  const gathering = gather(context, layout)
  context.memory.set('servers', gathering)
  return gathering
}

async function gather(context: Reading, layout: Layout): Promise<GatheredServers> {
  const entries: ServerEntry[] = []
  const problems: string[] = []
  let keptAside = 0
  const readInto = async (client: string, path: string, format: 'json' | 'toml' | 'yaml', keys: readonly (readonly string[])[]) => {
    const file = await readConfiguration(context, layout, path, format)
    if (file.kind === 'problem') problems.push(file.words)
    if (file.kind !== 'read') return
    const parsed = parseEntries(file.value, keys, { client, file: path, call: file.call, layout })
    entries.push(...parsed.entries)
    keptAside += parsed.keptAside
  }
  for (const client of clientTable)
    for (const file of client.files) {
      const place = pathOf(file.at, layout)
      for (const path of place === null ? [] : await expandPath(place)) await readInto(client.id, path, file.format, file.keys)
    }
  const walked = await walkFolders(context, layout)
  for (const found of walked.serverFiles) await readInto(found.client, found.path, found.format, found.keys)
  return { entries, problems: [...new Set(problems)], keptAside }
}
