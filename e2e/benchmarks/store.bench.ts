import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { openStore } from '../../electron/engine/store/open-store.ts'
import { agentWrite, batch, beginScan, grant, subject, t0 } from '../../electron/engine/store/sample.ts'
import type { AgentWrite, Store } from '../../electron/engine/store/store.ts'
import type { AgentFilter, AgentPage, AgentSortKey } from '../../shared/contract/agents.ts'
import { agentKinds, bands, ownerStates } from '../../shared/domain/vocabulary.ts'

/**
 * What the workspace file can carry on this machine: `node e2e/benchmarks/store.bench.ts [agents] [grants] [subjects]`.
 * Prints one JSON object a line; 1,000,000 agents, 400,000 grants and 110,000 subjects unless told.
 */
const [agents = 1_000_000, grants = 400_000, subjects = 110_000] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
const path = join(folder, 'workspace.db')
const opened = openStore(path)
if (!opened.ok) throw new Error(opened.failure.message)
const store = opened.value
let peak = 0

try {
  scan(store)
  inventory(store)
} finally {
  store.close()
  rmSync(folder, { recursive: true, force: true })
}

/** A first scan, the same scan again, and a step's end that marks half of it as gone. */
function scan(store: Store): void {
  const keep = (scanId: string, share: number) => {
    const inBatches = function* () {
      for (let from = 0; from < subjects * share; from += 999) yield rows(from, Math.min(from + 999, subjects * share), someSubject)
      for (let from = 0; from < grants * share; from += 999) yield rows(from, Math.min(from + 999, grants * share), someGrant)
    }
    let written = 0
    for (const observations of inBatches()) {
      written += store.scans.keep({ ...batch, scanId, connectionId: 'c1', callId: 'call-01JABCDEFGHJKMNPQRSTVWXYZ', observations })
      remember()
    }
    return written
  }
  beginScan(store, 's1')
  const first = timed(() => keep('s1', 1))
  report('first scan', {
    rows: first.value,
    rowsPerSecond: perSecond(first.value, first.ms),
    rowsPerCpuSecond: perSecond(first.value, first.cpuMs),
  })
  beginScan(store, 's2')
  const again = timed(() => keep('s2', 0.5))
  const seen = (subjects + grants) / 2
  report('unchanged re-scan of one half', {
    rows: seen,
    newFacts: again.value,
    rowsPerSecond: perSecond(seen, again.ms),
    rowsPerCpuSecond: perSecond(seen, again.cpuMs),
  })
  const owns = (['subject', 'grant'] as const).map((kind) => ({ kind, keyPrefix: '' }))
  const gone = timed(() => store.scans.endStep({ scanId: 's2', connectionId: 'c1', stepId: 'a', at: t0, end: { state: 'complete' }, owns }))
  report('marking the other half as gone', { rows: seen, ms: round(gone.ms), rowsPerSecond: perSecond(seen, gone.ms) })
  const identities = timed(() => store.observations.identityCount())
  report('identities counted', { count: identities.value, ms: round(identities.ms) })
  report('after scans', { fileMegabytes: megabytes(statSync(path).size), peakMegabytes: megabytes(peak) })
}

function inventory(store: Store): void {
  const load = timed(() => {
    for (let from = 0; from < agents; from += 1_000) {
      store.agents.put(rows(from, Math.min(from + 1_000, agents), someAgent), { scanId: 's2', at: t0 })
      remember()
    }
  })
  report('agents loaded', {
    agents,
    rowsPerSecond: perSecond(agents, load.ms),
    rowsPerCpuSecond: perSecond(agents, load.cpuMs),
    fileMegabytes: megabytes(statSync(path).size),
  })

  const lists: readonly (readonly [string, AgentFilter, AgentSortKey])[] = [
    ['risk', {}, 'risk'],
    ['name', {}, 'name'],
    ['owner', {}, 'owner'],
    ['risk, two bands and a kind', { band: ['high', 'critical'], kind: ['workflow'] }, 'risk'],
    ['risk, lowest band', { band: ['low'] }, 'risk'],
    ['risk, one small unit', { businessUnit: ['Unit 399'] }, 'risk'],
    ['risk, one capability', { can: ['send mail'] }, 'risk'],
    ['risk, one rare capability', { can: ['pay finance'] }, 'risk'],
    ['risk, text', { text: 'ledger 77' }, 'risk'],
    ['name, common text', { text: 'agent' }, 'name'],
  ]
  for (const [name, filter, key] of lists) report(`pages of 100 by ${name}`, pages(store, filter, key))

  const jumps = ['first', 'again'].map(() =>
    timed(() => store.agents.anchor({ filter: {}, sort: { key: 'risk', direction: 'desc' }, index: agents - 500 })),
  )
  report('jump to the last rows', { firstMs: round(jumps[0]?.ms ?? 0), thenMs: round(jumps[1]?.ms ?? 0) })
  for (const [name, filter] of [
    ['no filter', {}],
    ['a band', { band: ['high'] }],
    ['a capability', { can: ['send mail'] }],
  ] satisfies [string, AgentFilter][]) {
    const facets = timed(() => store.agents.facets(filter))
    report(`facets with ${name}`, { ms: round(facets.ms) })
  }
  report('roll-ups', { ms: round(timed(() => store.agents.rollups()).ms) })
  const one = timed(() => store.agents.put([someAgent(0)], { scanId: 's2', at: t0 }))
  report('one agent changed, durable', { ms: round(one.ms), peakMegabytes: megabytes(peak) })
}

