import { blankSubject, type Model, type Subject } from '../../../../shared/domain/observation.ts'
import { redactText } from '../../http/redact.ts'
import { type Layout, shortPath } from '../agent-files/layout.ts'
import type { StepContext } from '../connector.ts'
import { expandPath, readConfiguration } from './configuration.ts'
import { pathOf } from './layout.ts'
import { type ModelServerRow, modelServerTable } from './model-table.ts'
import { runningNames } from './processes.ts'
import { exists, readFolder } from './read-file.ts'

/** Model servers that are set up or run here, with the models they hold. Problems met on the way are added to `problems`. */
export async function* observeModelServers(
  context: StepContext,
  layout: Layout,
  problems: string[],
): AsyncGenerator<{ readonly subject: Subject; readonly call: string | null }> {
  const running = await runningNames(context, layout)
  for (const row of modelServerTable) {
    const marks = row.marks.map((place) => pathOf(place, layout)).filter((path) => path !== null)
    const found = []
    for (const path of marks) if (await exists(path)) found.push(path)
    // A name such as `chat` is no proof: a process counts only beside a mark, except where it is the product's own word.
    const runs = row.processes.some((name) => running?.has(name) === true)
    if (found.length === 0 && !(runs && (row.id === 'ollama' || row.id === 'llama-cpp'))) continue
    const models: Model[] = []
    for (const place of row.models) {
      const path = pathOf(place.at, layout)
      if (path !== null) models.push(...(await modelsBelow(path, place.levels, place.file ?? null, layout, problems)))
    }
    const opened = await openedBy(context, row, layout, problems)
    const mark = found[0] === undefined ? 'a running process' : shortPath(found[0], layout)
    const call = context.record({
      transport: 'file',
      method: 'LIST',
      template: mark,
      subject: found[0] ?? mark,
      bytes: 0,
      sha256: null,
      outcome: 'ok',
    })
    yield { subject: observe(row, mark, models, opened?.where ?? null, runs), call: opened?.call ?? call }
  }
}

function observe(row: ModelServerRow, mark: string, models: readonly Model[], opened: string | null, runs: boolean): Subject {
  return {
    ...blankSubject,
    key: `model-server:${row.id}`,
    role: 'agent',
    name: row.title,
    nativeIds: [{ kind: 'model-server', value: row.id, joins: false }],
    agentKind: 'model-endpoint',
    platform: 'This computer',
    autonomy: { floor: 'A0', ceiling: 'A0', because: 'serves a model: answers only' },
    signals: [{ by: runs && !mark.startsWith('~') ? 'process' : 'file', value: mark, certainty: 'certain', vendor: row.vendor }],
    publisher: { name: row.vendor, verified: null },
    models,
    tools: [],
    credentials: [],
    exposure: opened === null ? 'local' : 'unknown',
    endpoint: opened === null ? row.address : row.address.replace('127.0.0.1', '0.0.0.0'),
    traits: [...(opened === null ? [] : (['local-endpoint-open', 'no-authentication'] as const)), ...(runs ? (['running'] as const) : [])],
    details: { 'Found at': mark, ...(opened === null ? {} : { 'Opened beyond this computer by': opened }) },
  }
}

const mostModels = 500

/** Names that stand `levels` folders below a folder; the last two make the model's name, as these programs write it. */
async function modelsBelow(
  root: string,
  levels: number,
  file: RegExp | null,
  layout: Layout,
  problems: string[],
): Promise<readonly Model[]> {
  let paths: readonly (readonly string[])[] = [[]]
  for (let level = 1; level <= levels; level += 1) {
    const next: (readonly string[])[] = []
    for (const path of paths) {
      const folder = await readFolder([root, ...path].join('/'))
      if (folder.kind === 'problem') problems.push(`${shortPath([root, ...path].join('/'), layout)} ${folder.why}`)
      if (folder.kind !== 'entries') continue
      const wanted = folder.entries.filter((entry) =>
        level < levels ? entry.folder : file === null ? entry.folder || entry.file : entry.file && file.test(entry.name),
      )
      next.push(...wanted.filter(({ name }) => !name.startsWith('.')).map(({ name }) => [...path, name]))
    }
    paths = next.slice(0, mostModels)
  }
  return paths.map((path) => {
    const [name = '', tag] = levels >= 4 ? path.slice(-2) : [path.at(-1)]
    return { vendor: levels === 2 ? (path[0] ?? null) : null, name: redactText(tag === undefined ? name : `${name}:${tag}`).slice(0, 200) }
  })
}

async function openedBy(
  context: StepContext,
  row: ModelServerRow,
  layout: Layout,
  problems: string[],
): Promise<{ readonly where: string; readonly call: string } | null> {
  for (const { at, line } of row.opened) {
    const place = pathOf(at, layout)
    for (const path of place === null ? [] : await expandPath(place)) {
      const file = await readConfiguration(context, layout, path, 'text')
      if (file.kind === 'problem') problems.push(file.words)
      if (file.kind === 'read' && line.test(file.text)) return { where: shortPath(path, layout), call: file.call }
    }
  }
  return null
}
