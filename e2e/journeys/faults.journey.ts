import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { endWords, runScan } from '../../electron/cli/commands/scan.ts'
import type { StepCoverage } from '../../shared/domain/coverage.ts'
import type { EstateFault } from '../../shared/domain/estate.ts'
import { faultyEstate } from '../harness/faulty-estate.ts'
import { openTestEngine, unwrap } from '../harness/open-test-engine.ts'
import { allAgents } from '../harness/recall.ts'

/** What a provider does, and what coverage then says of the step that met it. `complete` when waiting or trying again was enough. */
interface Case {
  readonly name: string
  readonly fault: Omit<EstateFault, 'provider' | 'method' | 'pathPrefix'>
  readonly words: RegExp
}

const cases: readonly Case[] = [
  { name: 'refuses the sign-in (401)', fault: { kind: 'status', status: 401 }, words: /^failed: the provider did not accept the sign-in/ },
  { name: 'refuses the permission (403)', fault: { kind: 'status', status: 403 }, words: /^denied: .*refused.*\(missing: .+\)$/ },
  {
    name: 'asks to wait and says how long (429)',
    fault: { kind: 'status', status: 429, retryAfterSeconds: 1, times: 1 },
    words: /^complete$/,
  },
  { name: 'asks to wait and does not say how long (429)', fault: { kind: 'status', status: 429, times: 1 }, words: /^complete$/ },
  {
    name: 'never stops asking to wait (429)',
    fault: { kind: 'status', status: 429, retryAfterSeconds: 0 },
    words: /^failed: .*keeps asking us to wait/,
  },
  { name: 'fails (500)', fault: { kind: 'status', status: 500 }, words: /^failed: the provider failed/ },
  { name: 'is down for a moment (503)', fault: { kind: 'status', status: 503, retryAfterSeconds: 0, times: 2 }, words: /^complete$/ },
  { name: 'cuts a reply once', fault: { kind: 'cut', times: 1 }, words: /^complete$/ },
  { name: 'cuts every reply', fault: { kind: 'cut' }, words: /^failed: .*cut off/ },
  { name: 'is slow', fault: { kind: 'slow', delayMs: 200, times: 1 }, words: /^complete$/ },
  { name: 'sends elements of the wrong type', fault: { kind: 'wrong-type' }, words: /^partial: 2 .*could not be read and were kept aside/ },
  { name: 'sends an empty reply', fault: { kind: 'empty' }, words: /^failed: .*no(t a)? list/ },
  { name: 'links to another host', fault: { kind: 'off-host-link' }, words: /^partial: .*(it is not followed|did not accept the request)/ },
  { name: 'links in a circle', fault: { kind: 'endless-link' }, words: /^partial: .*(same next page twice|did not accept the request)/ },
]

/** A call that one step of the provider lives by; the steps after it may suffer, no other may. */
const targets = [
  { provider: 'microsoft-365', pathPrefix: '/v1.0/users', stepId: 'users', suffer: [] },
  {
    provider: 'microsoft-365',
    pathPrefix: '/v1.0/oauth2PermissionGrants',
    stepId: 'delegated-grants',
    suffer: ['service-principals', 'owners'],
  },
  { provider: 'n8n', pathPrefix: '/api/v1/workflows', stepId: 'workflows', suffer: ['people', 'executions'] },
] as const

const folder = mkdtempSync(join(tmpdir(), 'rollcall-faults-'))
let calm: Seen

