import { describe, expect, it } from 'vitest'
import { isIncomplete, type StepEnd } from '../../../shared/domain/coverage.ts'
import type { EstateFault } from '../../../shared/domain/estate.ts'
import type { Connector } from './connector.ts'
import { connectors } from './registry.ts'
import { openForTest, subjectsOf, type TestRun } from './run-for-test.ts'
import { type ServedOptions, type SuiteEntry, served, type Target } from './served-for-test.ts'

type Fault = Omit<EstateFault, 'provider' | 'method' | 'pathPrefix'>

/** Connectors that read files and processes meet another kind of trouble; they are named here so that none is forgotten. */
const local: ReadonlySet<string> = new Set(['this-computer', 'files'])

interface Suffering {
  readonly name: string
  readonly fault: Fault
  readonly end: Readonly<Record<string, unknown>>
}

/** What ends the step that was hit. Nobody's word is taken for a whole list. */
const broken: readonly Suffering[] = [
  { name: '401', fault: { kind: 'status', status: 401 }, end: { state: 'failed', failure: { code: 'auth-failed' } } },
  { name: '403', fault: { kind: 'status', status: 403 }, end: { state: 'denied' } },
  { name: '500', fault: { kind: 'status', status: 500 }, end: { state: 'failed', failure: { code: 'provider-down' } } },
  { name: 'a reply that is always cut', fault: { kind: 'cut' }, end: { state: 'failed', failure: { code: 'unexpected-reply' } } },
  { name: 'a reply without a word', fault: { kind: 'empty' }, end: { state: 'failed', failure: { code: 'unexpected-reply' } } },
]

/** What waiting or asking again heals. */
const healed: readonly { readonly name: string; readonly fault: Fault; readonly leastMs: number }[] = [
  { name: '429 with Retry-After', fault: { kind: 'status', status: 429, retryAfterSeconds: 1, times: 1 }, leastMs: 1_000 },
  { name: '429 without it', fault: { kind: 'status', status: 429, times: 1 }, leastMs: 0 },
  { name: 'a reply that is cut once', fault: { kind: 'cut', times: 1 }, leastMs: 0 },
]

const entryOf = ({ id }: Connector): SuiteEntry => {
  const entry = served[id]
  if (entry === undefined) throw new Error(`the shared suite has no entry for ${id}`)
  return entry
}

it('misses no connector, and knows none that is not there', () => {
  const known = [...Object.keys(served), ...local]
  expect(known.toSorted()).toEqual(connectors.map(({ id }) => id).toSorted())
})

