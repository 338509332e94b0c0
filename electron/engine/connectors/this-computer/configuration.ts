import { type Format, parseConfiguration } from '../agent-files/formats.ts'
import { type Layout, shortPath } from '../agent-files/layout.ts'
import type { StepContext } from '../connector.ts'
import { readFileBounded, readFolder } from './read-file.ts'

export type Configuration =
  | { readonly kind: 'absent' }
  | { readonly kind: 'problem'; readonly path: string; readonly words: string; readonly call: string }
  | { readonly kind: 'read'; readonly path: string; readonly value: unknown; readonly text: string; readonly call: string }

type Reading = Pick<StepContext, 'record' | 'memory'>

/** Reads and parses one configuration file, once a scan; each file read is evidence in the call ledger. */
export async function readConfiguration(context: Reading, layout: Layout, path: string, format: Format | 'text'): Promise<Configuration> {
  const key = `file ${path} ${format}`
  const known = context.memory.get(key) as Promise<Configuration> | undefined
  if (known !== undefined) return known
  const reading = read(context, layout, path, format)
  context.memory.set(key, reading)
  return reading
}

async function read(context: Reading, layout: Layout, path: string, format: Format | 'text'): Promise<Configuration> {
  const file = await readFileBounded(path)
  if (file.kind === 'absent') return { kind: 'absent' }
  const shown = shortPath(path, layout)
  const record = (outcome: string) =>
    context.record({
      transport: 'file',
      method: 'READ',
      template: shown,
      subject: path,
      bytes: file.bytes,
      sha256: file.kind === 'text' ? file.sha256 : null,
      outcome,
    })
  if (file.kind === 'problem') return { kind: 'problem', path, words: `${shown} ${file.why}`, call: record(file.why) }
  if (format === 'text') return { kind: 'read', path, value: null, text: file.text, call: record('ok') }
  const parsed = parseConfiguration(file.text, format)
  if (!parsed.ok) return { kind: 'problem', path, words: `${shown} ${parsed.failure.message}`, call: record(parsed.failure.message) }
  return { kind: 'read', path, value: parsed.value, text: file.text, call: record('ok') }
}

/** The paths that a path with `*` stands for, in order; the path itself without one. */
export async function expandPath(path: string): Promise<readonly string[]> {
  const star = path.split('/').findIndex((segment) => segment.includes('*'))
  if (star < 0) return [path]
  const segments = path.split('/')
  const before = segments.slice(0, star).join('/')
  const after = segments.slice(star + 1)
  const [prefix = '', suffix = ''] = (segments[star] ?? '*').split('*')
  const folder = await readFolder(before)
  if (folder.kind !== 'entries') return []
  return folder.entries
    .filter(({ name }) => name.startsWith(prefix) && name.endsWith(suffix) && name.length >= prefix.length + suffix.length)
    .slice(0, 200)
    .map(({ name }) => [before, name, ...after].join('/'))
}
