import { createHash } from 'node:crypto'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import type { RecordCall } from '../connector.ts'
import { readLines } from './read-lines.ts'
import { isObject, own } from './record.ts'

/** One piece of an export: the workflows of one file or one line, or `unread` when it is not readable JSON. */
export interface ExportPart {
  readonly label: string
  readonly workflows: readonly { readonly file: string; readonly value: unknown }[]
  readonly unread: boolean
  readonly call: string
}

const mostBytes = 50_000_000
const mostFiles = 50_000
const deepest = 12

/** Whether there is a file or folder at the path, in one word. */
export async function exportKind(path: string): Promise<'file' | 'folder' | 'none'> {
  const found = await lstat(path).catch(() => null)
  return found?.isDirectory() ? 'folder' : found?.isFile() ? 'file' : 'none'
}

/**
 * Reads an export: a folder of workflow JSONs (links are not followed), a JSON file, or an NDJSON file whose lines are workflows
 * or `{file, workflow}`. A file may also hold a list of workflows or a recorded page `{data: […]}`.
 */
export async function* readExport(path: string, record: RecordCall): AsyncGenerator<ExportPart> {
  if ((await exportKind(path)) === 'folder') {
    for (const file of await filesBelow(path)) yield await readJson(file, relative(path, file), record)
  } else if (/\.(ndjson|jsonl)$/i.test(path)) yield* readRecords(path, record)
  else yield await readJson(path, basename(path), record)
}

async function readJson(path: string, label: string, record: RecordCall): Promise<ExportPart> {
  const { size } = await lstat(path).catch(() => ({ size: mostBytes + 1 }))
  const bytes = size > mostBytes ? null : await readFile(path).catch(() => null)
  const value = bytes === null ? undefined : parse(bytes.toString('utf8'))
  const call = record({
    transport: 'file',
    method: 'READ',
    template: 'workflow export',
    subject: path,
    bytes: bytes?.length ?? 0,
    sha256: bytes === null ? null : createHash('sha256').update(bytes).digest('hex'),
    outcome: value === undefined ? 'unreadable' : 'ok',
  })
  return { label, workflows: value === undefined ? [] : workflowsIn(value, label), unread: value === undefined, call }
}

/** One record for the whole file, made when it is known to the end; the lines are handed over in blocks. */
async function* readRecords(path: string, record: RecordCall): AsyncGenerator<ExportPart> {
  const hash = createHash('sha256')
  let bytes = 0
  let number = 0
  const held: Omit<ExportPart, 'call'>[] = []
  for await (const line of readLines(path, mostBytes)) {
    number += 1
    bytes += line.bytes.length
    hash.update(line.bytes)
    const text = line.bytes.toString('utf8')
    if (line.whole && text.trim() === '') continue
    const value = line.whole ? parse(text) : undefined
    const label = `${basename(path)}:${number}`
    held.push({ label, workflows: value === undefined ? [] : workflowsIn(value, label), unread: value === undefined || !isObject(value) })
    if (held.length >= 200) yield* flush()
  }
  yield* flush()

  async function* flush(): AsyncGenerator<ExportPart> {
    const call = record({
      transport: 'file',
      method: 'READ',
      template: 'workflow export',
      subject: `${path} (to line ${number})`,
      bytes,
      sha256: hash.copy().digest('hex'),
      outcome: 'ok',
    })
    for (const part of held.splice(0)) yield { ...part, call }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

/** A bare workflow, `{file, workflow}`, a list of either, or a recorded page of them. */
function workflowsIn(value: unknown, label: string, depth = 0): ExportPart['workflows'] {
  if (Array.isArray(value)) return depth > 2 ? [] : value.flatMap((item: unknown, at) => workflowsIn(item, `${label}#${at + 1}`, depth + 1))
  if (!isObject(value)) return []
  const wrapped = own(value, 'workflow')
  if (isObject(wrapped)) {
    const file = own(value, 'file')
    return [{ file: typeof file === 'string' ? file : label, value: wrapped }]
  }
  const data = own(value, 'data')
  if (Array.isArray(data) && !Object.hasOwn(value, 'nodes')) return workflowsIn(data, label, depth + 1)
  return Object.hasOwn(value, 'nodes') ? [{ file: label, value }] : []
}

/** Names sorted, so that two readings of the same folder agree. */
async function filesBelow(folder: string, depth = 0): Promise<readonly string[]> {
  if (depth > deepest) return []
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const found: string[] = []
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git')
      found.push(...(await filesBelow(join(folder, entry.name), depth + 1)))
    else if (entry.isFile() && entry.name.toLowerCase().endsWith('.json')) found.push(join(folder, entry.name))
    if (found.length >= mostFiles) break
  }
  return found
}
