import type { Call } from '../../../../shared/domain/call.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Observation, Subject } from '../../../../shared/domain/observation.ts'
import { createHttp } from '../../http/create-http.ts'
import type { ConnectorContext, StepContext } from '../connector.ts'
import { withDefaults } from '../with-defaults.ts'
import { github } from './connector.ts'

export interface Scanned {
  readonly seen: readonly Observation[]
  readonly ends: Readonly<Record<string, StepEnd>>
  readonly keptAside: number
  readonly cursors: readonly (string | null)[]
}

export interface TestConnection {
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

/** A connection as the engine would hold it, over the real way out, for tests. */
export function openForTest({ settings, secrets }: TestConnection) {
  const calls: Call[] = []
  const http = createHttp({
    transport: fetch,
    clock: () => new Date(),
    calls: (call) => calls.push(call),
    random: (bytes) => new Uint8Array(bytes),
    limits: { backoffMs: 20 },
  })
  const signal = new AbortController().signal
  const all = withDefaults(github, settings)
  const context = (access: 'read' | 'write' = 'read', memory = new Map<string, unknown>()): ConnectorContext => ({
    settings: all,
    secret: async (key) => ({ ok: true, value: secrets[key] ?? null }),
    http: http.open({ connector: github, settings: all, scanId: 's', connectionId: 'c', stepId: 'x', signal, access }),
    record: () => 'recorded',
    now: () => new Date(),
    signal,
    notice: () => {},
    memory,
  })
  /** Runs the steps in order; `stopAfter` batches of a step, it is begun again from the last cursor, as after a crash. */
  const scan = async (only?: readonly string[], stopAfter = Number.POSITIVE_INFINITY): Promise<Scanned> => {
    const base = context()
    const seen = new Map<string, Observation>()
    const ends: Record<string, StepEnd> = {}
    const cursors: (string | null)[] = []
    let keptAside = 0
    for (const step of github.steps.filter(({ id }) => only === undefined || only.includes(id))) {
      let cursor: string | null = null
      for (let left = stopAfter; ends[step.id] === undefined; left = Number.POSITIVE_INFINITY) {
        const stepContext: StepContext = {
          ...base,
          cursor,
          seen: (kind) => [...seen.values()].filter((one) => one.kind === kind) as never,
          log: () => {},
        }
        const run = step.run(stepContext)
        for (let turn = await run.next(); ; turn = await run.next()) {
          if (turn.done) {
            ends[step.id] = turn.value
            break
          }
          for (const one of turn.value.observations) seen.set(`${one.kind}/${one.key}`, one)
          cursor = turn.value.cursor
          cursors.push(cursor)
          keptAside += turn.value.keptAside
          left -= 1
          if (left <= 0 && cursor !== null) break
        }
      }
    }
    return { seen: [...seen.values()], ends, keptAside, cursors }
  }
  return { context, scan, calls }
}

export const subjectsOf = (scanned: Scanned): readonly Subject[] => scanned.seen.filter((one): one is Subject => one.kind === 'subject')

export function byNativeId(scanned: Scanned, id: { readonly kind: string; readonly value: string }): Subject | undefined {
  return subjectsOf(scanned).find((one) => one.nativeIds.some((own) => own.kind === id.kind && own.value === id.value))
}
