import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from '../../../shared/domain/connection.ts'
import { blankSubject, type Observation } from '../../../shared/domain/observation.ts'
import type { ScanProgress } from '../../../shared/domain/scan.ts'
import type { Connector, PlaceEnd, Step } from '../connectors/connector.ts'
import { createHttp } from '../http/create-http.ts'
import type { LogEntry } from '../ports.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { runScan } from './run-scan.ts'
import type { ScanRequest } from './scan-request.ts'

let folder = ''
let store: Store
beforeEach(async () => {
  folder = await mkdtemp(`${tmpdir()}/scan-`)
  store = open()
})
afterEach(async () => {
  store.close()
  await rm(folder, { recursive: true, force: true })
})

function open(): Store {
  const opened = openStore(`${folder}/workspace.db`)
  if (!opened.ok) throw new Error(opened.failure.message)
  return opened.value
}

const subject = (key: string): Observation => ({
  ...blankSubject,
  key,
  role: 'agent',
  name: key,
  nativeIds: [{ kind: 'test', value: key, joins: false }],
  agentKind: 'assistant',
  platform: 'Test',
})

const step = (id: string, run: Step['run'], after: readonly string[] = []): Step => ({
  id,
  title: `Step ${id}`,
  yields: 'things',
  after,
  calls: [],
  hides: 'things',
  owns: [{ kind: 'subject', keyPrefix: `${id}:` }],
  run,
})

const gives = (id: string, keys: readonly string[], after: readonly string[] = []): Step =>
  step(
    id,
    async function* (context) {
      const from = context.cursor === null ? 0 : Number(context.cursor)
      for (const [index, key] of keys.entries()) {
        if (index < from) continue
        const call = context.record({
          transport: 'file',
          method: 'READ',
          template: key,
          subject: key,
          bytes: 1,
          sha256: null,
          outcome: 'ok',
        })
        yield { observations: [subject(`${id}:${key}`)], call, cursor: String(index + 1), keptAside: 0, expected: keys.length }
      }
      return { state: 'complete' }
    },
    after,
  )

const connector = (steps: readonly Step[]): Connector => ({
  id: 'test',
  title: 'Test',
  summary: '',
  category: 'file',
  fields: [],
  signIn: [],
  calls: [],
  quotas: [],
  steps,
  probe: async () => ({ ok: true, value: { reached: true, identity: null, checks: [], notice: null } }),
  classify: () => null,
})

const connection = (id: string): Connection => ({
  id,
  provider: 'test',
  label: id,
  businessUnit: null,
  environment: 'unknown',
  settings: {},
  secretKeys: [],
  demo: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  lastScanId: null,
  lastScanAt: null,
})

/** A scan of connections by name, each with its own steps. */
async function scan(sources: Readonly<Record<string, readonly Step[] | null>>, more: Partial<ScanRequest> = {}) {
  const logs: LogEntry[] = []
  const connections = Object.keys(sources).map((id) => ({ ...connection(id), provider: id }))
  for (const one of connections) store.connections.put(one)
  const result = await runScan({
    store,
    connections,
    connectorOf: (provider) => {
      const steps = sources[provider]
      return steps === undefined || steps === null ? null : connector(steps)
    },
    http: createHttp({ transport: fetch, clock: () => new Date(), calls: () => {}, random: randomBytes }),
    secret: async () => ({ ok: true, value: null }),
    clock: () => new Date(),
    log: (entry) => logs.push(entry),
    signal: new AbortController().signal,
    scanId: 'scan-1',
    ...more,
  })
  if (!result.ok) throw new Error(result.failure.message)
  const ends = Object.fromEntries(store.scans.steps(result.value.id).map((row) => [`${row.connectionId}/${row.stepId}`, row.end]))
  const seen = (id: string) => [...store.observations.current(id, 'subject')].map((one) => one.key)
  return { scan: result.value, ends, logs, seen }
}

