import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ok } from '../../../shared/base/result.ts'
import type { Agent } from '../../../shared/domain/agent.ts'
import { agentWith } from '../../../shared/domain/agent-fixture.ts'
import type { Connector } from '../connectors/connector.ts'
import { evaluate } from '../policy/evaluate.ts'
import type { Ports, Secrets } from '../ports.ts'
import { scoreAgent } from '../risk/score.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { factsHash } from './facts.ts'
import type { Revoking } from './governing.ts'
import { openLedger } from './ledger/open-ledger.ts'
import { boundUnder, policiesOf, stillBinding } from './policies/policies-of.ts'
import { canAct, projectStatus, type Standing } from './status.ts'

/** For tests: a real workspace file, a clock that a test moves, and agents put as a scan would leave them. */
export interface Workspace extends Revoking {
  readonly secrets: Secrets
  advance(days: number): void
  now(): string
  /** What a scan sees: an agent with these changes, seen now. */
  see(changes: Partial<Agent>): void
  agent(id: string): Agent
  standing(id: string): Standing
  /** The workspace as the next process finds it where this one died now: what stands in the file and in its log, and nothing else. */
  crash(): Promise<Workspace>
}

/** What outlives the process. */
interface World {
  readonly folder: string
  readonly opened: Set<Store>
  readonly secrets: Secrets
  time: number
  ids: number
}

export function memorySecrets(kept = new Map<string, string>()): Secrets {
  return {
    persistence: { kind: 'memory', why: 'a test' },
    get: async (name) => ok(kept.get(name) ?? null),
    set: async (name, value) => {
      kept.set(name, value)
      return ok(undefined)
    },
    remove: async (name) => {
      kept.delete(name)
      return ok(undefined)
    },
  }
}

export function fixturePorts(clock: () => Date, secrets: Secrets): Pick<Ports, 'clock' | 'secrets' | 'random' | 'actor'> {
  let drawn = 0
  const random = (bytes: number) => {
    drawn += 1
    return new Uint8Array(bytes).fill(drawn)
  }
  return { clock, secrets, random, actor: 'lead' }
}

export async function withWorkspace(
  work: (workspace: Workspace) => Promise<void> | void,
  connector: Connector | null = null,
  begins = '2026-11-22T09:30:00.000Z',
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'governance-'))
  const world = { folder, opened: new Set<Store>(), secrets: memorySecrets(), time: Date.parse(begins), ids: 0 }
  try {
    await work(await workspaceIn(world, 'workspace.db', connector))
  } finally {
    for (const store of world.opened) store.close()
    rmSync(folder, { recursive: true })
  }
}

async function workspaceIn(world: World, file: string, connector: Connector | null): Promise<Workspace> {
  const path = join(world.folder, file)
  const opened = openStore(path)
  if (!opened.ok) throw new Error(opened.failure.message)
  const store = opened.value
  world.opened.add(store)
  const clock = () => new Date(world.time)
  const { secrets } = world
  const ports = fixturePorts(clock, secrets)
  const ledger = await openLedger(store, ports)
  if (!ledger.ok) throw new Error(ledger.failure.message)

  const standing = (id: string) => projected(store, agentOf(store, id), clock().toISOString())
  const keep = (agent: Agent) => {
    const { status, since, until, waiting, policyIds } = projected(store, agent, clock().toISOString())
    const waitingSince = waiting === null ? null : (waiting.since ?? agent.firstSeen)
    const judged: Agent = { ...agent, status, statusSince: since, statusUntil: until, waitingSince, policyIds, factsHash: factsHash(agent) }
    const bound = boundUnder(store, judged)
    const violations = evaluate(bound, policiesOf(store))
    const score = scoreAgent(bound, { now: clock(), violations, agentExists: store.agents.exists })
    store.agents.put([{ agent: judged, ...score, violations, can: [], partial: false }], { scanId: null, at: clock().toISOString() })
  }
  return {
    store,
    signer: ledger.value.signer,
    ports,
    secrets,
    newId: () => {
      world.ids += 1
      return `id-${world.ids}`
    },
    connectorOf: () => connector,
    contextFor: (connection, { secrets: wider = {} }) => ({
      settings: connection.settings,
      secret: async (key) => ok(wider[key] ?? null),
      http: { request: async () => ({ ok: false, failure: { code: 'bug', message: 'this fixture has no network' } }) },
      record: () => 'call',
      now: clock,
      signal: new AbortController().signal,
      notice: () => {},
      memory: new Map(),
    }),
    pause: async (milliseconds) => {
      world.time += milliseconds
    },
    assess: (agentIds) => {
      // One that came to be by taking another apart was not seen as such yet.
      for (const id of agentIds) keep(store.agents.get(id)?.agent ?? agentWith({ id, policyIds: [], lastSeen: clock().toISOString() }))
    },
    advance: (days) => {
      world.time += days * 86_400_000
    },
    now: () => clock().toISOString(),
    see: (changes) => keep(agentWith({ policyIds: [], ...changes, lastSeen: changes.lastSeen ?? clock().toISOString() })),
    agent: (id) => agentOf(store, id),
    standing,
    crash: () => {
      const next = `after-${world.opened.size}.db`
      for (const part of ['', '-wal'])
        if (existsSync(`${path}${part}`)) copyFileSync(`${path}${part}`, join(world.folder, `${next}${part}`))
      return workspaceIn(world, next, connector)
    },
  }
}

function agentOf(store: Store, id: string): Agent {
  const agent = store.agents.get(id)?.agent
  if (agent === undefined) throw new Error(`no agent ${id}`)
  return agent
}

function projected(store: Store, agent: Agent, now: string): Standing {
  const facts = { factsHash: factsHash(agent), now, gone: agent.gone, lastSeen: agent.lastSeen, canAct: canAct(agent) }
  const decisions = store.ledger.decisionsOf(agent.id)
  const standing = projectStatus(decisions, facts)
  return { ...standing, policyIds: stillBinding(store, standing.policyIds, () => decisions) }
}
