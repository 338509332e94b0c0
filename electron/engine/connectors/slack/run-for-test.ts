import { randomBytes } from 'node:crypto'
import type { Call } from '../../../../shared/domain/call.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { EstateConnection } from '../../../../shared/domain/estate.ts'
import type { Observation } from '../../../../shared/domain/observation.ts'
import { createHttp } from '../../http/create-http.ts'
import type { ConnectorContext, StepContext } from '../connector.ts'
import { withDefaults } from '../with-defaults.ts'
import { slack } from './connector.ts'

export interface TestRun {
  readonly ends: Readonly<Record<string, StepEnd>>
  readonly observations: readonly Observation[]
  readonly keptAside: number
  readonly cursors: readonly (string | null)[]
}

/** A connection as the engine would hold it, over the real way out, for tests. The published pace is left off: it would take a minute. */
export function openForTest(connection: Pick<EstateConnection, 'settings' | 'secrets'>) {
  const calls: Call[] = []
  const http = createHttp({
    transport: fetch,
    clock: () => new Date(),
    calls: (call) => calls.push(call),
    random: (bytes) => randomBytes(bytes),
    limits: { backoffMs: 50 },
  })
  const settings = withDefaults(slack, connection.settings)
  const signal = new AbortController().signal
  const memory = new Map<string, unknown>()
  const context = (access: 'read' | 'write' = 'read'): ConnectorContext => ({
    settings,
    secret: async (key) => ({ ok: true, value: connection.secrets[key] ?? null }),
    http: http.open({
      connector: { calls: slack.calls, quotas: [] },
      settings,
      scanId: null,
      connectionId: 'test',
      stepId: null,
      signal,
      access,
    }),
    record: () => 'recorded',
    now: () => new Date(),
    signal,
    notice: () => {},
    memory,
  })
  /** Runs steps in order. `seen`: what an earlier, interrupted run handed over. */
  const run = async (
    only: readonly string[] | null = null,
    options: { readonly cursor?: string; readonly stopAfter?: number; readonly seen?: readonly Observation[] } = {},
  ): Promise<TestRun> => {
    const observations: Observation[] = []
    const ends: Record<string, StepEnd> = {}
    const cursors: (string | null)[] = []
    let keptAside = 0
    for (const step of slack.steps.filter((candidate) => only === null || only.includes(candidate.id))) {
      const stepContext: StepContext = {
        ...context(),
        cursor: options.cursor ?? null,
        seen: (kind) =>
          [...(options.seen ?? []), ...observations].filter(
            (one): one is Extract<Observation, { readonly kind: typeof kind }> => one.kind === kind,
          ),
        log: () => {},
      }
      const batches = step.run(stepContext)
      for (let turn = await batches.next(), count = 1; ; turn = await batches.next(), count += 1) {
        if (turn.done) {
          ends[step.id] = turn.value
          break
        }
        observations.push(...turn.value.observations)
        cursors.push(turn.value.cursor)
        keptAside += turn.value.keptAside
        if (options.stopAfter === count) break
      }
    }
    return { ends, observations, keptAside, cursors }
  }
  return { run, context, calls }
}
