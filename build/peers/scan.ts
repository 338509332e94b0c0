import { randomBytes } from 'node:crypto'
import type { Connector, ConnectorContext, StepContext } from '../../electron/engine/connectors/connector.ts'
import { withDefaults } from '../../electron/engine/connectors/with-defaults.ts'
import { createHttp } from '../../electron/engine/http/create-http.ts'
import type { Call } from '../../shared/domain/call.ts'
import type { StepEnd } from '../../shared/domain/coverage.ts'
import type { Observation, Subject } from '../../shared/domain/observation.ts'

export interface Target {
  readonly connector: Connector
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  readonly access?: 'read' | 'write'
  /** Stands between the product and the network, e.g. to look at what passes. */
  readonly transport?: typeof fetch
  readonly calls?: (call: Call) => void
  /** The published pace is left off: a peer on this computer has none. */
  readonly unpaced?: boolean
}

/** What a connector gets, over the product's own way out. */
export function contextFor({
  connector,
  settings,
  secrets,
  access = 'read',
  transport = fetch,
  calls = () => {},
  unpaced = false,
}: Target): ConnectorContext {
  const { signal } = new AbortController()
  const all = withDefaults(connector, settings)
  const random = (bytes: number) => randomBytes(bytes)
  const http = createHttp({ transport, clock: () => new Date(), calls, random, ...(unpaced ? { limits: { backoffMs: 20 } } : {}) })
  const quotas = unpaced ? connector.quotas.map((quota) => ({ ...quota, units: null, concurrency: 8 })) : connector.quotas
  return {
    settings: all,
    secret: async (key) => ({ ok: true, value: secrets[key] ?? null }),
    http: http.open({
      connector: { calls: connector.calls, quotas },
      settings: all,
      scanId: null,
      connectionId: 'peer',
      stepId: null,
      signal,
      access,
    }),
    record: () => 'recorded',
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
  readonly keptAside: number
}

/** Every step in order, with what it saw. */
export async function scanAll(connector: Connector, base: ConnectorContext): Promise<Scanned> {
  const seen = new Map<string, Observation>()
  const ends: Record<string, StepEnd> = {}
  let keptAside = 0
  for (const step of connector.steps) {
    const run = step.run({
      ...base,
      cursor: null,
      log: () => {},
      seen: ((kind) => [...seen.values()].filter((one) => one.kind === kind)) as StepContext['seen'],
    })
    let turn = await run.next()
    for (; !turn.done; turn = await run.next()) {
      keptAside += turn.value.keptAside
      for (const one of turn.value.observations) seen.set(`${one.kind}/${one.key}`, one)
    }
    ends[step.id] = turn.value
  }
  const all = [...seen.values()]
  return { seen: all, ends, keptAside, subjects: all.filter((one): one is Subject => one.kind === 'subject') }
}

/** How a step ended, in a line. */
export function endSaid(step: string, end: StepEnd): string {
  switch (end.state) {
    case 'complete':
      return `${step}: complete`
    case 'partial':
      return `${step}: partial, ${end.why}`
    case 'skipped':
      return `${step}: skipped, ${end.why}`
    case 'denied':
      return `${step}: denied, lacks ${end.missing}`
    case 'failed':
      return `${step}: failed, ${end.failure.message}`
  }
}
