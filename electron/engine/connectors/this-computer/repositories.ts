import { createHash } from 'node:crypto'
import { blankSubject, type Subject } from '../../../../shared/domain/observation.ts'
import type { AgentKind } from '../../../../shared/domain/vocabulary.ts'
import { observeDefinition } from '../agent-files/definition.ts'
import { type Layout, shortPath } from '../agent-files/layout.ts'
import { distinct } from '../agent-files/observe-server.ts'
import type { StepContext } from '../connector.ts'
import { readConfiguration } from './configuration.ts'
import { dependenciesOf } from './dependencies.ts'
import { type FrameworkRow, frameworkOf } from './framework-table.ts'
import type { Walked } from './walk-folders.ts'

const kinds: Readonly<Record<FrameworkRow['makes'], AgentKind>> = {
  agent: 'autonomous-agent',
  model: 'ai-application',
  server: 'mcp-server',
}

/** What repositories build: by the libraries their dependency lists name, and the agents they write down. */
export async function* observeRepositories(
  context: StepContext,
  layout: Layout,
  walked: Walked,
  problems: string[],
): AsyncGenerator<{ readonly subject: Subject; readonly call: string }> {
  const folders = distinct([...walked.manifests, ...walked.instructions].map(folderOf))
  for (const folder of folders) {
    const found: FrameworkRow[] = []
    const signals: string[] = []
    let call: string | null = null
    for (const path of walked.manifests.filter((one) => folderOf(one) === folder)) {
      const file = await readConfiguration(context, layout, path, 'text')
      if (file.kind === 'problem') problems.push(file.words)
      if (file.kind !== 'read') continue
      const names = dependenciesOf(path.split('/').at(-1) ?? '', file.text)
      if (names === null) problems.push(`${shortPath(path, layout)} is not a readable dependency list`)
      for (const name of names ?? []) {
        const row = frameworkOf(name)
        if (row === null) continue
        found.push(row)
        signals.push(name)
        call = file.call
      }
    }
    const instructions = walked.instructions.filter((one) => folderOf(one).replace(/\/\.github$/, '') === folder)
    let hash: string | null = null
    for (const path of instructions) {
      const file = await readConfiguration(context, layout, path, 'text')
      if (file.kind === 'problem') problems.push(file.words)
      if (file.kind !== 'read') continue
      hash ??= createHash('sha256').update(file.text).digest('hex')
      call ??= file.call
    }
    if (call !== null)
      yield {
        subject: observe(
          shortPath(folder, layout),
          found,
          signals,
          instructions.map((one) => one.split('/').at(-1) ?? one),
          hash,
        ),
        call,
      }
  }
  for (const path of walked.definitions) {
    const file = await readConfiguration(context, layout, path, 'text')
    if (file.kind === 'problem') problems.push(file.words)
    if (file.kind === 'read')
      yield { subject: observeDefinition(file, layout, { keyPrefix: 'repository:agent', platform: 'This computer' }), call: file.call }
  }
}

function observe(
  folder: string,
  found: readonly FrameworkRow[],
  names: readonly string[],
  instructions: readonly string[],
  hash: string | null,
): Subject {
  const rank = (['agent', 'server', 'model'] as const).find((makes) => found.some((row) => row.makes === makes))
  return {
    ...blankSubject,
    key: `repository:${folder}`,
    role: 'agent',
    name: folder.split('/').at(-1) ?? folder,
    nativeIds: [{ kind: 'repository', value: folder, joins: false }],
    agentKind: rank === undefined ? 'coding-agent' : kinds[rank],
    platform: 'Repository',
    autonomy:
      rank === 'agent'
        ? { floor: 'A1', ceiling: 'A5', because: 'built with an agent framework; what it does is not read from its code' }
        : null,
    signals:
      found.length > 0
        ? distinct(names).map((value, index) => vendored({ by: 'package', value, certainty: 'certain' }, found[index]?.vendor ?? null))
        : // Instructions for coding agents show that one is used here, not which.
          instructions.map((value) => ({ by: 'file', value, certainty: 'suggested' })),
    environment: 'development',
    instructionsHash: hash,
    details: {
      Folder: folder,
      ...(found.length === 0 ? {} : { Libraries: distinct(found.map((row) => row.title)).join(', ') }),
      ...(instructions.length === 0 ? {} : { 'Instructions for coding agents': instructions.join(', ') }),
    },
  }
}

const vendored = (signal: Subject['signals'][number], vendor: string | null) => (vendor === null ? signal : { ...signal, vendor })
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))