describe.concurrent.each(connectors.filter(({ id }) => !local.has(id)))('$id', (connector) => {
  const { target, linked = target, long = target, huge } = entryOf(connector)

  async function scanned({ size = 'small', faults = [], empty = false }: Partial<ServedOptions>, only: readonly string[] | null = null) {
    const server = await entryOf(connector).open({ size, faults, empty })
    try {
      const test = openForTest(connector, server.connection)
      const run = await test.run(only)
      return { ...run, calls: test.calls, server }
    } finally {
      await server.close()
    }
  }
  const at = ({ path, under = '', method = 'GET' }: Target, fault: Fault): EstateFault => ({
    provider: connector.id,
    method,
    pathPrefix: `${under}${path}`,
    ...fault,
  })
  let once: ReturnType<typeof scanned> | null = null
  const calm = () => {
    once ??= scanned({})
    return once
  }

  /** Steps that make none of the calls that were hit and build on none that does see just what they see on a good day. */
  async function leavesTheRest(run: TestRun, { path, step }: Target, prefix = path) {
    const whole = await calm()
    const suffer = sufferers(connector, prefix, step)
    for (const { id } of connector.steps.filter((one) => !suffer.has(one.id)))
      expect([id, run.ends[id], run.handed[id]]).toEqual([id, whole.ends[id], whole.handed[id]])
    // Who suffers says so or has lost nothing; only then may a step call itself complete.
    for (const id of suffer) if (run.ends[id]?.state === 'complete' && id === step) expect(run.keptAside).toBeGreaterThan(0)
  }

  it('sees everything when nobody misbehaves', async () => {
    const { ends, keptAside, handed } = await calm()
    expect(Object.entries(ends).filter(([, end]) => end.state !== 'complete')).toEqual([])
    expect(Object.keys(ends)).toHaveLength(connector.steps.length)
    expect(keptAside).toBe(0)
    expect(handed[target.step]).toBeGreaterThan(0)
  })

  it.each(broken)('$name: the step says so, and no other is touched', async ({ name, fault, end }) => {
    const run = await scanned({ faults: [at(target, fault)] })
    const hit = run.ends[target.step]
    expect(hit).toMatchObject(end)
    expect(whatNext(hit)).toMatch(/\w.*\.$/)
    if (name === '403') {
      const wanted = connector.calls.find(({ id }) => id === target.call)?.permissions ?? []
      expect(wanted.some((permission) => hit?.state === 'denied' && hit.missing.includes(permission))).toBe(true)
    }
    await leavesTheRest(run, target)
  })

  it.each(healed)('$name: waits, asks again and sees everything', async ({ fault, leastMs }) => {
    const before = performance.now()
    const run = await scanned({ faults: [at(target, fault)] })
    expect(performance.now() - before).toBeGreaterThanOrEqual(leastMs)
    const whole = await calm()
    expect([run.ends, run.handed]).toEqual([whole.ends, whole.handed])
    expect(run.calls.some(({ attempts }) => attempts > 1)).toBe(true)
  })

  it.each(['endless-link', 'off-host-link'] as const)('%s: ends, is not complete, and asks nobody else', async (kind) => {
    const run = await scanned({ faults: [at(linked, { kind })] })
    expect(['partial', 'failed']).toContain(run.ends[linked.step]?.state)
    expect(whatNext(run.ends[linked.step])).toMatch(/\w.*\.$/)
    // The page that was read stays.
    expect(run.handed[linked.step] ?? 0).toBeGreaterThanOrEqual((await calm()).handed[linked.step] ?? 0)
    expect(run.calls.filter(({ subject }) => !subject.startsWith(run.server.origin))).toEqual([])
    expect(run.calls.filter(({ page }) => page > 20)).toEqual([])
    await leavesTheRest(run, linked)
  })

  it('elements of another type: kept aside, counted, the others stay', async () => {
    const run = await scanned({ faults: [at(target, { kind: 'wrong-type', times: 1 })] })
    expect(run.keptAside).toBeGreaterThanOrEqual(2)
    expect(run.handed[target.step]).toBe((await calm()).handed[target.step])
    await leavesTheRest(run, target)
  })

  it('an empty tenant: looked everywhere, and found nothing', async () => {
    const { ends, observations } = await scanned({
      empty: true,
      faults: [at({ ...target, path: '/', under: '', method: 'GET' }, { kind: 'no-elements' })],
    })
    // What is no list, e.g. a subscription of the organisation itself, may still be there.
    expect(observations.filter(({ kind }) => kind === 'person')).toEqual([])
    expect(subjectsOf({ observations }).length).toBeLessThan(3)
    const unseen = Object.values(ends).filter((end) => isIncomplete(end) && !(end.state === 'skipped' && end.reason === 'dependency'))
    expect(unseen).toEqual([])
  })

  it('a huge tenant: page after page, nothing lost', async () => {
    const run = await scanned({ size: 'huge' })
    expect(Object.entries(run.ends).filter(([, end]) => end.state !== 'complete')).toEqual([])
    expect(run.observations.length).toBeGreaterThanOrEqual(huge)
    const template = connector.calls.find(({ id }) => id === long.call)?.path
    expect(Math.max(...run.calls.filter((call) => call.template === template).map(({ page }) => page))).toBeGreaterThan(1)
    const found = new Set(subjectsOf(run).flatMap(({ nativeIds }) => nativeIds.map(({ kind, value }) => `${kind} ${value}`)))
    const lost = run.server.entries.filter(({ isAgent, nativeId }) => isAgent && !found.has(`${nativeId.kind} ${nativeId.value}`))
    expect(lost.map(({ name }) => name)).toEqual([])
  })

  it('a second page that fails: the first one stays, and the list is not called complete', async () => {
    const run = await scanned(
      { size: 'huge', faults: [at(long, { kind: 'status', status: 500, skip: 1, times: long.times ?? Number.POSITIVE_INFINITY })] },
      upTo(connector, long.step),
    )
    expect(['partial', 'failed']).toContain(run.ends[long.step]?.state)
    expect(whatNext(run.ends[long.step])).toMatch(/\w.*\.$/)
    expect(run.handed[long.step]).toBeGreaterThan(0)
  })
})

/** The step that was hit, those that ask at the same place, and all that build on them. */
function sufferers({ steps, calls }: Connector, path: string, step: string): ReadonlySet<string> {
  // Where a provider has many hosts, the estate serves each below its name.
  const below = path.split('/').toSpliced(1, 1).join('/')
  const hit = calls.filter((call) => call.access === 'read' && matches(call.path, call.host === undefined ? path : below))
  const asked = new Set(hit.map(({ id }) => id))
  const suffer = new Set([step, ...steps.filter((one) => one.calls.some((id) => asked.has(id))).map(({ id }) => id)])
  for (const one of steps) if (one.after.some((id) => suffer.has(id))) suffer.add(one.id)
  return suffer
}

/** Whether a declared path may begin with these segments; a parameter stands for any one. */
function matches(template: string, path: string): boolean {
  const declared = template.split('/')
  return path.split('/').every((segment, index) => declared[index] === segment || declared[index]?.startsWith('{') === true)
}

function upTo({ steps }: Connector, step: string): readonly string[] {
  const wanted = steps.find(({ id }) => id === step)
  return [...(wanted?.after ?? []), step]
}

function whatNext(end: StepEnd | undefined): string {
  return end !== undefined && 'failure' in end ? (end.failure?.next ?? '') : ''
}
