import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fail, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { calls } from './calls.ts'
import type { GraphPage, List } from './graph-list.ts'
import { parsePage } from './schema.ts'

/** One recorded reply: what was asked (path, without origin) and what came. */
interface Recorded {
  readonly request: string
  readonly reply: unknown
}

/**
 * Recorded pages instead of the network. A folder of `.json` and `.ndjson` files, or one NDJSON file; each value is
 * `{"request": "/v1.0/servicePrincipals?...", "reply": {...}}`, or a bare page whose `@odata.context` tells where it came from.
 */
export async function* readExport<T>(context: ConnectorContext, list: List<T>): AsyncGenerator<Result<GraphPage<T>>, void> {
  const declared = calls.find((call) => call.id === list.call)
  const path = (declared?.path ?? '').replace(/\{(\w+)\}/g, (_whole, name: string) => list.path?.[name] ?? '')
  const place = context.settings.export ?? ''
  let found = 0
  try {
    for await (const { recorded, file } of records(place)) {
      if (recorded.request.split('?')[0] !== path) continue
      const parsed = parsePage(recorded.reply, list.schema)
      if (parsed === null) continue
      found += 1
      const text = JSON.stringify(recorded.reply)
      const sha256 = createHash('sha256').update(text).digest('hex')
      const call = context.record({
        transport: 'file',
        method: 'GET',
        template: declared?.path ?? list.call,
        subject: file,
        bytes: text.length,
        sha256,
        outcome: 'ok',
      })
      // Links in a recording lead nowhere: the next page is another record.
      yield { ok: true, value: { ...parsed, next: null, call } }
    }
  } catch {
    yield fail('invalid-input', 'the recorded pages cannot be read', { subject: 'export', next: 'Check the path and that it may be read.' })
    return
  }
  if (found === 0)
    yield fail('not-found', `the recording holds no page of ${path}`, {
      subject: path,
      next: 'Record that list as well, or accept that it stays unseen.',
    })
}

async function* records(place: string): AsyncGenerator<{ readonly recorded: Recorded; readonly file: string }> {
  const files = statSync(place).isDirectory()
    ? readdirSync(place)
        .sort()
        .filter((name) => /\.(nd)?jsonl?$/.test(name))
        .map((name) => join(place, name))
    : [place]
  for (const file of files) {
    if (file.endsWith('.json')) {
      const recorded = recordedOf(readFileSync(file, 'utf8'))
      if (recorded) yield { recorded, file }
      continue
    }
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      const recorded = recordedOf(line)
      if (recorded) yield { recorded, file }
    }
  }
}

function recordedOf(text: string): Recorded | null {
  try {
    const value = JSON.parse(text) as Record<string, unknown>
    if (typeof value.request === 'string') return { request: value.request.replace(/^https?:\/\/[^/]+/, ''), reply: value.reply }
    const context = value['@odata.context']
    const place = typeof context === 'string' ? /(\/(?:v1\.0|beta|api\/data\/v9\.2))\/\$metadata#([\w/.]+)/.exec(context) : null
    return place ? { request: `${place[1]}/${place[2]}`, reply: value } : null
  } catch {
    return null
  }
}
