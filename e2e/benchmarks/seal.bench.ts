import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { openAudit } from '../../electron/engine/governance/audits/open-audit.ts'
import { sealAudit, sealedPath } from '../../electron/engine/governance/audits/seal.ts'
import { verifyBundle } from '../../electron/engine/governance/bundles/verify-bundle.ts'
import { bytesOfFile } from '../../electron/engine/governance/bundles/zip-read.ts'
import { openLedger } from '../../electron/engine/governance/ledger/open-ledger.ts'
import { memorySecrets } from '../../electron/engine/governance/workspace-fixture.ts'
import { scoreAgent } from '../../electron/engine/risk/score.ts'
import { openStore } from '../../electron/engine/store/open-store.ts'
import type { AgentWrite } from '../../electron/engine/store/store.ts'
import { agentWith, capabilityWith } from '../../shared/domain/agent-fixture.ts'
import { actions, resourceClasses } from '../../shared/domain/vocabulary.ts'

/**
 * `node e2e/benchmarks/seal.bench.ts [agents]`: seals an audit of that many scored agents of five capabilities each, and verifies the
 * bundle. Filling the workspace is not counted. The report is left out, as the product leaves it out above 20,000 agents. Prints one JSON
 * object.
 */
const count = Number(process.argv[2] ?? 100_000)
const chunk = 500
const now = new Date('2026-11-22T09:30:00.000Z')
const ports = { clock: () => now, secrets: memorySecrets(), random: (bytes: number) => randomBytes(bytes), actor: userInfo().username }

const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
const opened = openStore(join(folder, 'workspace.db'))
if (!opened.ok) throw new Error(opened.failure.message)
const store = opened.value
try {
  for (let from = 0; from < count; from += chunk) {
    const writes = Array.from({ length: Math.min(chunk, count - from) }, (_, index) => write(from + index))
    store.relaxed(() => store.agents.put(writes, { scanId: null, at: now.toISOString() }))
  }
  const recording = await openLedger(store, ports)
  if (!recording.ok) throw new Error(recording.failure.message)
  const sealing = { store, signer: recording.value.signer, ports, app: 'bench', organisation: 'Sample Ltd', report: async () => null }
  const draft = {
    name: 'Q4',
    from: '2026-10-01',
    to: '2026-12-31',
    scope: { businessUnits: [], connectionIds: [] },
    people: [],
    scheduleId: null,
  }
  const audit = openAudit(sealing, draft, 'audit-1')
  if (!audit.ok) throw new Error(audit.failure.message)

  const filled = { rss: process.memoryUsage.rss(), peak: process.resourceUsage().maxRSS }
  const sealed = await timed(() => sealAudit(sealing, 'audit-1'))
  const sealPeak = process.resourceUsage().maxRSS
  if (!sealed.value.ok || sealed.value.value.seal === null) throw new Error('it was not sealed')
  const { seal } = sealed.value.value
  const bytes = bytesOfFile(sealedPath(store.path, seal))
  const checked = await timed(async () => verifyBundle(bytes))
  bytes.close()
  if (!checked.value.ok || checked.value.counts?.agents !== count) throw new Error('the bundle does not hold')
  const figures = {
    agents: count,
    findings: seal.counts.findings,
    bundleMegabytes: Math.round(seal.bytes / 1_048_576),
    sealSeconds: sealed.seconds,
    sealCpuSeconds: sealed.cpuSeconds,
    longestPauseMs: Math.round(sealed.longestPauseMs),
    sealGrownMegabytes: Math.max(0, Math.round((sealPeak - Math.max(filled.peak, filled.rss / 1_024)) / 1_024)),
    verifySeconds: checked.seconds,
    verifyCpuSeconds: checked.cpuSeconds,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1_024),
  }
  console.log(`figures${JSON.stringify(figures)}`)
} finally {
  store.close()
  rmSync(folder, { recursive: true, force: true })
}

function write(index: number): AgentWrite {
  const at = <T>(values: readonly T[], step: number): T => values[(index * step + 7) % values.length] as T
  const agent = agentWith({
    id: `agent-${index}`,
    name: `Agent ${index}`,
    businessUnit: `Unit ${index % 40}`,
    nativeIds: [{ kind: 'client-id', value: `client-${index}`, joins: true }],
    capabilities: [1, 3, 5, 7, 11].map((step) =>
      capabilityWith({ action: at(actions, step), resource: at(resourceClasses, step), via: `Permission.${(index * step) % 400}` }),
    ),
  })
  const score = scoreAgent(agent, { now, violations: [], agentExists: () => true })
  return { agent, ...score, violations: [], can: [], partial: false }
}

/** Also how long nothing else got its turn: the engine answers the window between the pieces. */
async function timed<T>(work: () => Promise<T>) {
  const cpu = process.cpuUsage()
  const begun = performance.now()
  let longestPauseMs = 0
  let last = begun
  const tick = setInterval(() => {
    longestPauseMs = Math.max(longestPauseMs, performance.now() - last)
    last = performance.now()
  }, 1)
  const value = await work()
  clearInterval(tick)
  longestPauseMs = Math.max(longestPauseMs, performance.now() - last)
  const { user, system } = process.cpuUsage(cpu)
  return { value, seconds: (performance.now() - begun) / 1_000, cpuSeconds: (user + system) / 1_000_000, longestPauseMs }
}
