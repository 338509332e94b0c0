import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openTestEngine, unwrap } from '../harness/open-test-engine.ts'
import { measureRecall } from '../harness/recall.ts'
import { runAsEngine } from './as-engine.ts'
import { startEstateProcess } from './estate-process.ts'
import { watchMemory } from './memory-peaks.ts'

// Scans the demo estate at a size, at the published quotas, and prints time, calls, throttled replies, memory and recall.
// Usage: node e2e/benchmarks/scan-estate.bench.ts [small|default|large|N]
runAsEngine(fileURLToPath(import.meta.url))
const size = process.argv[2] ?? 'default'
const estate = startEstateProcess()
const test = await openTestEngine(estate.port)
const { engine } = test
unwrap(await engine.invoke('connections.openDemo', { size, seed: 1 }))

const atRest = Math.round(process.memoryUsage.rss() / 1024 / 1024)
const memory = watchMemory(test.databasePath)
const first = await timedScan()
const peaks = memory.stop()
const usable = unwrap(await engine.invoke('workspace.overview', {}))
const traffic = await estate.traffic()
const recall = await measureRecall(engine, estate.answerKey(), () => true)
const second = size === 'large' ? null : await timedScan()

const megabyte = 1024 * 1024
print('estate', size)
print('first scan', `${(first.ms / 1000).toFixed(1)} s (${first.scan.state})`)
print('objects', `${first.scan.objects} (${Math.round(first.scan.objects / (first.ms / 1000))} a second)`)
print('new facts', `${first.scan.newFacts} (${Math.round(first.scan.newFacts / (first.ms / 1000))} rows a second into SQLite, end to end)`)
print(
  'requests',
  `${traffic.requests}, throttled ${traffic.throttled} (${((100 * traffic.throttled) / Math.max(1, traffic.requests)).toFixed(3)} %)`,
)
print('engine peak memory', `${peaks.maxRss} MB; at rest before the scan ${atRest} MB`)
print(
  'highest of each',
  Object.entries(peaks)
    .map(([name, value]) => `${name} ${value}`)
    .join(', '),
)
print('workspace file', `${Math.round(statSync(test.databasePath).size / megabyte)} MB`)
print('agents', `${usable.agents} among ${usable.identitiesSeen} identities`)
print('recall', `${recall.recall.toFixed(4)} (${recall.found} of ${recall.expected})`)
print('precision', `${recall.precision.toFixed(4)} (${recall.wrong.length} wrong of ${recall.listed})`)
for (const [provider, of] of Object.entries(recall.byProvider))
  print(provider, `recall ${of.recall.toFixed(4)} of ${of.expected}, precision ${of.precision.toFixed(4)} of ${of.listed}`)
if (second !== null) print('second scan', `${(second.ms / 1000).toFixed(1)} s, ${second.scan.newFacts} new facts`)
// For `npm run bench`, which makes a table of it.
print(
  'figures',
  JSON.stringify({
    seconds: first.ms / 1000,
    objects: first.scan.objects,
    newFacts: first.scan.newFacts,
    requests: traffic.requests,
    throttled: traffic.throttled,
    peakMegabytes: peaks.maxRss,
    fileMegabytes: Math.round(statSync(test.databasePath).size / megabyte),
    recall: recall.recall,
    precision: recall.precision,
    secondSeconds: second === null ? null : second.ms / 1000,
    secondNewFacts: second === null ? null : second.scan.newFacts,
  }),
)
for (const [title, lines] of Object.entries({
  missed: recall.missed,
  wrong: recall.wrong,
  bands: recall.bands,
  factors: recall.factors,
  joins: recall.joins,
  'wrongly joined': recall.wronglyJoined,
})) {
  for (const line of lines.slice(0, 20)) print(title, line)
}
for (const step of unwrap(await engine.invoke('scans.coverage', {})).steps) {
  const took = step.startedAt === null || step.endedAt === null ? 0 : Date.parse(step.endedAt) - Date.parse(step.startedAt)
  print(
    'step',
    `${step.connectionLabel} · ${step.stepTitle}: ${step.end?.state ?? 'not ended'}, ${step.objects} objects, ${step.calls} calls, ${(took / 1000).toFixed(1)} s`,
  )
}
for (const entry of test.log)
  if (entry.level !== 'info') print(entry.level, `${entry.text} ${JSON.stringify(entry.fields ?? {})} ${entry.failure?.message ?? ''}`)
await test.close()
await estate.close()

async function timedScan() {
  const started = performance.now()
  const { scanId } = unwrap(await engine.invoke('scans.start', {}))
  const scan = unwrap(await engine.invoke('scans.wait', { scanId }))
  return { scan, ms: performance.now() - started }
}

function print(what: string, value: string): void {
  console.log(`${what.padEnd(20)} ${value}`)
}
