import { performance } from 'node:perf_hooks'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { observeService } from '../../electron/engine/connectors/files/proxy/observe-service.ts'
import { createPicture } from '../../electron/engine/connectors/files/proxy/picture.ts'
import { scanLog } from '../../electron/engine/connectors/files/proxy/scan-log.ts'
import { runAsEngine } from './as-engine.ts'

/**
 * A network log becomes a service-by-department picture: `node e2e/benchmarks/proxy-log.bench.ts [lines] [form]`. 10,000,000 lines of a
 * Zscaler-like CSV unless told; the other forms are `squid`, `json` and `bind`. The log is made while it is read, block by block, so that no
 * disk is measured and nothing is kept. Prints one line `figures` and ends with 1 when a promise is not kept.
 */
runAsEngine(fileURLToPath(import.meta.url))

const lines = Number(process.argv[2] ?? 10_000_000)
const form = process.argv[3] ?? 'csv'
const limits = { seconds: 60, megabytes: 300 }
const linesOfBlock = 8_000
const longestLine = 300
const people = 40_000

const units = ['Finance', 'Sales', 'Customer Care', 'Supply Chain', 'People', 'Engineering']
const aiHosts = [
  'chatgpt.com',
  'claude.ai',
  'api.openai.com',
  'gemini.google.com',
  'www.perplexity.ai',
  'otter.ai',
  'copilot.microsoft.com',
  'api.deepseek.com',
]
const otherHosts = Array.from({ length: 5_000 }, (_unused, index) => `www.site${index}.example`)
/** One line in twelve goes to an AI service. */
const aiEvery = 12

let seed = 12_345
function below(limit: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((seed / 2 ** 32) * limit)
}

const expected = new Map<string, number>()
let aiLines = 0

function line(number: number): string {
  const ai = below(aiEvery) === 0
  const host = (ai ? aiHosts[below(aiHosts.length)] : otherHosts[below(otherHosts.length)]) ?? ''
  const person = below(people)
  const unit = units[person % units.length] ?? ''
  const second = number % 86_400
  if (ai) {
    aiLines += 1
    expected.set(unit, (expected.get(unit) ?? 0) + 1)
  }
  const [sent, received] = [below(20_000), below(400_000)]
  if (form === 'squid')
    return `${1_793_000_000 + second}.${100 + (number % 900)}    ${below(900)} 10.1.${person & 255}.${person >> 8} TCP_TUNNEL/200 ${received} CONNECT ${host}:443 user${person} HIER_DIRECT/192.0.2.7 -\n`
  if (form === 'json')
    return `{"timestamp":"2026-11-02T10:00:00Z","user":"user${person}@meridian.example","department":"${unit}","host":"${host}","method":"POST","path":"/v1/messages?id=${number}","bytes_sent":${sent},"bytes_received":${received},"action":"allowed"}\n`
  if (form === 'bind')
    return `02-Nov-2026 10:00:00.123 queries: info: client @0x7f3c0c0 10.1.${person & 255}.${person >> 8}#53211 (${host}): query: ${host} IN A +E(0)K (10.0.0.1)\n`
  return `"2026-11-02 10:00:00","user${person}@meridian.example","${unit}","https://${host}/backend/conversation/${number}?model=x","Allowed","General Browsing",${sent},${received},"10.1.0.7","203.0.113.9","POST","200"\n`
}

const heads: Readonly<Record<string, string>> = {
  csv: 'Event Time,User,Department,URL,Policy Action,Cloud Application Class,Sent Bytes,Received Bytes,Client IP,Server IP,Request Method,Response Code\n',
}

async function* log(): AsyncGenerator<Buffer> {
  yield Buffer.from(heads[form] ?? '')
  for (let made = 0; made < lines; ) {
    const many = Math.min(linesOfBlock, lines - made)
    const block = Buffer.allocUnsafe(many * longestLine)
    let length = 0
    for (let index = 0; index < many; index += 1) length += block.write(line(made + index), length, 'latin1')
    made += many
    yield block.subarray(0, length)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const picture = createPicture({ salt: 7, departmentOf: (user) => units[Number(/\d+/.exec(user)?.[0] ?? 0) % units.length] ?? null })
const started = performance.now()
const scan = await scanLog(log(), picture, { chosen: new Map(), signal: new AbortController().signal })
const seconds = (performance.now() - started) / 1000
const observations = [...picture.services.values()].flatMap((use) => observeService(use, true))

const counted = new Map<string, number>()
for (const use of picture.services.values())
  for (const [unit, cell] of use.departments) counted.set(unit, (counted.get(unit) ?? 0) + cell.requests + cell.blocked)
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
const exact =
  scan.lines === lines && scan.matched === aiLines && (form === 'bind' || units.every((unit) => counted.get(unit) === expected.get(unit)))
console.log(
  `figures ${JSON.stringify({ form, lines: scan.lines, seconds: Number(seconds.toFixed(1)), peakMegabytes: megabytes, services: picture.services.size, observations: observations.length, matched: scan.matched, keptAside: scan.keptAside, exact })}`,
)
if (!exact || seconds > limits.seconds || megabytes > limits.megabytes) process.exitCode = 1
