import { randomBytes } from 'node:crypto'
import type { ConnectorContext, StepContext } from '../../electron/engine/connectors/connector.ts'
import { n8n } from '../../electron/engine/connectors/n8n/connector.ts'
import { createHttp } from '../../electron/engine/http/create-http.ts'
import type { StepEnd } from '../../shared/domain/coverage.ts'
import type { Observation, Subject } from '../../shared/domain/observation.ts'

/** What a connector gets, over the product's own way out. */
export function contextFor(origin: string, key: string, access: 'read' | 'write' = 'read'): ConnectorContext {
  const signal = new AbortController().signal
  const settings = { baseUrl: origin }
  const http = createHttp({ transport: fetch, clock: () => new Date(), calls: () => {}, random: (bytes) => randomBytes(bytes) })
  return {
    settings,
    secret: async () => ({ ok: true, value: key }),
    http: http.open({ connector: n8n, settings, scanId: null, connectionId: 'peer', stepId: null, signal, access }),
    record: () => 'file',
    now: () => new Date(),
    signal,
    notice: () => {},
    memory: new Map(),
  }
}

export interface Scanned {
  readonly seen: readonly Observation[]
  readonly ends: Readonly<Record<string, StepEnd>>
  readonly subjects: readonly Subject[]
}

/** Every step in order, with what it saw. */
export async function scanAll(base: ConnectorContext): Promise<Scanned> {
  const seen = new Map<string, Observation>()
  const ends: Record<string, StepEnd> = {}
  for (const step of n8n.steps) {
    const run = step.run({
      ...base,
      cursor: null,
      log: () => {},
      seen: ((kind) => [...seen.values()].filter((one) => one.kind === kind)) as StepContext['seen'],
    })
    let turn = await run.next()
    for (; !turn.done; turn = await run.next()) for (const one of turn.value.observations) seen.set(`${one.kind}/${one.key}`, one)
    ends[step.id] = turn.value
  }
  const all = [...seen.values()]
  return { seen: all, ends, subjects: all.filter((one): one is Subject => one.kind === 'subject') }
}
