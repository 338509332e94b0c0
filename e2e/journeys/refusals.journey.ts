import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFile } from '../../electron/engine/store/open.ts'
import { projectFolder } from '../harness/environment.ts'
import { faultyEstate } from '../harness/faulty-estate.ts'
import { hostileTexts, writeHostileSources } from '../harness/hostile-sources.ts'
import { openTestEngine, unwrap } from '../harness/open-test-engine.ts'
import { openWindow } from '../harness/open-window.ts'

/** What cannot go on says why in one sentence, and what to do next; in the window and on the command line alike. */
const folder = mkdtempSync(join(tmpdir(), 'rollcall-refusals-'))
const workspace = join(folder, 'audit.rollcall')
const at = (name: string) => join(folder, name)
const cli = join(projectFolder, 'dist/cli.cjs')

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

function ended(child: ChildProcess): Promise<Ended> {
  let out = ''
  let error = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    error += text
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, error })))
}

const rollcall = (...args: readonly string[]): Promise<Ended> => ended(spawn(process.execPath, [cli, ...args]))

beforeAll(async () => {
  const { exported } = writeHostileSources(folder, hostileTexts.slice(0, 250))
  expect(await rollcall('connect', '--workspace', workspace, 'n8n', '--set', `export=${exported}`)).toMatchObject({ code: 0 })
  mkdirSync(at('folder'))
  writeFileSync(at('text'), 'A file of another kind, long enough to be looked at as a database would be. '.repeat(20))
  writeFileSync(at('cut'), readFileSync(workspace).subarray(0, 3_000))
  copyFileSync(workspace, at('newer'))
  const newer = openFile(at('newer'), 1_000)
  newer.script('PRAGMA user_version = 99')
  newer.close()
  const foreign = openFile(at('foreign'), 1_000)
  foreign.script('CREATE TABLE other (a)')
  foreign.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const unusable = [
  { name: 'folder', says: 'There is a folder at this path, not a workspace file.', next: 'Name a file' },
  { name: 'newer', says: 'This workspace was written by a newer version', next: 'Update Rollcall' },
  { name: 'text', says: 'The workspace file is damaged or is not a workspace.', next: 'open the newest backup' },
  { name: 'cut', says: 'The workspace file is damaged or is not a workspace.', next: 'open the newest backup' },
  { name: 'foreign', says: 'This file is a database, but not a Rollcall workspace.', next: 'Choose a workspace file' },
] as const

describe.each(unusable)('a workspace that cannot be used: $name', ({ name, says, next }) => {
  it('is refused on the command line, and left as it is', async () => {
    const before = name === 'folder' ? null : readFileSync(at(name))
    const said = await rollcall('agents', '--workspace', at(name))
    expect(said.code).not.toBe(0)
    expect(said.error).toContain(says)
    expect(said.error).toContain(next)
    expect(said.error).not.toMatch(/\n\s+at |Error:/)
    if (before !== null) expect(readFileSync(at(name)).equals(before)).toBe(true)
  })
})

describe.each(unusable.slice(0, 2))('a workspace that cannot be used: $name', ({ name, says, next }) => {
  it('is refused in the window, in the same words', async () => {
    const opened = await openWindow({ workspace: at(name) })
    try {
      const page = opened.page.locator('main')
      await page.getByText(says).waitFor({ timeout: 15_000 })
      await page.getByText(next).waitFor()
    } finally {
      await opened.close()
    }
  })
})

describe('trouble in the middle', () => {
  /** SIGXFSZ would end the process where a full disk only refuses; with a listener it refuses as well. */
  const limited = (blocks: number, ...args: readonly string[]): Promise<Ended> => {
    const node = `exec "${process.execPath}" --import 'data:text/javascript,process.on("SIGXFSZ",()=>{})' "${cli}" "$@"`
    return ended(spawn('bash', ['-c', `ulimit -f ${blocks}; ${node}`, 'rollcall', ...args]))
  }

  it.runIf(process.platform === 'linux')('a full disk ends the scan in words, and the scan is whole once there is room', async () => {
    const full = await limited(500, 'scan', '--workspace', workspace)
    expect(full.code).toBe(1)
    expect(full.error).toContain('There is no room left on the disk')
    expect(full.error).toContain('Free some space')
    expect(full.error).not.toMatch(/unexpected|\n\s+at /i)
    const again = await rollcall('scan', '--workspace', workspace)
    expect([again.code, again.out]).toEqual([0, expect.stringMatching(/complete/)])
    const file = openFile(workspace, 1_000)
    expect(file.one('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
    file.close()
  })

  it('a workspace that another process is writing to is told as such, and the decision is taken when asked again', async () => {
    const listed = await rollcall('agents', '--workspace', workspace, '--json')
    const agent = (JSON.parse(listed.out.split('\n')[0] ?? '') as { readonly id: string }).id
    const decide = ['decide', '--workspace', workspace, agent, 'review', '--reason', 'Looked at.'] as const
    const other = openFile(workspace, 1_000)
    other.script('BEGIN IMMEDIATE')
    const refused = await rollcall(...decide)
    other.script('ROLLBACK')
    other.close()
    expect(refused.code).toBe(1)
    expect(refused.error).toContain('Another process is writing to this workspace.')
    expect(refused.error).toContain('Wait until the other scan or window is done')
    expect(await rollcall(...decide)).toMatchObject({ code: 0 })
  })

  it('two engines on one workspace keep one ledger', async () => {
    const ids = (await rollcall('agents', '--workspace', workspace, '--json')).out
      .split('\n')
      .filter(Boolean)
      .slice(1, 5)
      .map((line) => (JSON.parse(line) as { readonly id: string }).id)
    const taken = await Promise.all(
      ids.map((id) => rollcall('decide', '--workspace', workspace, id, 'review', '--reason', 'Two at a time.')),
    )
    expect(taken.map(({ code, error }) => [code, error])).toEqual(ids.map(() => [0, '']))
    expect(await rollcall('verify', '--workspace', workspace)).toMatchObject({ code: 0 })
  })

  it('a scan that is cancelled keeps what it saw, says so, and the next one is whole', async () => {
    const slow = [{ provider: 'n8n', method: 'GET', pathPrefix: '/api/v1/executions', kind: 'slow', delayMs: 600_000 }] as const
    const test = await openTestEngine(faultyEstate(slow))
    try {
      const connections = unwrap(await test.engine.invoke('connections.openDemo', { size: 'small', seed: 1 }))
      const connectionIds = connections.filter(({ provider }) => provider === 'n8n').map(({ id }) => id)
      const { scanId } = unwrap(await test.engine.invoke('scans.start', { connectionIds }))
      const agents = async () => unwrap(await test.engine.invoke('agents.page', { limit: 1 })).total
      await expect.poll(agents, { timeout: 10_000, interval: 50 }).toBeGreaterThan(10)
      const refused = await test.engine.invoke('scans.start', { connectionIds })
      expect(refused).toMatchObject({ ok: false, failure: { code: 'conflict', next: 'Wait for it or cancel it.' } })
      // The estate answers after ten minutes: a scan that waited for it would end the test's own time.
      unwrap(await test.engine.invoke('scans.cancel', { scanId }))
      expect(unwrap(await test.engine.invoke('scans.wait', { scanId })).state).toBe('cancelled')
      expect(await agents()).toBeGreaterThan(10)
      const { steps } = unwrap(await test.engine.invoke('scans.coverage', {}))
      expect(steps.find(({ stepId }) => stepId === 'executions')?.end).toMatchObject({ why: 'the scan was cancelled' })
      expect(unwrap(await test.engine.invoke('agents.page', { filter: { gone: true }, limit: 1 })).total).toBe(0)
      expect(test.log.filter(({ level }) => level === 'error')).toEqual([])
    } finally {
      await test.close()
    }
  })
})
