import { randomBytes } from 'node:crypto'
import type { Call } from '../../../shared/domain/call.ts'
import type { StepEnd } from '../../../shared/domain/coverage.ts'
import type { EstateConnection } from '../../../shared/domain/estate.ts'
import type { Observation, Subject } from '../../../shared/domain/observation.ts'
import { createHttp } from '../http/create-http.ts'
import type { Connector, ConnectorContext, PlaceEnd, StepContext } from './connector.ts'
import { withDefaults } from './with-defaults.ts'

export interface TestRun {
  readonly ends: Readonly<Record<string, StepEnd>>
  /** One for each kind and key, the latest, as the store keeps them. */
  readonly observations: readonly Observation[]
  readonly keptAside: number
  /** One for each batch. */
  readonly cursors: readonly (string | null)[]
  /** How many observations each step handed over. */
  readonly handed: Readonly<Record<string, number>>
  /** How each step ended in the places it looked in. */
  readonly places: Readonly<Record<string, readonly PlaceEnd[]>>
}

export interface RunOptions {
  /** Where the first of the steps begins. */
  readonly cursor?: string
  /** A step is left after so many batches and never ends. */
  readonly stopAfter?: number
  /** A step is left after so many batches, once it has a cursor, and begun again from there with an empty memory, as after a crash. */
  readonly breakAfter?: number
  /** What an earlier, interrupted run handed over. */
  readonly seen?: readonly Observation[]
}

export interface TestOptions {
  readonly now?: () => Date
  readonly notice?: (text: string) => void
}

/** A connection as the engine would hold it, over the real way out but without the store. The published pace is left off: it would take minutes. */
export function openForTest(
  connector: Connector,
  connection: Pick<EstateConnection, 'settings' | 'secrets'>,
  { now = () => new Date(), notice = () => {} }: TestOptions = {},
) {
  const calls: Call[] = []
  const http = createHttp({
    transport: fetch,
    clock: () => new Date(),
    calls: (call) => calls.push(call),
    random: (bytes) => randomBytes(bytes),
    limits: { backoffMs: 20 },
  })
  const settings = withDefaults(connector, connection.settings)
  const { signal } = new AbortController()
  const pace = { calls: connector.calls, quotas: connector.quotas.map((quota) => ({ ...quota, units: null, concurrency: 8 })) }
  /** A fresh one stands for a scan or a probe of its own. */
  const context = (access: 'read' | 'write' = 'read'): ConnectorContext => ({
    settings,
    secret: async (key) => ({ ok: true, value: connection.secrets[key] ?? null }),
    http: http.open({ connector: pace, settings, scanId: 'scan', connectionId: 'connection', stepId: null, signal, access }),
    record: () => 'recorded',
    now,
    signal,
    notice,
    memory: new Map(),
  })
  /** Runs the steps, all or some, in their order. */
  const run = async (only: readonly string[] | null = null, options: RunOptions = {}): Promise<TestRun> => {
    const observations = new Map<string, Observation>()
    const keep = (one: Observation) => observations.set(`${one.kind}/${one.key}`, one)
    const earlier = options.seen ?? []
    const seen: StepContext['seen'] = (kind) =>
      [...earlier, ...observations.values()].filter((one): one is Extract<Observation, { readonly kind: typeof kind }> => one.kind === kind)
    const ends: Record<string, StepEnd> = {}
    const handed: Record<string, number> = {}
    const places: Record<string, PlaceEnd[]> = {}
    const cursors: (string | null)[] = []
    let keptAside = 0
    let base = context()

    const go = async (step: Connector['steps'][number], cursor: string | null, most: number): Promise<void> => {
      const batches = step.run({ ...base, cursor, seen, log: () => {} })
      for (let turn = await batches.next(), count = 1; ; turn = await batches.next(), count += 1) {
        if (turn.done) {
          ends[step.id] = turn.value
          return
        }
        turn.value.observations.forEach(keep)
        handed[step.id] = (handed[step.id] ?? 0) + turn.value.observations.length
        cursors.push(turn.value.cursor)
        if (turn.value.places) places[step.id] = [...(places[step.id] ?? []), ...turn.value.places]
        keptAside += turn.value.keptAside
        if (count >= most && (options.stopAfter !== undefined || turn.value.cursor !== null)) return
      }
    }

    for (const step of connector.steps.filter(({ id }) => only?.includes(id) ?? true)) {
      await go(step, options.cursor ?? null, options.stopAfter ?? options.breakAfter ?? Number.POSITIVE_INFINITY)
      if (ends[step.id] !== undefined || options.breakAfter === undefined) continue
      base = context()
      await go(step, cursors.at(-1) ?? null, Number.POSITIVE_INFINITY)
    }
    return { ends, observations: [...observations.values()], keptAside, cursors, handed, places }
  }
  return { run, context, calls }
}

export const subjectsOf = ({ observations }: Pick<TestRun, 'observations'>): readonly Subject[] =>
  observations.filter((one): one is Subject => one.kind === 'subject')
