import { spawn } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import runtime from '../../shared/contract/engine-runtime.json' with { type: 'json' }
import { fileTable, ledgerTable, listTable, policyTable, scanTable } from './table.ts'

/**
 * `npm run bench [agents]`: what the workspace file carries, then a scan of the demo estate in its default and its large size at the
 * published quotas; prints tables. Ends with 1 when a limit is not kept.
 */
const agents = Number(process.argv[2] ?? 100_000)
/** More than any limit of a part, so that one that is not kept is said with its figure. */
const eachMostMs = 8 * 60_000

console.log(`${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.version}\n`)
const file = await lines('store.bench.ts', [String(agents)])
console.log(`${fileTable(file)}\n\n${listTable(file)}\n`)
const scans = []
for (const size of ['default', 'large']) {
  scans.push({ size, figures: figuresIn(await lines('scan-estate.bench.ts', [size])) })
}
const { text, broken } = scanTable(scans)
console.log(text)
const ledger = ledgerTable(figuresIn(await lines('ledger.bench.ts', ['1000000'])))
console.log(`\n${ledger.text}`)
broken.push(...ledger.broken)
const policies = policyTable(figuresIn(await lines('policies.bench.ts', [String(agents)])))
console.log(`\n${policies.text}`)
broken.push(...policies.broken)
for (const limit of broken) console.log(`NOT KEPT: ${limit}`)
process.exitCode = broken.length === 0 ? 0 : 1

/** What a benchmark says of itself in its line `figures`. */
function figuresIn(told: readonly string[]) {
  return JSON.parse(told.find((line) => line.startsWith('figures'))?.slice('figures'.length) ?? '{}')
}

/** Runs one benchmark as the product runs its engine, and gives what it printed. */
function lines(script: string, args: readonly string[]): Promise<readonly string[]> {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const child = spawn(process.execPath, [...runtime.flags, path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...runtime.environment },
    timeout: eachMostMs,
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part) => {
    text += part
  })
  return new Promise((settle, refuse) => {
    child.once('error', refuse)
    child.once('close', (code) =>
      code === 0 ? settle(text.split('\n')) : refuse(new Error(`${script} ${args.join(' ')} ended with ${code ?? 'no time left'}`)),
    )
  })
}
