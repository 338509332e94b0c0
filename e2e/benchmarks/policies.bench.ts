import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { packSubjects, unpackSubjects } from '../../electron/engine/governance/audits/subjects.ts'
import { evaluate } from '../../electron/engine/policy/evaluate.ts'
import { draftOf } from '../../electron/engine/policy/policy-from.ts'
import { type PolicySubject, subjectOf } from '../../electron/engine/policy/principal.ts'
import { packs } from '../../electron/engine/policy/registry.ts'
import { withPolicies } from '../../electron/engine/policy/selector.ts'
import { simulateOn } from '../../electron/engine/policy/simulate.ts'
import { openStore } from '../../electron/engine/store/open-store.ts'
import type { Agent } from '../../shared/domain/agent.ts'
import { agentWith, capabilityWith } from '../../shared/domain/agent-fixture.ts'
import type { SimulationSide } from '../../shared/domain/policy.ts'
import {
  actions,
  agentKinds,
  autonomyLevels,
  environments,
  exposures,
  ownerStates,
  reaches,
  resourceClasses,
  sensitivities,
  traits,
} from '../../shared/domain/vocabulary.ts'

/**
 * `node e2e/benchmarks/policies.bench.ts [agents]`: judges that many agents of 20 capabilities, each under the pack for its kind, then
 * one in a hundred again as changed, then tries a draft on the present and on four sealed audits as they are kept in a workspace.
 * Attributes are drawn with a fixed seed and nearly every agent differs. Prints one JSON object.
 */
const count = Number(process.argv[2] ?? 100_000)
const capabilitiesEach = 20
const auditCount = 4
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  'read-only-assistant': ['assistant', 'chatbot'],
  'unattended-agents': ['autonomous-agent', 'workflow', 'automation-identity'],
  'coding-agents': ['coding-agent'],
  'mcp-servers': ['mcp-server'],
  'third-party-apps': ['ai-application'],
  'models-and-regions': ['model-endpoint'],
}
const policies = packs.map((pack) => {
  const kinds = kindsOf[pack.id]
  return kinds === undefined ? pack : draftOf({ ...pack, selector: { kinds } }, pack)
})

let seed = 1
const draw = (below: number): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((seed / 2 ** 32) * below)
}
const one = <T>(values: readonly T[]): T => values[draw(values.length)] as T

function agent(index: number): Agent {
  const floor = draw(autonomyLevels.length)
  const capabilities = Array.from({ length: capabilitiesEach }, () =>
    capabilityWith({
      action: one(actions),
      resource: one(resourceClasses),
      sensitivity: one(sensitivities),
      reach: one(reaches),
      via: `Permission.${draw(400)}`,
    }),
  )
  return agentWith({
    id: `agent-${index}`,
    name: `Agent ${index}`,
    kind: one(agentKinds),
    policyIds: [],
    exposure: one(exposures),
    environment: one(environments),
    businessUnit: `Unit ${draw(40)}`,
    owner: { state: one(ownerStates), name: null, people: [], declared: false },
    autonomy: { floor: autonomyLevels[floor] ?? 'A0', ceiling: autonomyLevels[Math.min(5, floor + draw(3))] ?? 'A5', because: 'Drawn.' },
    traits: [...new Set([one(traits), one(traits), one(traits)])].slice(draw(3)),
    models: [{ vendor: `Vendor ${draw(12)}`, name: `Model ${draw(60)}`, region: `region-${draw(20)}` }],
    capabilities,
  })
}

const seconds = (from: number) => (performance.now() - from) / 1_000

/** Agents are drawn as they are wanted, as the product reads them from its file: a hundred thousand at hand would be most of the work. */
const chunk = 1_000
let drawnSeconds = 0
let drawnCpu = 0
function* drawn(from: number, until: number): Generator<readonly Agent[]> {
  for (let at = from; at < until; at += chunk) {
    const cpu = process.cpuUsage()
    const begun = performance.now()
    // The same agents each time they are drawn.
    seed = at + 1
    const agents = Array.from({ length: Math.min(chunk, until - at) }, (_, index) => agent(at + index))
    drawnSeconds += seconds(begun)
    drawnCpu += cpuSecondsSince(cpu)
    yield agents
  }
}

/** What the work took, without the drawing. */
async function timed(work: () => Promise<void>): Promise<{ readonly seconds: number; readonly cpuSeconds: number }> {
  drawnSeconds = 0
  drawnCpu = 0
  const cpu = process.cpuUsage()
  const begun = performance.now()
  await work()
  return { seconds: seconds(begun) - drawnSeconds, cpuSeconds: cpuSecondsSince(cpu) - drawnCpu }
}

function cpuSecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000_000
}

const violationsOf = (some: readonly Agent[]) =>
  some.reduce((sum, each) => sum + evaluate(withPolicies(each, policies), policies).length, 0)

const before = process.memoryUsage.rss()
let violations = 0
const judging = await timed(async () => {
  for (const some of drawn(0, count)) violations += violationsOf(some)
})
const judgeGrew = process.memoryUsage.rss() - before
const again = await timed(async () => {
  for (const some of drawn(count, count + Math.ceil(count / 100))) violationsOf(some)
})

const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
const opened = openStore(join(folder, 'workspace.db'))
if (!opened.ok) throw new Error(opened.failure.message)
const { audits } = opened.value
try {
  const packing = packSubjects()
  for (const some of drawn(0, count)) for (const each of some) packing.add(each)
  const packed = packing.bytes()
  for (let each = 0; each < auditCount; each += 1) audits.keepSubjects(`audit-${each}`, packed)
  const pack = policies.find(({ id }) => id === 'read-only-assistant')
  if (pack === undefined) throw new Error('the pack is gone')
  const draft = draftOf({ ...pack, cedar: pack.cedar.replace('resource.reachLevel <= 2', 'resource.reachLevel <= 1') }, pack)
  const audit = { id: '', name: '', at: '' }
  const sides: SimulationSide[] = []
  // Other work has its turn as often as in the product.
  const options = { audit, everyone: false, goOn: () => setImmediate(true) }
  const simulating = await timed(async () => {
    sides.push(await simulateOn(pack, draft, present(), options))
    for (let each = 0; each < auditCount; each += 1) {
      const kept = audits.subjects(`audit-${each}`)
      if (kept !== null) sides.push(await simulateOn(pack, draft, unpackSubjects(kept), options))
    }
  })
  if (sides.length !== auditCount + 1 || sides.some(({ agents: seen, hitCount }) => seen !== count || hitCount === 0))
    throw new Error('the draft was not tried on everybody')
  const figures = {
    agents: count,
    capabilities: count * capabilitiesEach,
    violations,
    judgeSeconds: judging.seconds,
    judgeCpuSeconds: judging.cpuSeconds,
    againSeconds: again.seconds,
    simulateSeconds: simulating.seconds,
    simulateCpuSeconds: simulating.cpuSeconds,
    hit: sides[0]?.hitCount,
    packedMegabytesEach: Math.round(packed.length / 104_857.6) / 10,
    grownMegabytes: Math.round(judgeGrew / 1_048_576),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1_024),
  }
  console.log(`figures${JSON.stringify(figures)}`)
} finally {
  opened.value.close()
  rmSync(folder, { recursive: true, force: true })
}

function* present(): Generator<PolicySubject> {
  for (const some of drawn(0, count)) yield* some.map(subjectOf)
}