function pages(store: Store, filter: AgentFilter, key: AgentSortKey) {
  const times: number[] = []
  let after: string | null = null
  let total = 0
  for (let turn = 0; turn < 100; turn += 1) {
    const place: string | null = after
    const page: Timed<AgentPage> = timed(() => store.agents.page({ filter, sort: { key, direction: 'desc' }, after: place, limit: 100 }))
    times.push(page.ms)
    total = page.value.total
    after = page.value.next
  }
  const first = times[0] ?? 0
  times.sort((a, b) => a - b)
  return { total, firstMs: round(first), p50Ms: round(times[49] ?? 0), p95Ms: round(times[94] ?? 0) }
}

function someSubject(i: number) {
  const id = `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`
  const nativeIds = [
    { kind: 'app-id', value: id, joins: true },
    { kind: 'object-id', value: `o-${id}`, joins: false },
  ]
  return subject(`sp:${id}`, {
    name: `Application ${i}`,
    nativeIds,
    enabled: true,
    createdAt: t0,
    details: { 'Sign-in audience': 'AzureADMyOrg' },
  })
}

function someGrant(i: number) {
  const owner = `sp:00000000-0000-4000-8000-${String(i % 6_427).padStart(12, '0')}`
  const permissions = [`Permission.Read.${i % 40}`, 'openid', 'profile']
  return grant(`grant:${i}-${owner}`, owner, {
    type: 'delegated',
    consent: 'user',
    principalKey: `user:${i % 110_000}`,
    permissions,
    grantedAt: t0,
  })
}

function someAgent(i: number): AgentWrite {
  const risk = (i * 7_919) % 101
  const owner = ownerStates[i % 3] ?? 'unknown'
  const can = ['read mail', 'read files', ...(i % 3 === 0 ? ['send mail'] : []), ...(i % 5_000 === 0 ? ['pay finance'] : [])]
  return agentWrite(`agent-${i}`, {
    risk,
    band: bands[risk > 80 ? 0 : risk > 55 ? 1 : risk > 25 ? 2 : 3] ?? 'low',
    can,
    agent: {
      name: `Agent ${['ledger', 'mail', 'ticket', 'report'][i % 4]} ${i}`,
      kind: agentKinds[(i % 17) % agentKinds.length] ?? 'assistant',
      businessUnit: i % 2_000 === 1_999 ? `Unit ${i % 400}` : `Unit ${i % 12}`,
      owner: { state: owner, name: owner === 'known' ? `Owner ${i % 900}` : null, people: [], declared: false },
      lastActive: i % 4 === 0 ? null : t0,
      purpose: `Does the ${i % 97}th piece of work`,
    },
  })
}

function rows<T>(from: number, to: number, make: (i: number) => T): T[] {
  return Array.from({ length: Math.max(0, Math.ceil(to - from)) }, (_, i) => make(from + i))
}

interface Timed<T> {
  readonly value: T
  readonly ms: number
  /** What this process used, whatever else the machine was doing. */
  readonly cpuMs: number
}

function timed<T>(work: () => T): Timed<T> {
  const start = performance.now()
  const before = process.cpuUsage()
  const value = work()
  const { user, system } = process.cpuUsage(before)
  return { value, ms: performance.now() - start, cpuMs: (user + system) / 1_000 }
}

function remember(): void {
  peak = Math.max(peak, process.memoryUsage.rss())
}

function report(what: string, figures: Readonly<Record<string, number>>): void {
  console.log(JSON.stringify({ what, ...figures }))
}

function perSecond(count: number, ms: number): number {
  return Math.round((count / ms) * 1_000)
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_048_576)
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100
}
