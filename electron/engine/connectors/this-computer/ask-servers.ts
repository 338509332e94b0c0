import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { Tool as Listed } from '@modelcontextprotocol/sdk/types.js'
import type { Tool } from '../../../../shared/domain/observation.ts'
import { isLoopback } from '../../http/address.ts'
import { loopbackFetch } from '../../http/loopback-fetch.ts'
import { redactText } from '../../http/redact.ts'
import { rawEntry, type ServerEntry } from '../agent-files/entry.ts'
import { valuesAt } from '../agent-files/formats.ts'
import { judgeTool, toldPlace } from '../agent-files/judge-tool.ts'
import type { Layout } from '../agent-files/layout.ts'
import { reachOfServer, serverKey } from '../agent-files/observe-server.ts'
import type { RawEntry } from '../agent-files/raw-entry.ts'
import type { StepContext } from '../connector.ts'
import { readConfiguration } from './configuration.ts'

const patienceMs = 20_000
const mostPages = 20

export interface Asked {
  readonly tools: ReadonlyMap<string, readonly Tool[]>
  readonly problems: readonly string[]
}

/**
 * Starts each enabled local server as its client would and asks it for its tools; one that already answers at an address of this
 * computer is asked there. This runs other people's code: it happens only when a person switched it on. Servers elsewhere are not
 * asked: their addresses are not this connection's.
 */
export async function askServers(
  context: StepContext,
  layout: Layout,
  groups: readonly (readonly [ServerEntry, ...ServerEntry[]])[],
): Promise<Asked> {
  const tools = new Map<string, readonly Tool[]>()
  const problems: string[] = []
  for (const group of groups) {
    const entry = group.find((one) => one.enabled && (one.command !== null || isHere(one.origin.address)))
    if (entry === undefined || context.signal.aborted) continue
    const raw = await liveEntry(context, layout, entry)
    if (raw === null || (raw.command === null && !isHere(raw.url))) continue
    const key = serverKey(entry.origin.identity)
    const told = await ask(raw, entry, context.signal)
    const outcome = told === null ? 'did not answer' : 'ok'
    context.record({
      transport: 'process',
      method: 'tools/list',
      template: 'tools/list',
      subject: entry.origin.identity,
      bytes: 0,
      sha256: null,
      outcome,
    })
    if (told === null) problems.push(`the server ${entry.name.slice(0, 80)} did not answer when asked for its tools`)
    else tools.set(key, told)
  }
  return { tools, problems }
}

/** The entry with its values, read back from the (already read) file; it lives for the length of one question. */
async function liveEntry(context: StepContext, layout: Layout, entry: ServerEntry): Promise<RawEntry | null> {
  for (const format of ['json', 'toml', 'yaml'] as const) {
    if (!context.memory.has(`file ${entry.file} ${format}`)) continue
    const file = await readConfiguration(context, layout, entry.file, format)
    const found = file.kind === 'read' ? valuesAt(file.value, entry.path)[0] : undefined
    return found === undefined ? null : rawEntry(found.value)
  }
  return null
}

async function ask(raw: RawEntry, entry: ServerEntry, signal: AbortSignal): Promise<readonly Tool[] | null> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
  for (const transport of transportsFor(raw)) {
    const told = await askOver(transport(), entry, limit)
    if (told !== null || limit.aborted) return told
  }
  return null
}

/** The ways to reach a server, in the order in which clients try them. */
function transportsFor(raw: RawEntry): readonly (() => Transport)[] {
  if (raw.command !== null)
    return [
      () =>
        new StdioClientTransport({
          command: raw.command ?? '',
          args: [...raw.args],
          env: { ...path(), ...raw.env },
          stderr: 'ignore',
        }),
    ]
  const url = new URL(raw.url ?? '')
  const options = { fetch: loopbackFetch, requestInit: { headers: { ...raw.headers } } }
  const ways: readonly (() => Transport)[] = [
    // The library types a session's id as absent or text where its own interface knows absent only.
    () => new StreamableHTTPClientTransport(url, options) as Transport,
    () => new SSEClientTransport(url, options),
  ]
  return /\/sse\/?$/.test(url.pathname) ? ways.toReversed() : ways
}

function isHere(address: string | null): boolean {
  return address !== null && URL.canParse(address) && isLoopback(new URL(address).hostname)
}

async function askOver(transport: Transport, entry: ServerEntry, limit: AbortSignal): Promise<readonly Tool[] | null> {
  const server = serverKey(entry.origin.identity)
  const client = new Client({ name: 'rollcall', version: '0.1.0' })
  try {
    await client.connect(transport, { signal: limit, timeout: patienceMs })
    const tools: Tool[] = []
    const cursors = new Set<string>()
    let cursor: string | undefined
    do {
      const page = await client.listTools(cursor === undefined ? {} : { cursor }, { signal: limit, timeout: patienceMs })
      for (const tool of page.tools) tools.push(toTool(tool, server, entry))
      cursor = page.nextCursor
      if (cursor !== undefined && (cursors.has(cursor) || cursors.size >= mostPages)) return tools
      if (cursor !== undefined) cursors.add(cursor)
    } while (cursor !== undefined)
    return tools
  } catch {
    return null
  } finally {
    await client.close().catch(() => {})
  }
}

function toTool({ name, description, inputSchema, annotations }: Listed, server: string, entry: ServerEntry): Tool {
  const taken = Object.keys(inputSchema.properties ?? {})
  const claims = { name, description, arguments: taken, annotations, system: entry.name }
  const verdict = judgeTool({ claims, openWorld: annotations?.openWorldHint, identity: entry.origin.identity }, reachOfServer([entry]))
  return {
    name: redactText(name).slice(0, 200),
    description: redactText(description ?? '').slice(0, 500),
    server,
    ...toldPlace(verdict),
  }
}

/** A program is found by the search path; nothing else of our surroundings is handed over. */
function path(): Record<string, string> {
  return Object.fromEntries(
    ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TEMP', 'TMPDIR', 'LANG'].flatMap((name) =>
      process.env[name] === undefined ? [] : [[name, process.env[name]]],
    ),
  )
}
