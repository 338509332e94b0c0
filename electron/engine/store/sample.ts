import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Agent } from '../../../shared/domain/agent.ts'
import type { Audit } from '../../../shared/domain/audit.ts'
import type { Call } from '../../../shared/domain/call.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { LedgerEntry } from '../../../shared/domain/decision.ts'
import { blankSubject, type Grant, type Subject } from '../../../shared/domain/observation.ts'
import type { Band } from '../../../shared/domain/vocabulary.ts'
import { openStore, type StoreOptions } from './open-store.ts'
import type { AgentWrite, Store } from './store.ts'

/** Sample values for the tests of this room: each one whole and plain, changed by what the test is about. */
export const t0 = '2026-11-01T08:00:00.000Z'
export const t1 = '2026-11-02T08:00:00.000Z'

/** Runs work on a store in a new folder that is removed afterwards. */
export function withStore<T>(work: (store: Store, path: string) => T, options: StoreOptions = {}): T {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-store-'))
  const path = join(folder, 'workspace.db')
  const opened = openStore(path, options)
  if (!opened.ok) throw new Error(opened.failure.message)
  try {
    return work(opened.value, path)
  } finally {
    opened.value.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

export function connection(id: string, more: Partial<Connection> = {}): Connection {
  return {
    id,
    provider: 'sample',
    label: `Source ${id}`,
    businessUnit: null,
    environment: 'unknown',
    settings: {},
    secretKeys: [],
    demo: false,
    createdAt: t0,
    lastScanId: null,
    lastScanAt: null,
    ...more,
  }
}

export function subject(key: string, more: Partial<Subject> = {}): Subject {
  return {
    ...blankSubject,
    key,
    name: `Subject ${key}`,
    role: 'identity',
    nativeIds: [],
    agentKind: 'ai-application',
    platform: 'Sample',
    ...more,
  }
}

export function grant(key: string, subjectKey: string, more: Partial<Grant> = {}): Grant {
  const blank = { kind: 'grant', resource: 'Sample API', resourceKey: null, permissions: ['Mail.Read'], type: 'application' } as const
  return { ...blank, key, subjectKey, consent: null, principalKey: null, grantedAt: null, ...more }
}

export function call(id: string, more: Partial<Call> = {}): Call {
  return {
    id,
    scanId: null,
    connectionId: null,
    stepId: null,
    transport: 'http',
    method: 'GET',
    template: '/things',
    subject: 'https://example.test/things',
    status: 200,
    page: 1,
    bytes: 10,
    sha256: null,
    requestId: null,
    startedAt: t0,
    durationMs: 1.5,
    attempts: 1,
    outcome: 'ok',
    ...more,
  }
}

/** Puts a connection and begins a scan of it with the steps `a` and `b`. */
export function beginScan(store: Store, scanId: string, connectionId = 'c1'): void {
  if (store.connections.get(connectionId) === null) store.connections.put(connection(connectionId))
  const step = (stepId: string) => ({ connectionId, stepId, stepTitle: `Step ${stepId}`, hides: 'things' })
  store.scans.begin({ id: scanId, startedAt: t0, steps: [step('a'), step('b')] })
}

export const batch = { stepId: 'a', at: t0, callId: null, cursor: null, keptAside: 0 } as const

export interface AgentSample {
  readonly agent?: Partial<Agent>
  readonly risk?: number
  readonly band?: Band
  readonly can?: readonly string[]
}

export function agentWrite(id: string, { agent = {}, risk = 50, band = 'medium', can = ['read mail'] }: AgentSample = {}): AgentWrite {
  return {
    agent: { ...blankAgent, id, name: `Agent ${id}`, ...agent },
    score: { danger: risk, governance: risk, risk, band, reasons: ['it reads mail'], weightsVersion: '1' },
    findings: [],
    violations: [],
    can,
    partial: false,
  }
}

export function ledgerEntry(seq: number, previousHash: string, said: object = {}): LedgerEntry {
  return { seq, at: t0, kind: 'decision', body: JSON.stringify(said), previousHash, hash: `hash-${seq}`, keyId: 'k', signature: 's' }
}

export const auditSample: Audit = {
  id: 'audit-1',
  name: '2026-Q4',
  scope: { businessUnits: [], connectionIds: [] },
  from: '2026-10-01',
  to: '2026-12-31',
  people: [{ name: 'lead', role: 'lead' }],
  state: 'open',
  openedAt: t0,
  openedBy: 'lead',
  scheduleId: null,
  review: null,
  seal: null,
}

const blankAgent: Agent = {
  id: '',
  name: '',
  kind: 'ai-application',
  certainty: 'certain',
  provider: 'sample',
  connectionId: 'c1',
  platform: 'Sample',
  environment: 'unknown',
  businessUnit: null,
  nativeIds: [],
  signals: [],
  sources: [],
  purpose: null,
  publisher: null,
  firstParty: false,
  owner: { state: 'unknown', name: null, people: [], declared: false },
  autonomy: { floor: 'A1', ceiling: 'A3', because: 'sample' },
  enabled: null,
  models: [],
  tools: null,
  dataSources: [],
  credentials: null,
  capabilities: [],
  exposure: 'unknown',
  endpoint: null,
  guardrails: [],
  errorHandling: { retry: null, escalation: null, rollback: null },
  instructionsHash: null,
  relations: [],
  traits: [],
  details: {},
  grantCount: 0,
  users: null,
  calls: null,
  createdAt: null,
  changedAt: null,
  firstSeen: t0,
  lastSeen: t0,
  lastActive: null,
  activityKnown: false,
  gone: false,
  status: 'discovered',
  statusSince: null,
  statusUntil: null,
  policyIds: [],
  factsHash: 'f0',
}
