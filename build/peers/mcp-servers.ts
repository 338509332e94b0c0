import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import knownServers from '../../electron/engine/connectors/agent-files/known-servers.json' with { type: 'json' }
import { serverKey } from '../../electron/engine/connectors/agent-files/observe-server.ts'
import { thisComputer } from '../../electron/engine/connectors/this-computer/connector.ts'
import type { Subject } from '../../shared/domain/observation.ts'
import { installed } from './installed.ts'
import { checking, type Difference, type Outcome, type Peer } from './peer.ts'
import { answers, freePort, type Running, running } from './running.ts'
import { contextFor, endSaid, scanAll } from './scan.ts'

const scope = '@modelcontextprotocol'
const packages = {
  [`${scope}/server-everything`]: '2026.8.31',
  [`${scope}/server-filesystem`]: '2026.8.31',
  [`${scope}/server-memory`]: '2026.8.31',
  [`${scope}/server-sequential-thinking`]: '2026.8.31',
}
/** What each package's own manifest names as its program. */
const programs = {
  everything: 'server-everything/dist/index.js',
  filesystem: 'server-filesystem/dist/index.js',
  memory: 'server-memory/dist/index.js',
  'sequential-thinking': 'server-sequential-thinking/dist/index.js',
}

/** The protocol's own reference servers, over each of its transports, found through the configuration of a client. */
export const mcpServersPeer: Peer = { id: 'mcp-servers', title: 'MCP reference servers 2026.8.31', run }

async function run(say: (line: string) => void): Promise<Outcome> {
  const check: ReturnType<typeof checking> = checking(say)
  const modules = await installed('mcp-servers', packages)
  const program = (name: keyof typeof programs) => join(modules, scope, programs[name])
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-mcp-'))
  const home = join(folder, 'home')
  mkdirSync(join(home, '.cursor'), { recursive: true })
  const env = { HOME: folder }
  const served: Running[] = []
  const serve = async (way: 'sse' | 'streamableHttp'): Promise<string> => {
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const args = [program('everything'), way]
    served.push(
      await running({
        command: process.execPath,
        args,
        cwd: folder,
        env: { ...env, PORT: String(port) },
        ready: answers(`${origin}/none`),
      }),
    )
    return origin
  }
  try {
    const stdio = (name: keyof typeof programs, ...args: readonly string[]) => ({
      command: process.execPath,
      args: [program(name), ...args],
    })
    const entries = {
      everything: stdio('everything', 'stdio'),
      filesystem: stdio('filesystem', home),
      memory: { ...stdio('memory'), env: { MEMORY_FILE_PATH: join(folder, 'memory.json') } },
      thinking: stdio('sequential-thinking'),
      'everything-http': { url: `${await serve('streamableHttp')}/mcp` },
      'everything-sse': { url: `${await serve('sse')}/sse` },
    }
    writeFileSync(join(home, '.cursor', 'mcp.json'), JSON.stringify({ mcpServers: entries }))
    const settings = { home, platform: 'linux', askServers: 'true' }
    const scanned = await scanAll(thisComputer, contextFor({ connector: thisComputer, settings, secrets: {} }))
    for (const [step, end] of Object.entries(scanned.ends)) say(`      ${endSaid(step, end)}`)
    check(scanned.ends['mcp-servers']?.state === 'complete', 'every server answered')

    const found: string[] = []
    const differences: Difference[] = []
    for (const [name, entry] of Object.entries(entries)) {
      const subject = scanned.subjects.find((one) => one.nativeIds.some((id) => id.kind === 'mcp-name' && id.value === name))
      check(subject?.tools != null && subject.tools.length > 0, `${name} was found with its tools`)
      if ('command' in entry) {
        const itself = await toolsOf(entry, env)
        const missed = itself.filter((tool) => !subject.tools?.some((one) => one.name === tool))
        check(
          missed.length === 0 && itself.length === subject.tools.length,
          `${name}: the ${itself.length} tools that it tells its own client`,
        )
      }
      found.push(said(name, subject))
      for (const tool of subject.tools) say(`      ${name}/${tool.name}: ${powersSaid(tool.powers)}${tool.place ? ` · ${tool.place}` : ''}`)
      differences.push(...againstTable(name, subject))
    }
    const [over, again, third] = ['everything', 'everything-http', 'everything-sse'].map(
      (name) => scanned.subjects.find((one) => one.nativeIds.some((id) => id.value === name))?.tools?.map((tool) => tool.name) ?? [],
    )
    check(String(over) === String(again) && String(over) === String(third), 'the same server has the same tools over stdio, HTTP and SSE')
    check(serverKey('x') === 'mcp-server:x', 'keys are made of what a server is, not of how it is reached')
    return { found, differences, lacking: [] }
  } finally {
    for (const one of served) await one.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What the server tells a client that is not ours: the protocol's own. */
async function toolsOf(
  entry: { readonly command: string; readonly args: readonly string[] },
  env: Record<string, string>,
): Promise<readonly string[]> {
  const client = new Client({ name: 'peers', version: '1.0.0' })
  await client.connect(new StdioClientTransport({ command: entry.command, args: [...entry.args], env, stderr: 'ignore' }))
  const { tools } = await client.listTools()
  await client.close()
  return tools.map((tool) => tool.name)
}

const powersSaid = (powers: NonNullable<Subject['tools']>[number]['powers']): string =>
  powers.map((power) => `${power.action} ${power.resource}`).join(' + ')

function said(name: string, { tools }: Subject): string {
  const actions = [...new Set((tools ?? []).flatMap((tool) => tool.powers.map((power) => power.action)))].toSorted()
  return `${name}: ${tools?.length ?? 0} tools (${actions.join(', ')})`
}

/** Our table of known servers is held against what the server itself tells. */
function againstTable(name: string, { tools }: Subject): readonly Difference[] {
  const row = knownServers.find((one) =>
    one.ids.some((id) => id === `npm:${scope}/server-${name === 'thinking' ? 'sequential-thinking' : name}`),
  )
  if (row === undefined) return []
  const listed = new Set(Object.values(row.tools).flat())
  const told = new Set((tools ?? []).map((tool) => tool.name))
  const gone = [...listed].filter((tool) => !told.has(tool))
  const fresh = [...told].filter((tool) => !listed.has(tool))
  if (gone.length + fresh.length === 0) return []
  return [
    {
      what: `${name}: the table of known servers ${[gone.length > 0 && `has ${gone.join(', ')}, which it does not offer`, fresh.length > 0 && `lacks ${fresh.join(', ')}`].filter(Boolean).join(' and ')}`,
      whose: 'the connector',
    },
  ]
}
