import { randomBytes } from 'node:crypto'
import { readFileSync, writeSync } from 'node:fs'
import { fileSecrets } from '../../electron/cli/file-secrets.ts'
import { createEngine, type Engine } from '../../electron/engine/create-engine.ts'
import type { EstateConnection } from '../../shared/domain/estate.ts'
import { unwrap } from './open-test-engine.ts'

/**
 * The real engine at work until it is killed: it scans, over and over, and decides meanwhile. After the engine has acknowledged
 * something it says so on its output: `ready`, `scan ID new|resumed`, `decided SEQ AGENT`, `ended ID STATE`.
 * Run as `node killed-engine.ts WORKSPACE CONNECTIONS`; with a third argument it ends after the first whole scan.
 */
const [workspace, connections, once] = process.argv.slice(2)
if (workspace !== undefined && connections !== undefined) await work(workspace, connections)

async function work(path: string, file: string): Promise<void> {
  const engine = unwrap(
    await createEngine(
      {
        databasePath: path,
        transport: fetch,
        clock: () => new Date(),
        random: (bytes) => randomBytes(bytes),
        secrets: fileSecrets(`${path}-secrets.json`),
        emit: () => {},
        log: ({ level, text, fields }) => {
          if (level === 'error') process.stderr.write(`${text} ${JSON.stringify(fields)}\n`)
        },
        estate: null,
        actor: 'tester',
      },
      '0.0.0',
    ),
  )
  await connect(engine, JSON.parse(readFileSync(file, 'utf8')) as readonly EstateConnection[])
  say('ready')
  for (let turn = 0; turn === 0 || once === undefined; turn += 1) {
    const { scanId, resumed } = unwrap(await engine.invoke('scans.start', {}))
    say(`scan ${scanId} ${resumed ? 'resumed' : 'new'}`)
    const ended = engine.invoke('scans.wait', { scanId })
    let over = false
    void ended.then(() => {
      over = true
    })
    while (!over && once === undefined) await decide(engine)
    say(`ended ${scanId} ${unwrap(await ended).state}`)
  }
  await engine.close()
}

/** Connects what is not connected yet: a kill may have come between two. */
async function connect(engine: Engine, wanted: readonly EstateConnection[]): Promise<void> {
  const present = unwrap(await engine.invoke('connections.list', {})).map(({ label }) => label)
  for (const { provider, label, settings, secrets } of wanted)
    if (!present.includes(label)) unwrap(await engine.invoke('connections.add', { provider, label, settings, secrets }))
}

async function decide(engine: Engine): Promise<void> {
  await new Promise((later) => setTimeout(later, 15))
  const { rows } = unwrap(await engine.invoke('agents.page', { filter: { status: ['discovered', 'in-review', 'lapsed'] }, limit: 1 }))
  const [row] = rows
  if (row === undefined) return
  const action = row.status === 'in-review' ? 'reject' : 'review'
  const [taken] = unwrap(
    await engine.invoke('governance.decide', { agentIds: [row.id], action, reason: 'Looked at while it was scanned.' }),
  )
  if (taken !== undefined) say(`decided ${taken.seq} ${taken.agentId}`)
}

function say(line: string): void {
  writeSync(1, `${line}\n`)
}
