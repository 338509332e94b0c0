import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connector } from '../../electron/engine/connectors/connector.ts'
import { github } from '../../electron/engine/connectors/github/connector.ts'
import { slack } from '../../electron/engine/connectors/slack/connector.ts'
import { installed } from './installed.ts'
import { describedBy } from './own-words.ts'
import { checking, type Difference, type Outcome, type Peer } from './peer.ts'
import { listening, type SeenReply } from './replies.ts'
import { answers, freePort, running } from './running.ts'
import { contextFor, endSaid, scanAll } from './scan.ts'

const version = '0.12.2'
const org = 'rollcall-peers'
const userToken = 'peers-owner-token'

/** GitHub and Slack as another maker rebuilt them, with state: our connectors sign in to them and scan them. */
export const emulatePeer: Peer = { id: 'emulate', title: `emulate ${version} (GitHub, Slack)`, run }

async function run(say: (line: string) => void): Promise<Outcome> {
  const check: ReturnType<typeof checking> = checking(say)
  const modules = await installed('emulate', { emulate: version })
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-emulate-'))
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
  const seed = join(folder, 'seed.json')
  writeFileSync(seed, JSON.stringify(seedOf(pem)))
  // It gives each service the next port.
  const port = await freePort()
  const origins = { github: `http://127.0.0.1:${port}`, slack: `http://127.0.0.1:${port + 1}` }
  const server = await running({
    command: process.execPath,
    args: [join(modules, 'emulate', 'dist', 'index.js'), 'start', '--service', 'github,slack', '--port', String(port), '--seed', seed],
    cwd: folder,
    env: { HOME: folder },
    ready: async () => (await answers(`${origins.github}/`)()) && (await answers(`${origins.slack}/`)()),
  })
  try {
    await fill(origins.github)
    const found: string[] = []
    const differences: Difference[] = [
      { what: 'slack: its methods are answered by POST only, where the provider takes GET as well', whose: 'the peer' },
    ]
    const lacking: string[] = []
    const targets = [
      {
        title: 'GitHub as an app',
        connector: github,
        settings: { organization: org, baseUrl: origins.github, appId: '4242' },
        secrets: { privateKey: pem },
      },
      {
        title: 'GitHub with a token',
        connector: github,
        settings: { organization: org, baseUrl: origins.github },
        secrets: { token: userToken },
      },
      { title: 'Slack', connector: slack, settings: { baseUrl: origins.slack }, secrets: { token: 'xoxp-peers' } },
    ]
    for (const target of targets) {
      const result = await scanned(target, say)
      found.push(result.found)
      differences.push(...result.differences)
      const signedIn = target.connector === github ? 'people' : 'users'
      check(!/^(failed|denied)$/.test(result.ends[signedIn]?.state ?? 'failed'), `${target.title}: signed in`)
      const silent = Object.entries(result.ends).filter(([, end]) => end.state === 'complete' && result.seen === 0)
      check(silent.length === 0, `${target.title}: what this server does not have is told, not shown as empty`)
      if (result.ends.repositories?.state === 'complete')
        check(result.names.includes('notes'), 'the MCP server of a configuration in a repository is found')
      lacking.push(...result.lacking)
    }
    return { found, differences, lacking: [...lacking, 'AWS IAM of emulate: the moto server speaks it as well'] }
  } catch (problem) {
    say(server.said().slice(-1_500))
    throw problem
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const seedOf = (pem: string) => ({
  tokens: { [userToken]: { login: 'owner', scopes: ['repo', 'admin:org'] } },
  github: {
    users: [
      { login: 'owner', name: 'Organisation Owner', email: 'owner@example.invalid' },
      { login: 'builder', name: 'Builder', email: 'builder@example.invalid' },
    ],
    orgs: [
      {
        login: org,
        name: 'Peers',
        members: [
          { login: 'owner', role: 'admin' },
          { login: 'builder', role: 'member' },
        ],
      },
    ],
    repos: [{ owner: org, name: 'order-desk', auto_init: true }],
    apps: [
      {
        app_id: 4242,
        slug: 'rollcall-audit',
        name: 'Rollcall audit',
        private_key: pem,
        permissions: { contents: 'read', metadata: 'read', members: 'read', organization_administration: 'read', actions: 'read' },
        events: [],
        installations: [{ installation_id: 77, account: org, repository_selection: 'all' }],
      },
      {
        app_id: 4343,
        slug: 'claude',
        name: 'Claude',
        private_key: pem,
        permissions: { contents: 'write', pull_requests: 'write' },
        events: ['push'],
        installations: [{ installation_id: 78, account: org, repository_selection: 'all' }],
      },
    ],
  },
  slack: {
    team: { name: 'Peers', domain: 'peers' },
    users: [{ name: 'owner', real_name: 'Organisation Owner', email: 'owner@example.invalid' }],
    channels: [{ name: 'general' }],
    tokens: [{ token: 'xoxp-peers', user: 'owner', scopes: ['users:read', 'users:read.email', 'admin'] }],
  },
})

/** Puts a configuration with an MCP server and a workflow with AI into the repository, over the emulator's own interface. */
async function fill(origin: string): Promise<void> {
  const files = {
    '.mcp.json': JSON.stringify({ mcpServers: { notes: { command: 'npx', args: ['-y', 'notes-mcp'] } } }),
    '.github/workflows/review.yml':
      'on: pull_request\njobs:\n  review:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: anthropics/claude-code-action@v1\n',
  }
  for (const [path, text] of Object.entries(files)) {
    const answer = await fetch(`${origin}/repos/${org}/order-desk/contents/${path}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${userToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ message: 'add', content: Buffer.from(text).toString('base64') }),
    })
    if (!answer.ok) throw new Error(`${path} was not taken: ${answer.status} ${(await answer.text()).slice(0, 200)}`)
  }
}

/** Slack takes its methods by GET and by POST; this server takes POST only. */
const byPost =
  (transport: typeof fetch): typeof fetch =>
  (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (init?.method !== undefined && init.method !== 'GET') return transport(input, init)
    const headers = new Headers(init?.headers)
    headers.set('content-type', 'application/x-www-form-urlencoded')
    const body = url.searchParams.toString()
    url.search = ''
    return transport(url, { ...init, method: 'POST', headers, body })
  }

interface EmulatedTarget {
  readonly title: string
  readonly connector: Connector
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

async function scanned(target: EmulatedTarget, say: (line: string) => void) {
  const { transport, replies } = listening()
  const through = target.connector === slack ? byPost(transport) : transport
  const scan = await scanAll(target.connector, contextFor({ ...target, transport: through, unpaced: true }))
  for (const [step, end] of Object.entries(scan.ends)) say(`      ${target.title}: ${endSaid(step, end)}`)
  for (const one of scan.subjects) say(`      ${target.title}: ${one.role} ${one.agentKind}: ${one.name}`)
  const complete = Object.values(scan.ends).filter((end) => end.state === 'complete').length
  const names = scan.subjects.map((one) => one.name)
  return {
    names,
    ends: scan.ends,
    seen: scan.seen.length,
    lacking: lackingOf(target.title, replies),
    found: `${target.title}: ${scan.subjects.length} things, ${scan.keptAside} kept aside; ${complete} of ${Object.keys(scan.ends).length} steps complete, ${replies.length} replies`,
    differences: await describedBy(target.connector, replies),
  }
}

/** What it has nothing at, in a line. */
function lackingOf(title: string, replies: readonly SeenReply[]): readonly string[] {
  const gone = [...new Set(replies.filter(({ status }) => status === 404).map(({ method, path }) => `${method} ${path}`))]
  return gone.length === 0 ? [] : [`${title}: this server has nothing at ${gone.join(', ')}`]
}
