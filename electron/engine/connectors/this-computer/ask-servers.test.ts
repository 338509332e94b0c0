import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { groupEntries } from '../agent-files/observe-server.ts'
import type { StepContext } from '../connector.ts'
import { askServers } from './ask-servers.ts'
import { gatherServers } from './gather-servers.ts'
import { layoutOf } from './layout.ts'

const sdk = `${import.meta.dirname}/../../../../node_modules/@modelcontextprotocol/sdk/dist/esm`

/** A real server that proves it got its environment by offering a tool named after it. */
const server = `
import { Server } from '${sdk}/server/index.js'
import { StdioServerTransport } from '${sdk}/server/stdio.js'
import { ListToolsRequestSchema } from '${sdk}/types.js'
const server = new Server({ name: 'probe', version: '1.0.0' }, { capabilities: { tools: {} } })
const tool = (name, description) => ({ name, description, inputSchema: { type: 'object' } })
server.setRequestHandler(ListToolsRequestSchema, async ({ params }) =>
  params?.cursor === 'b'
    ? { tools: [tool('send_email', 'Sends'), tool(process.env.EXTRA, 'x')], nextCursor: 'b' }
    : { tools: [tool('read_file', 'Reads')], nextCursor: 'b' })
await server.connect(new StdioServerTransport())
`

let home = ''
beforeEach(async () => {
  home = await mkdtemp(`${tmpdir()}/ask-`)
  await mkdir(`${home}/.cursor`)
  await writeFile(`${home}/server.mjs`, server)
  const mcpServers = {
    probe: { command: process.execPath, args: [`${home}/server.mjs`], env: { EXTRA: 'delete_table' } },
    dead: { command: process.execPath, args: ['-e', 'process.exit(1)'] },
    off: { command: process.execPath, args: ['-e', `require('fs').writeFileSync('${home}/started', '')`], disabled: true },
  }
  await writeFile(`${home}/.cursor/mcp.json`, JSON.stringify({ mcpServers }))
})
afterEach(() => rm(home, { recursive: true, force: true }))

it('asks the servers that are on for their tools, over endless pages, and names those that do not answer', async () => {
  const outcomes: string[] = []
  const settings = { home, platform: 'linux' }
  const context = {
    settings,
    memory: new Map<string, unknown>(),
    signal: new AbortController().signal,
    record: (call) => `call-${outcomes.push(call.outcome)}`,
  } satisfies Partial<StepContext> as unknown as StepContext
  const layout = layoutOf(settings)
  const { entries } = await gatherServers(context, layout)
  const asked = await askServers(context, layout, groupEntries(entries))
  const tools = [...asked.tools.values()].flat()
  expect(tools.map((tool) => [tool.name, tool.powers[0]?.action, tool.powers[0]?.resource])).toEqual([
    ['read_file', 'read', 'files'],
    ['send_email', 'send', 'mail'],
    ['delete_table', 'delete', 'database'],
  ])
  expect(asked.problems).toHaveLength(1)
  expect(asked.problems[0]).toContain('dead')
})

const remote = `
import { createServer } from 'node:http'
import { Server } from '${sdk}/server/index.js'
import { SSEServerTransport } from '${sdk}/server/sse.js'
import { StreamableHTTPServerTransport } from '${sdk}/server/streamableHttp.js'
import { ListToolsRequestSchema } from '${sdk}/types.js'
const made = (name) => {
  const server = new Server({ name: 'probe', version: '1.0.0' }, { capabilities: { tools: {} } })
  server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name, inputSchema: { type: 'object' } }] }))
  return server
}
let stream
createServer(async (request, response) => {
  if (request.headers['x-key'] !== 'k') return response.writeHead(401).end()
  if (request.url === '/mcp') {
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined })
    await made('read_file').connect(transport)
    await transport.handleRequest(request, response)
  } else if (request.url === '/old' || request.url === '/sse') {
    if (request.method !== 'GET') return response.writeHead(405).end()
    stream = new SSEServerTransport('/message', response)
    await made('send_email').connect(stream)
  } else await stream.handlePostMessage(request, response)
}).listen(0, '127.0.0.1', function () { console.log(this.address().port) })
`

it('asks a server at an address of this computer, over both transports, and nobody elsewhere', async () => {
  await writeFile(`${home}/remote.mjs`, remote)
  const child = spawn(process.execPath, [`${home}/remote.mjs`], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [port] = (await once(child.stdout, 'data')) as [Buffer]
    const origin = `http://127.0.0.1:${String(port).trim()}`
    const headers = { 'x-key': 'k' }
    const mcpServers = {
      now: { url: `${origin}/mcp`, headers },
      older: { url: `${origin}/sse`, headers },
      fallback: { url: `${origin}/old`, headers },
      elsewhere: { url: 'http://mcp.example.invalid/mcp' },
    }
    await writeFile(`${home}/.cursor/mcp.json`, JSON.stringify({ mcpServers }))
    const settings = { home, platform: 'linux' }
    const context = { settings, memory: new Map(), signal: new AbortController().signal, record: () => 'call' } as unknown as StepContext
    const layout = layoutOf(settings)
    const { entries } = await gatherServers(context, layout)
    const asked = await askServers(context, layout, groupEntries(entries))
    expect(Object.fromEntries([...asked.tools].map(([key, tools]) => [key, tools.map((tool) => tool.name).join()]))).toEqual({
      [`mcp-server:${origin}/mcp`]: 'read_file',
      [`mcp-server:${origin}/sse`]: 'send_email',
      [`mcp-server:${origin}/old`]: 'send_email',
    })
    expect(asked.problems).toEqual([])
  } finally {
    child.kill()
  }
})
