import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { verifyWorkspace } from '../../electron/engine/governance/ledger/verify-stored.ts'
import { openStore } from '../../electron/engine/store/open-store.ts'

/** Verifies a workspace's ledger against a checkpoint from outside, in a process that does nothing else, and prints what it took as JSON. */
async function check(path: string, note: string): Promise<void> {
  const opened = openStore(path)
  if (!opened.ok) throw new Error(opened.failure.message)
  const before = process.memoryUsage.rss()
  const cpu = process.cpuUsage()
  const start = performance.now()
  const verdict = await verifyWorkspace(opened.value, { outside: readFileSync(note, 'utf8') })
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  if (!verdict.ok) throw new Error(verdict.problem ?? 'the ledger does not hold')
  const figures = {
    entries: verdict.entries,
    seconds: ms / 1_000,
    cpuSeconds: (user + system) / 1_000_000,
    signaturesByCheckpoint: verdict.vouched,
    grownMegabytes: Math.round((process.memoryUsage.rss() - before) / 1_048_576),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1_024),
  }
  console.log(JSON.stringify(figures))
  opened.value.close()
}

const [path = '', note = ''] = process.argv.slice(2)
void check(path, note)