describe('a scan', () => {
  it('marks nothing as gone by a step that could not read every element', async () => {
    await scan({ one: [gives('a', ['1', '2'])] })
    const lessThanAll = step('a', async function* () {
      yield { observations: [subject('a:1')], call: null, cursor: null, keptAside: 1 }
      return { state: 'complete' }
    })
    const { scan: second, ends, seen } = await scan({ one: [lessThanAll] }, { scanId: 'scan-2' })
    expect(second.state).toBe('incomplete')
    expect(ends['one/a']).toEqual({ state: 'partial', why: '1 element could not be read and was kept aside' })
    expect(seen('one')).toEqual(['a:1', 'a:2'])
  })

  it('keeps every batch with its call, in the order of the steps, and ends complete', async () => {
    const order: string[] = []
    const noted = (id: string, after: readonly string[] = []) =>
      step(
        id,
        async function* (context) {
          order.push(`${id} saw ${[...context.seen('subject')].length}`)
          yield { observations: [subject(`${id}:1`)], call: null, cursor: null, keptAside: 0 }
          return { state: 'complete' }
        },
        after,
      )
    const { scan: ended, seen } = await scan({ one: [noted('c', ['b']), noted('b', ['a']), noted('a')], two: [gives('x', ['1', '2'])] })
    expect(ended).toMatchObject({ state: 'complete', objects: 5 })
    expect(order).toEqual(['a saw 0', 'b saw 1', 'c saw 2'])
    expect(seen('two')).toEqual(['x:1', 'x:2'])
    expect(store.calls.count()).toBe(2)
  })

  it('a step that throws is a named bug, logged without its message, and hides no other', async () => {
    const broken = step('broken', async function* () {
      yield { observations: [subject('broken:1')], call: null, cursor: null, keptAside: 0 }
      throw new Error('secret-in-message')
    })
    const { scan: ended, ends, logs, seen } = await scan({ one: [broken, gives('after', ['1'], ['broken'])], two: [gives('x', ['1'])] })
    expect(ended.state).toBe('incomplete')
    expect(ends['one/broken']).toMatchObject({ state: 'failed', failure: { code: 'bug' } })
    expect(ends['one/after']).toMatchObject({ state: 'partial' })
    expect(ends['two/x']).toEqual({ state: 'complete' })
    expect(seen('one')).toEqual(['after:1', 'broken:1'])
    expect(logs).toHaveLength(1)
    expect(JSON.stringify(logs)).not.toContain('secret-in-message')
  })

  it('a place that could not be seen keeps the step from being complete, also when the step was interrupted after it', async () => {
    const looking = (from: number) =>
      step('a', async function* () {
        const denied: PlaceEnd = { place: ['one', 'west'], end: { state: 'denied', missing: 'X', why: 'refused' } }
        const whole: PlaceEnd = { place: ['two', 'west'], end: { state: 'complete' }, owns: [{ kind: 'subject', keyPrefix: 'a:two/' }] }
        if (from === 0) yield { observations: [], call: null, cursor: 'two', keptAside: 0, places: [denied] }
        yield { observations: [subject('a:two/1')], call: null, cursor: null, keptAside: 0, places: [whole] }
        return { state: 'complete' }
      })
    await scan({ one: [gives('a', ['one/1', 'two/1', 'two/2'])] })
    const { ends, seen } = await scan({ one: [looking(0)] }, { scanId: 'scan-2' })
    expect(ends['one/a']).toEqual({ state: 'partial', why: '1 of 2 places were not seen whole' })
    expect(seen('one')).toEqual(['a:one/1', 'a:two/1'])
  })

  it('a step that builds on a denied one and saw nothing is skipped, and marks nothing as gone', async () => {
    const empty = step(
      'b',
      async function* () {
        yield* []
        return { state: 'complete' }
      },
      ['a'],
    )
    await scan({ one: [gives('a', ['1']), gives('b', ['1'], ['a'])] })
    const denied = step('a', async function* () {
      yield* []
      return { state: 'denied', missing: 'Things.Read', why: 'refused' }
    })
    const { ends, seen } = await scan({ one: [denied, empty] }, { scanId: 'scan-2' })
    expect(ends['one/b']).toMatchObject({ state: 'skipped', reason: 'dependency' })
    expect(seen('one')).toEqual(['a:1', 'b:1'])
  })

  it('only a complete step marks what it did not see as gone', async () => {
    await scan({ one: [gives('a', ['1', '2'])] })
    const { seen } = await scan({ one: [gives('a', ['2'])] }, { scanId: 'scan-2' })
    expect(seen('one')).toEqual(['a:2'])
  })

  it('a second scan with nothing changed writes no new facts', async () => {
    await scan({ one: [gives('a', ['1', '2'])] })
    const second = await scan({ one: [gives('a', ['1', '2'])] }, { scanId: 'scan-2' })
    expect(second.scan).toMatchObject({ newFacts: 0, objects: 2 })
  })

  it('is failed when every step failed, and says so of a provider nobody knows', async () => {
    const { scan: ended, ends } = await scan({ one: null })
    expect(ended.state).toBe('failed')
    expect(ends['one/connect']).toMatchObject({ state: 'failed', failure: { code: 'invalid-input' } })
  })

  it('is cancelled at once, even when a step ignores the signal, and keeps what was seen', async () => {
    const stop = new AbortController()
    const stubborn = step('stubborn', async function* () {
      yield { observations: [subject('stubborn:1')], call: null, cursor: null, keptAside: 0 }
      setTimeout(() => stop.abort(), 20)
      await new Promise(() => {})
      return { state: 'complete' }
    })
    const { scan: ended, ends, seen } = await scan({ one: [stubborn, gives('later', ['1'], ['stubborn'])] }, { signal: stop.signal })
    expect(ended.state).toBe('cancelled')
    expect(ends['one/stubborn']).toMatchObject({ state: 'partial', failure: { code: 'cancelled' } })
    expect(ends['one/later']).toMatchObject({ state: 'skipped', reason: 'cancelled' })
    expect(seen('one')).toEqual(['stubborn:1'])
  })

  it('resumes from the cursor after its process died, without duplicates or loss', async () => {
    const keys = Array.from({ length: 20 }, (_, index) => String(index).padStart(2, '0'))
    const died = step('a', async function* (context) {
      const batches = gives('a', keys).run(context)
      for (let index = 0; index < 7; index += 1) {
        const turn = await batches.next()
        if (!turn.done) yield turn.value
      }
      await new Promise(() => {})
      return { state: 'complete' }
    })
    // The run is left hanging, as a killed process leaves it; only the file goes on.
    void scan({ one: [gives('first', ['1']), died] })
    await expect.poll(() => [...store.observations.current('one', 'subject')].length).toBe(8)
    store.close()
    store = open()
    expect(store.scans.unfinished().map((one) => one.id)).toEqual(['scan-1'])
    const asked: string[] = []
    const first = step('first', async function* () {
      asked.push('first')
      yield* []
      return { state: 'complete' }
    })
    const { scan: ended, seen } = await scan({ one: [first, gives('a', keys)] }, { resume: true })
    expect(asked).toEqual([])
    expect(ended).toMatchObject({ state: 'complete', objects: 21 })
    expect(seen('one')).toHaveLength(21)
  })

  it('tells its progress, and survives a watcher of steps that throws', async () => {
    const told: ScanProgress[] = []
    const { logs } = await scan(
      { one: [gives('a', ['1', '2', '3'])] },
      {
        onProgress: (progress) => told.push(progress),
        afterStep: () => {
          throw new Error('inventory')
        },
      },
    )
    expect(told.at(-1)).toMatchObject({ stepsDone: 1, stepsTotal: 1, objects: 3, calls: 3, leftMs: 0, waitingFor: null })
    expect(logs.map((entry) => entry.failure?.code)).toEqual(['bug'])
  })

  it.each([
    ['SQLITE_FULL', 'There is no room left on the disk for the workspace file.'],
    ['SQLITE_BUSY', 'Another process is writing to this workspace.'],
    ['SQLITE_CORRUPT', 'The workspace file is damaged or is not a workspace.'],
  ])('%s ends the scan as a failure and leaves it to be resumed or named', async (code, words) => {
    const full = Object.assign(new Error('the file failed'), { code })
    const broken = {
      ...store,
      scans: {
        ...store.scans,
        keep: () => {
          throw full
        },
      },
    }
    const result = scan({ one: [gives('a', ['1'])], two: [gives('b', ['1'])] }, { store: broken })
    await expect(result).rejects.toThrow(words)
  })
})
