import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { aws } from '../../electron/engine/connectors/aws/connector.ts'
import { openTestEngine, unwrap } from '../harness/open-test-engine.ts'
import { runAsEngine } from './as-engine.ts'
import { watchMemory } from './memory-peaks.ts'

/**
 * A cloud organisation of 20 and of 200 accounts in 17 regions each, at the quotas the provider publishes: requests, time, the least time that
 * the quotas allow, and the engine's peak memory, which must not grow by more than a tenth. `node e2e/benchmarks/aws-accounts.bench.ts [accounts]`
 * runs one size. Ends with 1 when the promise is not kept.
 */
const script = fileURLToPath(import.meta.url)
const regions = 17
const mostGrowth = 1.1

if (process.argv[2] === undefined) compare([20, 200])
else {
  runAsEngine(script)
  await measure(Number(process.argv[2]))
}

function compare(sizes: readonly number[]): void {
  const peaks = sizes.map((accounts) => {
    const { stdout, status } = spawnSync(process.execPath, [script, String(accounts)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    process.stdout.write(stdout)
    const line = stdout.split('\n').find((one) => one.startsWith('figures'))
    if (status !== 0 || line === undefined) process.exit(1)
    return (JSON.parse(line.slice('figures'.length)) as { readonly peakMegabytes: number }).peakMegabytes
  })
  const growth = (peaks.at(-1) ?? 0) / (peaks[0] ?? 1)
  console.log(`memory from ${sizes[0]} to ${sizes.at(-1)} accounts: × ${growth.toFixed(3)} (promised at most × ${mostGrowth})`)
  if (growth > mostGrowth) process.exit(1)
}

async function measure(accounts: number): Promise<void> {
  const child = fork(fileURLToPath(new URL('./aws-estate-process.ts', import.meta.url)), [String(accounts)], { execArgv: [] })
  const { settings, secrets, agents } = await heard<{
    readonly settings: Record<string, string>
    readonly secrets: Record<string, string>
    readonly agents: number
  }>(child)
  const test = await openTestEngine(null)
  unwrap(await test.engine.invoke('connections.add', { provider: aws.id, label: 'Cloud', settings, secrets }))
  const memory = watchMemory(test.databasePath)
  const started = performance.now()
  const { scanId } = unwrap(await test.engine.invoke('scans.start', {}))
  const scan = unwrap(await test.engine.invoke('scans.wait', { scanId }))
  const seconds = (performance.now() - started) / 1_000
  const { maxRss } = memory.stop()
  const asked = heard<{ readonly requests: number; readonly throttled: number }>(child)
  child.send('traffic')
  const traffic = await asked
  const { floor, by } = floorOf(test.databasePath)
  const overview = unwrap(await test.engine.invoke('workspace.overview', {}))
  const say = (what: string, value: string) => console.log(`${what.padEnd(20)} ${value}`)
  say('accounts × regions', `${accounts} × ${regions}`)
  say('scan', `${seconds.toFixed(1)} s (${scan.state}), ${scan.objects} objects, ${overview.agents} agents listed, ${agents} in the key`)
  say('requests', `${traffic.requests} (${Math.round(traffic.requests / seconds)} a second), throttled ${traffic.throttled}`)
  say('floor of the quotas', `${floor.toFixed(1)} s (${by}); the scan took ${(seconds / Math.max(floor, 0.1)).toFixed(1)} times that`)
  say('engine peak memory', `${maxRss} MB`)
  say(
    'figures',
    JSON.stringify({
      accounts,
      seconds,
      requests: traffic.requests,
      throttled: traffic.throttled,
      floorSeconds: floor,
      peakMegabytes: maxRss,
    }),
  )
  await test.close()
  child.disconnect()
}

/**
 * The least time the published quotas allow: each counts for one account and region, so it is the busiest of these that decides. Regions are
 * told by the host that each call names; accounts share the calls of a region evenly, as they do in this estate.
 */
function floorOf(file: string): { readonly floor: number; readonly by: string } {
  const db = new Database(file, { readonly: true })
  try {
    const accounts = db.prepare('SELECT count(DISTINCT wide) AS n FROM place').get() as { readonly n: number }
    const rows = db.prepare('SELECT method, template, subject FROM call').all() as readonly {
      readonly method: string
      readonly template: string
      readonly subject: string
    }[]
    const quotaOf = new Map(aws.calls.map((call) => [`${call.method} ${call.path}`, call.quota ?? '']))
    const counts = new Map<string, number>()
    for (const { method, template, subject } of rows) {
      const key = `${quotaOf.get(`${method} ${template}`) ?? ''} ${new URL(subject).pathname.split('/')[1] ?? ''}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    let floor = 0
    let by = 'none published'
    for (const [key, count] of counts) {
      const quota = aws.quotas.find(({ id }) => id === key.split(' ')[0])
      if (quota === undefined || quota.units === null) continue
      const least = ((count / Math.max(1, accounts.n)) * quota.perMs) / quota.units / 1_000
      if (least > floor) [floor, by] = [least, `${quota.id} at ${quota.units} in ${quota.perMs} ms`]
    }
    return { floor, by }
  } finally {
    db.close()
  }
}

function heard<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (said) => resolve(said as T))
    child.once('error', reject)
  })
}
