import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import type { ConnectorContext } from '../connector.ts'
import { revoker } from './revoke.ts'

const original = `{
  // keep me
  "mcpServers": {
    "one": { "command": "npx", "args": ["-y", "one-server"], "env": { "KEY": "planted-value" } },
    "two": { "command": "npx", "args": ["two-server"] }, // and me
  },
}
`

let home = ''
let context: ConnectorContext
beforeEach(async () => {
  home = await mkdtemp(`${tmpdir()}/revoke-`)
  await mkdir(`${home}/.cursor`)
  await writeFile(`${home}/.cursor/mcp.json`, original, { mode: 0o640 })
  context = {
    settings: { home, platform: 'linux' },
    secret: async () => ({ ok: true, value: null }),
    http: { request: async () => Promise.reject(new Error('no network')) },
    record: () => 'call',
    now: () => new Date('2026-11-22T10:00:00Z'),
    signal: new AbortController().signal,
    notice: () => {},
    memory: new Map(),
  }
})
afterEach(() => rm(home, { recursive: true, force: true }))

const file = () => readFile(`${home}/.cursor/mcp.json`, 'utf8')
const target = (identity: string) => ({
  agent: { name: 'it', details: {} } as unknown as Agent,
  connectionId: 'c',
  subjectKeys: [`mcp-server:${identity}`],
  grantKeys: [],
})

async function planned(identity: string): Promise<readonly PlannedCall[]> {
  const plan = await revoker.plan(target(identity), context)
  if (!plan.ok) throw new Error(plan.failure.message)
  return plan.value.calls.map((call, index) => ({ ...call, id: String(index), connectionId: 'c' }))
}

async function one(identity = 'npm:one-server'): Promise<PlannedCall> {
  const [call] = await planned(identity)
  if (call === undefined) throw new Error('nothing planned')
  return call
}

describe('revoking an MCP server', () => {
  it('plans without writing, removes the one entry, proves it, and puts it back byte for byte', async () => {
    const call = await one()
    expect(await file()).toBe(original)
    expect(JSON.stringify(call)).not.toContain('planted-value')
    const done = await revoker.execute(call, context)
    expect(done).toMatchObject({ ok: true, value: { state: 'done' } })
    const text = await file()
    expect(text).not.toContain('one-server')
    expect(text).toContain('// keep me')
    expect(text).toContain('// and me')
    expect((await lstat(`${home}/.cursor/mcp.json`)).mode & 0o777).toBe(0o640)
    const preImage = done.ok ? done.value.preImage : null
    expect(preImage).not.toContain('planted-value')
    expect(await revoker.verify([call], context)).toMatchObject({ ok: true, value: { inForce: true } })
    expect(await revoker.execute(call, context)).toMatchObject({ ok: true, value: { state: 'already' } })
    expect((await revoker.undo(call, preImage, context)).ok).toBe(true)
    expect(await file()).toBe(original)
    expect(await revoker.verify([call], context)).toMatchObject({ ok: true, value: { inForce: false } })
  })

  it('refuses when the entry was changed since the plan, and when its place is gone before the undo', async () => {
    const call = await one()
    const changed = original.replace('one-server', 'another-server')
    await writeFile(`${home}/.cursor/mcp.json`, changed)
    expect(await revoker.execute(call, context)).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    expect(await file()).toBe(changed)
    await writeFile(`${home}/.cursor/mcp.json`, original)
    const again = await one()
    const done = await revoker.execute(again, context)
    await writeFile(`${home}/.cursor/mcp.json`, '{"other": true}')
    expect(await revoker.undo(again, done.ok ? done.value.preImage : null, context)).toMatchObject({
      ok: false,
      failure: { code: 'conflict' },
    })
    expect(await file()).toBe('{"other": true}')
  })

  it('leaves alone what a client wrote meanwhile, in the removal and in the undo', async () => {
    const call = await one()
    await writeFile(`${home}/.cursor/mcp.json`, original.replace('// keep me', '"starts": 7,'))
    const done = await revoker.execute(call, context)
    await writeFile(`${home}/.cursor/mcp.json`, (await file()).replace('"starts": 7', '"starts": 8'))
    expect((await revoker.undo(call, done.ok ? done.value.preImage : null, context)).ok).toBe(true)
    expect(await file()).toContain('"starts": 8')
    expect(await file()).toContain('planted-value')
  })

  it('writes through a link, not over it', async () => {
    await mkdir(`${home}/dotfiles`)
    await writeFile(`${home}/dotfiles/mcp.json`, original)
    await rm(`${home}/.cursor/mcp.json`)
    await symlink(`${home}/dotfiles/mcp.json`, `${home}/.cursor/mcp.json`)
    expect((await revoker.execute(await one(), context)).ok).toBe(true)
    expect((await lstat(`${home}/.cursor/mcp.json`)).isSymbolicLink()).toBe(true)
    expect(await readFile(`${home}/dotfiles/mcp.json`, 'utf8')).not.toContain('one-server')
    expect((await readdir(`${home}/dotfiles`)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('takes the entry out of every client, and leaves TOML to a person', async () => {
    await mkdir(`${home}/.codex`)
    await writeFile(`${home}/.codex/config.toml`, '[mcp_servers.mine]\ncommand = "npx"\nargs = ["one-server"]\n')
    await writeFile(`${home}/.claude.json`, '{"projects": {"/p": {"mcpServers": {"x": {"command": "npx", "args": ["one-server@2.0.0"]}}}}}')
    const plan = await revoker.plan(target('npm:one-server'), context)
    if (!plan.ok) throw new Error(plan.failure.message)
    expect(plan.value.calls).toHaveLength(2)
    expect(plan.value.manual.map((step) => step.where)).toEqual(['~/.codex/config.toml'])
  })
})
