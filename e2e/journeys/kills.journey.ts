import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyStoredLedger } from '../../electron/engine/governance/ledger/verify-stored.ts'
import { openFile } from '../../electron/engine/store/open.ts'
import { openStore } from '../../electron/engine/store/open-store.ts'
import type { Store } from '../../electron/engine/store/store.ts'
import { openEstate } from '../../electron/estate/open.ts'
import type { Estate } from '../../shared/domain/estate.ts'

/**
 * How often the whole engine is killed while it scans and decides; the store alone is killed 180 times more in its own test.
 * `ROLLCALL_KILLS` sets both.
 */
const kills = Number(process.env.ROLLCALL_KILLS ?? 20)
const atOnce = 2
const child = fileURLToPath(new URL('../harness/killed-engine.ts', import.meta.url))

const folder = mkdtempSync(join(tmpdir(), 'rollcall-kills-'))
const connections = join(folder, 'connections.json')
let estate: Estate

beforeAll(async () => {
  estate = await openEstate({ size: 'small', seed: 1, quotas: 'off' })
  // One tenant and the automation server: together every kind of step, with pages and cursors.
  const [tenant] = estate.connections.filter((one) => one.provider === 'microsoft-365')
  writeFileSync(connections, JSON.stringify([tenant, ...estate.connections.filter((one) => one.provider === 'n8n')]))
})
afterAll(async () => {
  await estate?.close()
  rmSync(folder, { recursive: true, force: true })
})

/**
 * Starts the engine on a workspace and returns what it had acknowledged when it ended or, given a time, was killed: so long
 * after it was ready or, as `opening`, after it was started.
 */
function run(workspace: string, killAfterMs: number | null, opening = false): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const args = killAfterMs === null ? [child, workspace, connections, 'once'] : [child, workspace, connections]
    const engine = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    })
    let said = ''
    let complaint = ''
    const kill = () => engine.kill('SIGKILL')
    let timer: NodeJS.Timeout | null = opening ? setTimeout(kill, killAfterMs ?? 0) : null
    engine.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (timer === null && killAfterMs !== null) timer = setTimeout(kill, killAfterMs)
    })
    engine.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text
    })
    engine.on('close', (code, signal) => {
      if (complaint !== '' || (killAfterMs === null ? code !== 0 : signal !== 'SIGKILL'))
        reject(new Error(`ended with ${code ?? signal}: ${complaint}`))
      // The last line may have been cut; what is whole was acknowledged.
      else resolve(said.split('\n').slice(0, -1))
    })
  })
}

interface Acknowledged {
  /** Sequence number in the ledger → agent. */
  readonly decided: Map<number, string>
  readonly ended: Set<string>
}

/** The file as the kill left it: sound, nothing twice, everything there that was acknowledged. Returns the scan that was cut, if any. */
function inspect(workspace: string, { decided, ended }: Acknowledged): string | null {
  const file = openFile(workspace, 5_000)
  expect(file.one('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
  expect(file.all('PRAGMA foreign_key_check')).toEqual([])
  expect(file.one('SELECT count(*) AS n FROM (SELECT 1 FROM head GROUP BY connection, kind, key HAVING count(*) > 1)')).toEqual({ n: 0 })
  file.close()
  return withStore(workspace, (store) => {
    const ledger = new Map(store.ledger.decisions(1_000_000).map(({ seq, agentId }) => [seq, agentId]))
    for (const [seq, agentId] of decided) expect(ledger.get(seq)).toBe(agentId)
    expect(verifyStoredLedger(store.ledger)).toMatchObject({ ok: true })
    const unfinished = store.scans.unfinished()
    expect(unfinished.length).toBeLessThanOrEqual(1)
    for (const { id } of unfinished) expect(ended).not.toContain(id)
    return unfinished[0]?.id ?? null
  })
}

function withStore<T>(workspace: string, work: (store: Store) => T): T {
  const opened = openStore(workspace)
  if (!opened.ok) throw new Error(opened.failure.message)
  try {
    return work(opened.value)
  } finally {
    opened.value.close()
  }
}

/** The inventory without what differs from workspace to workspace: its random ids and its times. */
function inventoryOf(workspace: string): readonly string[] {
  return withStore(workspace, (store) =>
    [...store.agents.rows()]
      .map((row) => {
        const kept = store.agents.get(row.id)
        const natives = kept?.agent.nativeIds.map(({ kind, value }) => `${kind}=${value}`).toSorted()
        return JSON.stringify([row.name, row.kind, row.gone, natives, kept?.agent.factsHash, kept?.agent.traits])
      })
      .toSorted(),
  )
}

/** @param longestMs about as long as a scan takes on this machine, so that kills fall everywhere in it */
async function killedAgainAndAgain(
  workspace: string,
  times: number,
  longestMs: number,
): Promise<{ readonly decisions: number; readonly resumed: number }> {
  const acknowledged: Acknowledged = { decided: new Map(), ended: new Set() }
  let cut: string | null = null
  let resumed = 0
  const heed = (lines: readonly string[]) => {
    const [first] = lines.filter((line) => line.startsWith('scan '))
    // A scan that was cut goes on under its own id.
    if (first !== undefined && cut !== null) {
      expect(first).toBe(`scan ${cut} resumed`)
      resumed += 1
    }
    for (const line of lines) {
      const [what, id = '', more = ''] = line.split(' ')
      if (what === 'decided') acknowledged.decided.set(Number(id), more)
      if (what === 'ended') acknowledged.ended.add(id)
    }
  }
  for (let turn = 0; turn < times; turn += 1) {
    // One in five comes while the workspace is being opened.
    heed(await run(workspace, Math.random() * longestMs, turn % 5 === 4))
    cut = inspect(workspace, acknowledged)
  }
  const last = await run(workspace, null)
  heed(last)
  expect(last.at(-1)).toMatch(/^ended \w+ complete$/)
  expect(inspect(workspace, acknowledged)).toBeNull()
  return { decisions: acknowledged.decided.size, resumed }
}

it(`survives ${kills} kills of the whole engine while it scans and decides`, { timeout: 900_000 }, async () => {
  const calm = join(folder, 'calm.rollcall')
  const begun = performance.now()
  await run(calm, null)
  const longestMs = performance.now() - begun
  const parts = Array.from({ length: atOnce }, (_, part) => ({
    workspace: join(folder, `killed-${part}.rollcall`),
    times: Math.floor(kills / atOnce) + (part < kills % atOnce ? 1 : 0),
  }))
  const lived = await Promise.all(parts.map(({ workspace, times }) => killedAgainAndAgain(workspace, times, longestMs)))
  for (const { workspace } of parts) expect(inventoryOf(workspace)).toEqual(inventoryOf(calm))
  const sum = (key: 'decisions' | 'resumed') => lived.reduce((total, one) => total + one[key], 0)
  console.log(`${kills} kills: ${sum('decisions')} acknowledged decisions kept, ${sum('resumed')} scans resumed under their own id`)
  expect(sum('decisions')).toBeGreaterThan(0)
  expect(sum('resumed')).toBeGreaterThan(0)
})
