import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openForTest, subjectsOf } from './run-for-test.ts'
import { thisComputer } from './this-computer/connector.ts'

/** Connectors that read files and processes meet other troubles than those that ask a server; `suite.test.ts` names them too. */
const local = [{ connector: thisComputer, step: 'mcp-servers' }]
const good = '.cursor/mcp.json'
const bad = '.gemini/settings.json'

const server = (name: string) => JSON.stringify({ mcpServers: { [name]: { command: 'npx', args: ['-y', name] } } })

/** What somebody may leave where a configuration belongs, and what is then said of it. */
const faults = [
  { name: 'malformed', make: (path: string) => writeFile(path, '{"mcpServers": [1, 2'), says: `${bad} is not valid JSON` },
  {
    name: 'of another type',
    make: (path: string) => writeFile(path, '{"mcpServers": {"odd": 42, "odder": [null]}}'),
    says: '2 entries could not be understood',
  },
  {
    name: 'empty of all sense',
    make: (path: string) => writeFile(path, Buffer.from([0, 255, 254, 0, 7])),
    says: `${bad} is not valid JSON`,
  },
  {
    name: 'huge',
    make: async (path: string) => {
      await writeFile(path, '{}')
      await truncate(path, 9 * 1024 * 1024)
    },
    says: `${bad} is larger than`,
  },
  {
    name: 'not readable for us',
    make: async (path: string) => {
      await writeFile(path, server('behind-a-lock'))
      await chmod(path, 0)
    },
    says: bad,
    // Nothing is locked for this user.
    skip: process.getuid?.() === 0,
  },
  { name: 'a link to itself', make: (path: string) => symlink(path, path), says: bad },
  { name: 'a folder', make: (path: string) => mkdir(path), says: bad },
  { name: 'a pipe', make: async (path: string) => execFileSync('mkfifo', [path]), says: `${bad} is a pipe` },
  { name: 'a device', make: (path: string) => symlink('/dev/zero', path), says: `${bad} is a device` },
]

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-faults-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.each(local)('$connector.id', ({ connector, step }) => {
  async function scanned(make: (path: string) => unknown) {
    const home = await mkdtemp(join(folder, 'home-'))
    for (const path of [good, bad]) await mkdir(join(home, path, '..'), { recursive: true })
    await writeFile(join(home, good), server('probe-server'))
    await make(join(home, bad))
    return openForTest(connector, { settings: { home, platform: 'linux' }, secrets: {} }).run()
  }

  it.each(faults.filter(({ skip = false }) => !skip))('a file that is $name: said, and the others are read', async ({ make, says }) => {
    const run = await scanned(make)
    expect(run.ends[step]).toMatchObject({ state: 'partial', why: expect.stringContaining(says) })
    expect(subjectsOf(run).flatMap(({ nativeIds }) => nativeIds.map(({ value }) => value))).toContain('npm:probe-server')
  })

  it('folders that lead back into each other end, and nothing is lost', async () => {
    const run = await scanned(async (path) => {
      await symlink(join(path, '..', '..'), join(path, '..', 'around'))
      await writeFile(path, server('second-server'))
    })
    expect(run.ends[step]).toEqual({ state: 'complete' })
    expect(subjectsOf(run).flatMap(({ nativeIds }) => nativeIds.map(({ value }) => value))).toEqual(
      expect.arrayContaining(['npm:probe-server', 'npm:second-server']),
    )
  })
})
