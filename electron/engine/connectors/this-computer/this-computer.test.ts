import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Observation, Subject } from '../../../../shared/domain/observation.ts'
import { makeHome } from '../../../estate/this-computer/make-home.ts'
import type { RecordCall } from '../connector.ts'
import { thisComputer } from './connector.ts'

let folder = ''
let homes = 0
beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/this-computer-`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function home(files: Readonly<Record<string, string>>): Promise<string> {
  homes += 1
  const path = `${folder}/home-${homes}/someone`
  await mkdir(path, { recursive: true })
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(`${path}/${name}`), { recursive: true })
    await writeFile(`${path}/${name}`, text)
  }
  return path
}

/** Runs every step in order, as a scan does. */
async function scan(settings: Readonly<Record<string, string>>) {
  const observations: Observation[] = []
  const ends: Record<string, StepEnd> = {}
  const calls: Parameters<RecordCall>[0][] = []
  const memory = new Map<string, unknown>()
  for (const step of thisComputer.steps) {
    const batches = step.run({
      settings,
      memory,
      secret: async () => ({ ok: true, value: null }),
      http: { request: async () => Promise.reject(new Error('this connector has no business on the network')) },
      record: (call) => `call-${calls.push(call)}`,
      now: () => new Date(),
      signal: new AbortController().signal,
      notice: () => {},
      cursor: null,
      seen: (kind) => observations.filter((one): one is Extract<Observation, { readonly kind: typeof kind }> => one.kind === kind),
      log: () => {},
    })
    for (;;) {
      const turn = await batches.next()
      if (turn.done) {
        ends[step.id] = turn.value
        break
      }
      observations.push(...turn.value.observations)
    }
  }
  const subjects = observations.filter((one): one is Subject => one.kind === 'subject')
  const byId = (kind: string, value: string) => subjects.find((one) => one.nativeIds.some((id) => id.kind === kind && id.value === value))
  return { observations, subjects, ends, calls, byId }
}

const jsonEntry = JSON.stringify({ probe: { command: 'npx', args: ['-y', 'probe-server@1.0.0'] } })
const under = (key: string) => `// comment\n{"${key}": ${jsonEntry},}`
const L = 'Library/Application Support'
const A = 'AppData/Roaming'
const C = '.config'

