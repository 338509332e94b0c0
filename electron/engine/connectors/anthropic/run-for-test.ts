import type { Call } from '../../../../shared/domain/call.ts'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { EstateConnection } from '../../../../shared/domain/estate.ts'
import type { Observation } from '../../../../shared/domain/observation.ts'
import { createHttp } from '../../http/create-http.ts'
import type { ConnectorContext, StepContext } from '../connector.ts'
import { anthropic } from './connector.ts'

export interface TestRun {
  readonly ends: Readonly<Record<string, StepEnd>>
  readonly seen: readonly Observation[]
  readonly batches: number
  readonly keptAside: number
}

/** The connector against a server, over real HTTP, without the store. */
export function openForTest(connection: Pick<EstateConnection, 'settings' | 'secrets'>) {
  const calls: Call[] = []
  const http = createHttp({
    transport: fetch,
    clock: () => new Date(),
    calls: (call) => calls.push(call),
    random: (bytes) => new Uint8Array(bytes),
    limits: { backoffMs: 20 },
  })
  const context = (access: 'read' | 'write' = 'read'): ConnectorContext => {
    const signal = new AbortController().signal
    const settings = connection.settings
    return {
      settings,
      secret: async (key) => ({ ok: true, value: connection.secrets[key] ?? null }),
      http: http.open({ connector: anthropic, settings, scanId: 's', connectionId: 'c', stepId: 'x', signal, access }),
      record: () => 'recorded',
      now: () => new Date('2026-11-22T10:00:00.000Z'),
      signal,
      notice: () => {},
      memory: new Map(),
    }
  }
  /** Runs the steps in order; `breakAt`: that step is begun again from its first cursor, as after a crash. */
  const run = async (options: { readonly only?: readonly string[]; readonly breakAt?: string } = {}): Promise<TestRun> => {
    let base = context()
    const seen = new Map<string, Observation>()
    const ends: Record<string, StepEnd> = {}
    let batches = 0
    let keptAside = 0
    for (const step of anthropic.steps.filter((one) => options.only?.includes(one.id) ?? true)) {
      let cursor: string | null = null
      let broken = step.id !== options.breakAt
      while (ends[step.id] === undefined) {
        const stepContext: StepContext = { ...base, cursor, seen: () => [], log: () => {} }
        const steps = step.run(stepContext)
        for (let turn = await steps.next(); ; turn = await steps.next()) {
          if (turn.done) {
            ends[step.id] = turn.value
            break
          }
          batches += 1
          keptAside += turn.value.keptAside
          for (const one of turn.value.observations) seen.set(`${one.kind}/${one.key}`, one)
          cursor = turn.value.cursor
          if (!broken && cursor !== null) {
            broken = true
            // What was only in memory is lost with the process.
            base = { ...base, memory: new Map() }
            break
          }
        }
      }
    }
    return { ends, seen: [...seen.values()], batches, keptAside }
  }
  return { run, context, calls }
}
