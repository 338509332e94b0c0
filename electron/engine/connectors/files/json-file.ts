import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { RecordCall } from '../connector.ts'
import { decodeText } from './decode.ts'
import { readBytes } from './find-files.ts'

const mostBytes = 64 * 1024 * 1024

type JsonRead =
  | { readonly kind: 'json'; readonly value: unknown; readonly file: string; readonly call: string }
  | { readonly kind: 'problem'; readonly why: string }

/** One JSON file, whole and bounded. */
export async function readJsonFile(path: string, what: string, record: RecordCall): Promise<JsonRead> {
  const file = basename(path)
  const read = await readBytes(path, mostBytes)
  if (read.kind === 'problem') return { kind: 'problem', why: `${file} ${read.why}` }
  const { bytes } = read
  let value: unknown
  let readable = true
  try {
    value = JSON.parse(decodeText(bytes).text)
  } catch {
    readable = false
  }
  const call = record({
    transport: 'file',
    method: 'READ',
    template: what,
    subject: path,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    outcome: readable ? 'ok' : 'unreadable',
  })
  return readable ? { kind: 'json', value, file, call } : { kind: 'problem', why: `${file} is no readable JSON` }
}