/** Client → file on macOS, Windows and Linux, and its text; written down from the clients' documentation, not from our table. */
const clients: readonly (readonly [client: string, darwin: string, win32: string, linux: string, text: string])[] = [
  [
    'claude-desktop',
    `${L}/Claude/claude_desktop_config.json`,
    `${A}/Claude/claude_desktop_config.json`,
    `${C}/Claude/claude_desktop_config.json`,
    under('mcpServers'),
  ],
  ['claude-code', '.claude.json', '.claude.json', '.claude.json', `{"projects": {"/x": {"mcpServers": ${jsonEntry}}}}`],
  ['cursor', '.cursor/mcp.json', '.cursor/mcp.json', '.cursor/mcp.json', under('mcpServers')],
  ['vscode', `${L}/Code/User/mcp.json`, `${A}/Code/User/mcp.json`, `${C}/Code/User/mcp.json`, under('servers')],
  [
    'vscode',
    `${L}/Code/User/profiles/a1/mcp.json`,
    `${A}/Code/User/profiles/a1/mcp.json`,
    `${C}/Code/User/profiles/a1/mcp.json`,
    under('servers'),
  ],
  ['copilot-cli', '.copilot/mcp-config.json', '.copilot/mcp-config.json', '.copilot/mcp-config.json', under('mcpServers')],
  ['windsurf', '.codeium/windsurf/mcp_config.json', '.codeium/windsurf/mcp_config.json', '.codeium/mcp_config.json', under('mcpServers')],
  ...(['saoudrizwan.claude-dev/settings/cline', 'rooveterinaryinc.roo-cline/settings/'] as const).map((id, index) => {
    const tail = `Code/User/globalStorage/${id}${index === 0 ? '_' : ''}mcp_settings.json`
    return [index === 0 ? 'cline' : 'roo-code', `${L}/${tail}`, `${A}/${tail}`, `${C}/${tail}`, under('mcpServers')] as const
  }),
  ...(['darwin', 'win32', 'linux'] as const).slice(0, 1).map(() => {
    const text = '[mcp_servers.probe]\ncommand = "npx"\nargs = ["-y", "probe-server@1.0.0"]\n'
    return ['codex', '.codex/config.toml', '.codex/config.toml', '.codex/config.toml', text] as const
  }),
  ['gemini-cli', '.gemini/settings.json', '.gemini/settings.json', '.gemini/settings.json', under('mcpServers')],
  [
    'goose',
    `${C}/goose/config.yaml`,
    `${A}/Block/goose/config/config.yaml`,
    `${C}/goose/config.yaml`,
    'extensions:\n  developer: {type: builtin, enabled: true}\n  probe:\n    type: stdio\n    cmd: npx\n    args: [-y, probe-server@1.0.0]\n',
  ],
  [
    'continue',
    '.continue/config.yaml',
    '.continue/config.yaml',
    '.continue/config.yaml',
    'mcpServers:\n  - name: probe\n    command: npx\n    args: [-y, probe-server@1.0.0]\n',
  ],
  ['zed', `${C}/zed/settings.json`, `${A}/Zed/settings.json`, `${C}/zed/settings.json`, under('context_servers')],
  [
    'jetbrains-copilot',
    `${C}/github-copilot/intellij/mcp.json`,
    'AppData/Local/github-copilot/intellij/mcp.json',
    `${C}/github-copilot/intellij/mcp.json`,
    under('servers'),
  ],
  ['junie', '.junie/mcp/mcp.json', '.junie/mcp/mcp.json', '.junie/mcp/mcp.json', under('mcpServers')],
  ['cortex', '.snowflake/cortex/mcp.json', '.snowflake/cortex/mcp.json', '.snowflake/cortex/mcp.json', under('mcpServers')],
  ['openclaw', '.openclaw/openclaw.json', '.openclaw/openclaw.json', '.openclaw/openclaw.json', under('mcpServers')],
  ['trae', '.trae/mcp.json', '.trae/mcp.json', '.trae/mcp.json', under('mcpServers')],
  ['amazon-q', '.aws/amazonq/mcp.json', '.aws/amazonq/mcp.json', '.aws/amazonq/mcp.json', under('mcpServers')],
  ['kiro', '.kiro/settings/mcp.json', '.kiro/settings/mcp.json', '.kiro/settings/mcp.json', under('mcpServers')],
  ['lm-studio', '.lmstudio/mcp.json', '.lmstudio/mcp.json', '.lmstudio/mcp.json', under('mcpServers')],
  [
    'opencode',
    `${C}/opencode/opencode.json`,
    `${C}/opencode/opencode.json`,
    `${C}/opencode/opencode.json`,
    '{"mcp": {"probe": {"type": "local", "command": ["npx", "-y", "probe-server@1.0.0"]}}}',
  ],
]

describe.each(['darwin', 'win32', 'linux'] as const)('on %s', (platform) => {
  it.each(clients)('%s: its servers are found and joined to it', async (client, darwin, win32, linux, text) => {
    const path = { darwin, win32, linux }[platform]
    const { byId, ends } = await scan({ home: await home({ [path]: text }), platform })
    expect(ends['mcp-servers']).toEqual({ state: 'complete' })
    const server = byId('mcp-server', 'npm:probe-server')
    expect(server?.agentKind).toBe('mcp-server')
    expect(server?.details.Version).toBe('1.0.0')
    expect(byId('client', client)?.relations).toEqual([{ to: server?.key, relation: 'uses-server' }])
  })

  it('finds the whole demo home and nothing else, and no planted value leaves', async () => {
    const made = await makeHome({ folder: `${folder}/estate-${platform}`, platform, seed: 7, size: 'small' })
    const { subjects, observations, calls, ends } = await scan(made.settings)
    const listed = (id: { kind: string; value: string }) =>
      subjects.find((one) => one.nativeIds.some((own) => own.kind === id.kind && own.value === id.value))
    const agents = made.entries.filter((entry) => entry.isAgent)
    expect(agents.filter((entry) => listed(entry.nativeId) === undefined).map((entry) => entry.nativeId.value)).toEqual([])
    expect(agents.filter((entry) => listed(entry.nativeId)?.agentKind !== entry.agentKind).map((entry) => entry.nativeId.value)).toEqual([])
    const known = new Set(agents.map((entry) => `${entry.nativeId.kind} ${entry.nativeId.value}`))
    expect(subjects.filter((one) => !one.nativeIds.some((id) => known.has(`${id.kind} ${id.value}`))).map((one) => one.key)).toEqual([])
    expect(`${JSON.stringify(observations)}${JSON.stringify(calls)}`).not.toMatch(/planted/i)
    expect(ends['mcp-servers']?.state).toBe('partial')
    expect(JSON.stringify(ends['mcp-servers'])).toContain('.trae/mcp.json is not valid JSON')
    expect(JSON.stringify(ends['mcp-servers'])).toContain('.kiro/settings/mcp.json is a link that leads in a circle')
  })
})

