import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Engine } from '../../electron/engine/create-engine.ts'
import { evaluate } from '../../electron/engine/policy/evaluate.ts'
import { packs } from '../../electron/engine/policy/registry.ts'
import { scoreAgent } from '../../electron/engine/risk/score.ts'
import { openStore } from '../../electron/engine/store/open-store.ts'
import type { AgentWrite } from '../../electron/engine/store/store.ts'
import type { Result } from '../../shared/base/result.ts'
import runtime from '../../shared/contract/engine-runtime.json' with { type: 'json' }
import { agentWith, capabilityWith } from '../../shared/domain/agent-fixture.ts'
import { actions, agentKinds, exposures, reaches, resourceClasses, sensitivities, traits } from '../../shared/domain/vocabulary.ts'
import { openTestEngine } from '../harness/open-test-engine.ts'

/**
 * `node e2e/benchmarks/policy-screens.bench.ts [agents] [folder]`: what the policy screens and the suggestions of merges wait for, each asked of an
 * engine of its own over that many agents of 20 capabilities, one in ten under a policy by hand. Filling the workspace is not counted; one that
 * is in the folder already is used again. Prints one JSON object: seconds by the clock and of the processor, the longest time nothing else got its turn, and megabytes over the base.
 */
const [size = '100000', given, asked] = process.argv.slice(2)
const count = Number(size)
const pack = 'read-only-assistant'
const selector = { kinds: ['assistant' as const], exposures: ['public' as const, 'tenant' as const] }

/** In the order in which a person meets them; the second of two equal ones is what going back to the screen costs. */
const questions: Readonly<Record<string, (engine: Engine) => Promise<Result<unknown>>>> = {
  standing: (engine) => engine.invoke('policies.standing', {}),
  reach: (engine) => engine.invoke('policies.reach', { selector, policyId: pack }),
  violations: (engine) => engine.invoke('policies.violations', { policyId: pack }),
  compare: async (engine) => engine.invoke('policies.compare', { content: await draftOf(engine) }),
  simulate: async (engine) => engine.invoke('policies.simulate', { content: await draftOf(engine) }),
  export: (engine) => engine.invoke('policies.export', { policyId: pack }),
  suggest: (engine) => engine.invoke('identity.suggestions', {}),
  publish: async (engine) => engine.invoke('policies.publish', { content: await draftOf(engine), reason: 'Measured.' }),
}

if (asked === undefined) all()
else console.log(JSON.stringify(await measured(asked)))

function all(): void {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
  try {
    if (!existsSync(join(folder, 'test.rollcall'))) fill(join(folder, 'test.rollcall'))
    const script = fileURLToPath(import.meta.url)
    const told = Object.keys(questions).map((name) => {
      const printed = execFileSync(process.execPath, [...runtime.flags, script, size, folder, name], {
        encoding: 'utf8',
        env: { ...process.env, ...runtime.environment },
      })
      return [name, JSON.parse(printed)] as const
    })
    console.log(`figures${JSON.stringify({ agents: count, ...Object.fromEntries(told) })}`)
  } finally {
    if (given === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

async function measured(name: string) {
  const opened = await openTestEngine(null, { folder: given ?? '' })
  const { engine } = opened
  const page = await engine.invoke('agents.page', { limit: 100 })
  if (!page.ok || page.value.total !== count) throw new Error('the workspace is not filled')
  const baseMegabytes = process.resourceUsage().maxRSS / 1_024
  const cpu = process.cpuUsage()
  const begun = performance.now()
  let longestPauseMs = 0
  let last = begun
  const tick = setInterval(() => {
    longestPauseMs = Math.max(longestPauseMs, performance.now() - last)
    last = performance.now()
  }, 1)
  const answer = await questions[name]?.(engine)
  clearInterval(tick)
  longestPauseMs = Math.max(longestPauseMs, performance.now() - last)
  const seconds = (performance.now() - begun) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  const cpuSeconds = Math.round((user + system) / 10_000) / 100
  const grownMegabytes = Math.round(process.resourceUsage().maxRSS / 1_024 - baseMegabytes)
  if (answer?.ok !== true) throw new Error(`${name}: ${answer?.failure.message}`)
  await opened.close()
  return { seconds: Math.round(seconds * 100) / 100, cpuSeconds, longestPauseMs: Math.round(longestPauseMs), grownMegabytes }
}

/** The pack with one reach less, applied to assistants: it weakens nothing, and hits some. */
async function draftOf(engine: Engine) {
  const policies = await engine.invoke('governance.policies', {})
  const found = policies.ok ? policies.value.find(({ id }) => id === pack) : undefined
  if (found === undefined) throw new Error('the pack is gone')
  const { id, title, summary, severity, responseDays, cedar } = found
  return {
    id,
    title,
    summary,
    severity,
    responseDays,
    cedar: cedar.replace('resource.reachLevel <= 2', 'resource.reachLevel <= 1'),
    selector: { kinds: ['assistant'] },
  }
}

function fill(path: string): void {
  const opened = openStore(path)
  if (!opened.ok) throw new Error(opened.failure.message)
  const store = opened.value
  const chunk = 500
  for (let from = 0; from < count; from += chunk) {
    const writes = Array.from({ length: Math.min(chunk, count - from) }, (_, index) => write(from + index))
    store.relaxed(() => store.agents.put(writes, { scanId: null, at: '2026-11-22T09:30:00.000Z' }))
  }
  store.close()
}

function write(index: number): AgentWrite {
  const at = <T>(values: readonly T[], step: number): T => values[(index * step + (index >> 7) + step) % values.length] as T
  const agent = agentWith({
    id: `agent-${index}`,
    name: `Agent ${index}`,
    kind: at(agentKinds, 1),
    businessUnit: `Unit ${index % 40}`,
    exposure: at(exposures, 3),
    traits: [...new Set([at(traits, 1), at(traits, 5)])],
    // Its decisions are not in the ledger: what is read of an agent is the same.
    policyIds: index % 10 === 0 ? [pack] : [],
    nativeIds: [{ kind: 'client-id', value: `client-${index}`, joins: true }],
    tools: Array.from({ length: 4 }, (_, nr) => ({ name: `Permission.${(index * nr) % 400}`, server: `server-${index % 50}`, powers: [] })),
    capabilities: Array.from({ length: 20 }, (_, nr) =>
      capabilityWith({
        action: at(actions, nr + 1),
        resource: at(resourceClasses, nr + 3),
        sensitivity: at(sensitivities, nr + 5),
        reach: at(reaches, nr + 7),
        via: `Permission.${(index * nr) % 400}`,
      }),
    ),
  })
  const violations = evaluate(agent, packs)
  return {
    agent,
    ...scoreAgent(agent, { now: new Date('2026-11-22T09:30:00.000Z'), violations, agentExists: () => true }),
    violations,
    can: [],
    partial: false,
  }
}
