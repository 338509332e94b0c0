import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { batchesPerScan, batchSize } from './kill-child.ts'
import { workspace } from './migrations/0001-workspace.ts'
import { migrations } from './migrations/registry.ts'
import { openFile } from './open.ts'
import { openStore } from './open-store.ts'

/**
 * How often a working process is killed with SIGKILL; a quarter of the kills hit a migration. With the twenty that hit the whole
 * engine (`e2e/journeys/kills.journey.ts`) each test run makes two hundred.
 */
const kills = Number(process.env.ROLLCALL_KILLS ?? 180)
const migrationKills = Math.floor(kills / 4)
const atOnce = 2
const child = fileURLToPath(new URL('./kill-child.ts', import.meta.url))

let folder = ''
/** Who is killed keeps nothing of what it compiled, and most of a short life would go into that. */
const compiled = () => ({ ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') })
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-kill-'))
  // Without a file it ends at once, by itself, and leaves what it compiled to all that follow.
  execFileSync(process.execPath, [child], { env: compiled() })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts a process on the file, kills it some time after it has said so many lines, and returns what it had acknowledged. */
function killed(path: string, lines: number, afterMs: number): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const worker = spawn(process.execPath, [child, path], { env: compiled(), stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    let complaint = ''
    let timer: NodeJS.Timeout | null = null
    worker.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (timer === null && said.split('\n').length > lines) timer = setTimeout(() => worker.kill('SIGKILL'), afterMs)
    })
    worker.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text
    })
    worker.on('close', (code, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`ended by itself with ${code}: ${complaint}`))
      // The last line may have been cut; what is whole was acknowledged.
      return resolve(said.split('\n').slice(0, -1))
    })
  })
}

/** The file as it was left: sound, without a record twice, with everything that was acknowledged. */
function inspect(path: string, acknowledged: { readonly seq: number; readonly cursors: ReadonlyMap<string, number> }): void {
  const file = openFile(path, 5_000)
  expect(file.one('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
  expect(file.all('PRAGMA foreign_key_check')).toEqual([])
  expect(file.one('SELECT count(*) AS n FROM (SELECT key FROM observation GROUP BY key HAVING count(*) > 1)')).toEqual({ n: 0 })
  expect(file.one('SELECT (SELECT count(*) FROM head) - (SELECT count(*) FROM observation) AS n')).toEqual({ n: 0 })
  const ledger = file.one<{ n: number; last: number }>('SELECT count(*) AS n, coalesce(max(seq), 0) AS last FROM ledger')
  expect(ledger?.n).toBe(ledger?.last)
  expect(ledger?.last).toBeGreaterThanOrEqual(acknowledged.seq)
  expect(file.one('SELECT count(*) AS n FROM decision')).toEqual({ n: ledger?.n })
  for (const [scanId, cursor] of acknowledged.cursors) {
    const sql = 'SELECT t.cursor, t.objects FROM step t JOIN scan s ON s.nr = t.scan WHERE s.id = ? AND t.id = ?'
    const step = file.one<{ cursor: string; objects: number }>(sql, scanId, 'a')
    expect(Number(step?.cursor)).toBeGreaterThanOrEqual(cursor)
    expect(step?.objects).toBe(Number(step?.cursor) * batchSize)
  }
  const drift = `SELECT count(*) AS n FROM cell c WHERE c.n <> (SELECT count(*) FROM agent a WHERE a.cell = c.id)`
  expect(file.one(drift)).toEqual({ n: 0 })
  file.close()
}

async function killWhileWorking(path: string, times: number): Promise<void> {
  let seq = 0
  const cursors = new Map<string, number>()
  for (let turn = 0; turn < times; turn += 1) {
    for (const line of await killed(path, 2 + Math.floor(Math.random() * 20), Math.random() * 8)) {
      const [what, first = '', second] = line.split(' ')
      if (what === 'decided') seq = Math.max(seq, Number(first))
      if (what === 'kept') cursors.set(first, Number(second))
    }
    inspect(path, { seq, cursors })
  }
  const store = openStore(path)
  if (!store.ok) throw new Error(store.failure.message)
  expect(seq).toBeGreaterThan(0)
  expect(store.value.scans.list(1_000_000).filter((scan) => scan.endedAt === null).length).toBeLessThanOrEqual(1)
  expect(store.value.observations.count()).toBeLessThanOrEqual(batchesPerScan * batchSize)
  store.value.close()
}

function oldFile(path: string): void {
  const file = openFile(path, 1_000)
  file.script('PRAGMA journal_mode = WAL')
  workspace.up(file)
  file.script('PRAGMA application_id = 1380928588; PRAGMA user_version = 1')
  file.transaction(() => {
    for (let i = 0; i < 500; i += 1) file.run('INSERT INTO setting (key, value) VALUES (?, ?)', `k${i}`, 'v'.repeat(200))
  })
  file.close()
}

async function killWhileMigrating(name: string, times: number): Promise<void> {
  const old = join(folder, `${name}-old.db`)
  oldFile(old)
  for (let turn = 0; turn < times; turn += 1) {
    const path = join(folder, `${name}-${turn}.db`)
    copyFileSync(old, path)
    await killed(path, 1, Math.random() * 25)
    const file = openFile(path, 5_000)
    expect(file.one('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
    const version = file.one<{ user_version: number }>('PRAGMA user_version')?.user_version
    expect(migrations.map((one) => one.version)).toContain(version)
    expect(file.one("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'cell'")).toEqual({ n: version === 1 ? 0 : 1 })
    file.close()
    const store = openStore(path)
    if (!store.ok) throw new Error(store.failure.message)
    expect(store.value.settings.get('k499')).toBe('v'.repeat(200))
    store.value.close()
  }
}

it(`survives ${kills} kills of scans, decisions and migrations`, { timeout: 600_000 }, async () => {
  const share = (all: number, part: number) => Math.floor(all / atOnce) + (part < all % atOnce ? 1 : 0)
  await Promise.all(
    Array.from({ length: atOnce }, async (_, part) => {
      await killWhileWorking(join(folder, `work-${part}.db`), share(kills - migrationKills, part))
      await killWhileMigrating(`migrate-${part}`, share(migrationKills, part))
    }),
  )
})