describe('what is said of a server', () => {
  const traitsOf = async (entry: object) => {
    const { subjects } = await scan({
      home: await home({ '.cursor/mcp.json': JSON.stringify({ mcpServers: { one: entry } }) }),
      platform: 'linux',
    })
    return subjects.find((one) => one.agentKind === 'mcp-server')?.traits
  }

  it.each([
    ['an unpinned package', { command: 'npx', args: ['-y', 'some-server'] }, 'unpinned-package'],
    ['a tag is no version', { command: 'npx', args: ['some-server@latest'] }, 'unpinned-package'],
    ['a Python package', { command: 'uvx', args: ['some-server'] }, 'unpinned-package'],
    ['a runner behind a shell', { command: 'cmd', args: ['/c', 'npx', '-y', 'some-server'] }, 'unpinned-package'],
    ['plain http', { url: 'http://tools.example/mcp' }, 'plain-http'],
    ['nobody signs in', { url: 'http://tools.example/mcp' }, 'no-authentication'],
    ['the whole disk', { command: 'npx', args: ['@modelcontextprotocol/server-filesystem@1.0.0', '/'] }, 'home-folder-access'],
    ['production by host', { command: 'x', args: ['postgres://u@db.prod.example/a'] }, 'production-credentials'],
    ['production by name', { command: 'x', env: { PROD_DB_URL: 'a' } }, 'production-credentials'],
    ['a secret in env', { command: 'x', env: { API_KEY: 'abcdef123456' } }, 'secret-in-config'],
    ['a secret in args', { command: 'x', args: ['--token=abcdef123456'] }, 'secret-in-config'],
    ['a secret after a flag', { command: 'x', args: ['--api-key', 'abcdef123456'] }, 'secret-in-config'],
    ['a secret in a header', { url: 'https://t.example/mcp', headers: { Authorization: 'Bearer abcdef123456' } }, 'secret-in-config'],
    ['a secret in an address', { url: 'https://t.example/mcp?api_key=abcdef123456' }, 'secret-in-config'],
    ['switched off', { command: 'x', disabled: true }, 'disabled'],
    ['never asks', { command: 'x', autoApprove: ['read'] }, 'auto-approve'],
  ])('%s', async (_, entry, trait) => {
    expect(await traitsOf(entry)).toContain(trait)
  })

  it.each([
    ['a pinned package', { command: 'npx', args: ['-y', 'some-server@1.2.3'] }, 'unpinned-package'],
    ['http on this machine', { url: 'http://127.0.0.1:3000/mcp' }, 'plain-http'],
    ['https with a header', { url: 'https://t.example/mcp', headers: { 'X-Key': 'a' } }, 'no-authentication'],
    ['a reference to a secret', { command: 'x', env: { API_KEY: '$' + '{API_KEY}' } }, 'secret-in-config'],
    ['a project folder', { command: 'npx', args: ['@modelcontextprotocol/server-filesystem@1.0.0', '/srv/project'] }, 'home-folder-access'],
    ['a word with prod in it', { command: 'x', env: { PRODUCT_NAME: 'a' } }, 'production-credentials'],
  ])('not said: %s', async (_, entry, trait) => {
    expect(await traitsOf(entry)).not.toContain(trait)
  })

  it('keeps no value, wherever it stands', async () => {
    const values = ['hunter2x', 'p@ss/word9', 'ghp_0123456789abcdef0123', 'correcthorse', 'tok-77-zz']
    const [password, odd, token, plain, other] = values
    const entries = {
      a: {
        command: 'x',
        args: [`postgres://u:${password}@h/db?sslkey=${other}`, `--pw=${plain}`, '-p', plain, plain],
        env: { A: password, B: token },
      },
      b: { command: 'x', args: [`mysql://u:${odd}@h/db`, '--header', `X-Auth: ${other}`, `KEY=${password}`] },
      c: { url: `https://u:${password}@h.example/mcp?k=${other}#${plain}`, headers: { 'X-Any': other, Authorization: `Bearer ${token}` } },
      d: { command: 'docker', args: ['run', '-e', `PG=${password}`, '--env', `Q=${plain}`, 'image:1'] },
      e: { command: 'sh', args: ['-c', `TOKEN=${other} npx -y server --secret ${plain}`] },
      f: { command: `run ${token}` },
      g: { url: `not an address ${password}` },
    }
    const { observations, calls } = await scan({
      home: await home({ '.cursor/mcp.json': JSON.stringify({ mcpServers: entries }) }),
      platform: 'linux',
    })
    const all = `${JSON.stringify(observations)}${JSON.stringify(calls)}`
    expect(values.filter((value) => all.includes(value))).toEqual([])
    expect(all).toContain('X-Any')
  })

  it('says which setting lets an agent act without asking', async () => {
    const files = {
      '.claude/settings.json': '{"permissions":{"defaultMode":"bypassPermissions"}}',
      '.codex/config.toml': 'approval_policy = "untrusted"',
    }
    const { byId } = await scan({ home: await home(files), platform: 'linux' })
    expect(byId('client', 'claude-code')).toMatchObject({
      traits: expect.arrayContaining(['auto-approve']),
      autonomy: { floor: 'A3', ceiling: 'A4' },
    })
    expect(byId('client', 'claude-code')?.autonomy?.because).toContain('permissions.defaultMode = bypassPermissions')
    expect(byId('client', 'codex')?.traits).not.toContain('auto-approve')
  })
})