beforeAll(async () => {
  // What the command line prints is not this test's report.
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  calm = await scanned('n8n', [])
  const tenants = await scanned('microsoft-365', [])
  calm = { ...tenants, steps: [...calm.steps, ...tenants.steps] }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Seen {
  readonly exit: number
  readonly state: string | undefined
  readonly steps: readonly StepCoverage[]
  readonly agents: number
  readonly gone: number
  /** How many agents are in each state. */
  readonly states: Readonly<Record<string, number>>
  readonly troubles: readonly string[]
}

/** One scan of a provider, by the command line's own way, of an estate that misbehaves; always on the same workspace. */
async function scanned(provider: string, faults: readonly EstateFault[]): Promise<Seen> {
  const test = await openTestEngine(faultyEstate(faults), { folder })
  try {
    const connections = unwrap(await test.engine.invoke('connections.openDemo', { size: 'small', seed: 1 }))
    const [first] = connections.filter((one) => one.provider === provider)
    if (first === undefined) throw new Error('the estate lacks the provider')
    const exit = await runScan(test.engine, [first.id], true)
    const [scan] = unwrap(await test.engine.invoke('scans.list', {}))
    const coverage = unwrap(await test.engine.invoke('scans.coverage', {}))
    const count = async (gone: boolean) => unwrap(await test.engine.invoke('agents.page', { filter: { gone }, limit: 1 })).total
    return {
      exit,
      state: scan?.state,
      steps: coverage.steps.filter((step) => step.connectionId === first.id),
      agents: await count(false),
      gone: await count(true),
      states: statesOf(unwrap(await test.engine.invoke('workspace.overview', {})).byStatus),
      troubles: test.log.filter((entry) => entry.level !== 'info').map((entry) => entry.text),
    }
  } finally {
    await test.close()
  }
}

const statesOf = (counts: readonly { readonly status: string; readonly count: number }[]): Readonly<Record<string, number>> =>
  Object.fromEntries(counts.flatMap(({ status, count }) => (count > 0 ? [[status, count]] : [])))

const wordsOf = (step: StepCoverage | undefined): string => (step?.end ? endWords(step.end) : 'not ended')

it('sees everything when nobody misbehaves', () => {
  expect(calm.steps.filter((step) => step.incomplete)).toEqual([])
  expect(calm).toMatchObject({ exit: 0, state: 'complete', gone: 0, troubles: [] })
  expect(calm.agents).toBeGreaterThan(40)
})

it('lets no decision lapse because a provider could not be asked', async () => {
  const decide = await openTestEngine(faultyEstate([]), { folder })
  const agents = await allAgents(decide.engine)
  const wanted = { action: 'accept-risk', reason: 'Known, and looked at again in spring.', until: '2999-01-01T00:00:00.000Z' } as const
  unwrap(await decide.engine.invoke('governance.decide', { ...wanted, agentIds: agents.map(({ agent }) => agent.id) }))
  await decide.close()
  const outages: readonly Pick<EstateFault, 'provider' | 'pathPrefix'>[] = [
    { provider: 'microsoft-365', pathPrefix: '/v1.0/oauth2PermissionGrants' },
    { provider: 'microsoft-365', pathPrefix: '/v1.0/servicePrincipals' },
    { provider: 'microsoft-365', pathPrefix: '/v1.0/users' },
    { provider: 'microsoft-365', pathPrefix: '/meridian' },
    { provider: 'microsoft-365', pathPrefix: '/api.bap.microsoft.com' },
    { provider: 'n8n', pathPrefix: '/api/v1/workflows' },
    { provider: 'n8n', pathPrefix: '/api/v1/users' },
  ]
  for (const outage of outages) {
    const seen = await scanned(outage.provider, [{ ...outage, method: 'GET', kind: 'status', status: 500 }])
    expect(seen.exit).toBe(3)
    expect(seen.states).toEqual({ exception: agents.length })
  }
})

describe.each(targets)('$provider, at $pathPrefix', ({ provider, pathPrefix, stepId, suffer }) => {
  it.each(cases)('$name', async ({ fault, words }) => {
    const seen = await scanned(provider, [{ provider, method: 'GET', pathPrefix, ...fault }])
    const hit = seen.steps.find((step) => step.stepId === stepId)
    expect(wordsOf(hit)).toMatch(words)

    const whole = words.test('complete')
    expect(seen).toMatchObject(whole ? { exit: 0, state: 'complete' } : { exit: 3, state: 'incomplete' })
    // The step that was hit, and those that build on it, say so; no other one is touched.
    const others = seen.steps.filter((step) => step.stepId !== stepId)
    const touched = others.filter((step) => step.incomplete).map((step) => step.stepId)
    expect(touched.filter((id) => !suffer.some((one) => one === id))).toEqual([])
    for (const step of others.filter((one) => one.incomplete)) expect(wordsOf(step)).toMatch(/builds on/)
    for (const step of others.filter((one) => !one.incomplete))
      expect(step.objects).toBe(calm.steps.find((one) => one.provider === provider && one.stepId === step.stepId)?.objects)
    // What an incomplete step did not see is still there.
    expect([seen.agents, seen.gone]).toEqual([calm.agents, 0])
    expect(seen.troubles).toEqual([])
    for (const { end } of seen.steps)
      if (end !== null && 'failure' in end && end.failure !== undefined) expect(end.failure.next ?? '').toMatch(/\w.*\.$/)
  })
})