describe('trouble with files becomes coverage', () => {
  it('names a pipe, a huge file, a closed file and bad TOML and YAML, and reads the rest', async () => {
    const path = await home({
      '.cursor/mcp.json': under('mcpServers'),
      '.trae/mcp.json': '{}',
      '.junie/mcp/mcp.json': '{}',
      '.codex/config.toml': 'a = = secretvalue',
      [`${C}/goose/config.yaml`]: 'a: [unclosed',
      '.gemini/settings.json': '[1, 2',
    })
    await truncate(`${path}/.junie/mcp/mcp.json`, 9 * 1024 * 1024)
    await chmod(`${path}/.trae/mcp.json`, 0)
    await mkdir(`${path}/.kiro/settings`, { recursive: true })
    execFileSync('mkfifo', [`${path}/.kiro/settings/mcp.json`])
    await mkdir(`${path}/.lmstudio`)
    await symlink('/dev/zero', `${path}/.lmstudio/mcp.json`)
    const { ends, byId, calls } = await scan({ home: path, platform: 'linux' })
    const why = JSON.stringify(ends['mcp-servers'])
    expect(byId('mcp-server', 'npm:probe-server')).toBeDefined()
    expect(why).toContain('.kiro/settings/mcp.json is a pipe')
    expect(why).toContain('.lmstudio/mcp.json is a device')
    expect(why).toContain('.junie/mcp/mcp.json is larger than 8 MiB')
    expect(why).toContain('.codex/config.toml is not valid TOML')
    expect(why).toContain('goose/config.yaml is not valid YAML')
    expect(why).toContain('.gemini/settings.json is not valid JSON')
    expect(why).not.toContain('secretvalue')
    expect(calls.find((call) => call.subject.endsWith('.cursor/mcp.json'))?.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('a home that is not there is a failure, not an empty home', async () => {
    const { ends } = await scan({ home: `${folder}/nowhere`, platform: 'linux' })
    expect(ends['mcp-servers']).toMatchObject({ state: 'failed', failure: { code: 'not-found' } })
  })
})
