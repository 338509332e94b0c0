import type { Agent } from './agent.ts'
import type { Capability } from './capability.ts'

/** For tests: an agent about which everything was looked up and nothing is wrong; a test states what it is about. */
export function agentWith(changes: Partial<Agent> = {}): Agent {
  return {
    id: 'agent-1',
    name: 'Fixture',
    kind: 'assistant',
    certainty: 'certain',
    provider: 'somewhere',
    connectionId: 'connection-1',
    platform: 'Somewhere',
    environment: 'production',
    businessUnit: null,
    nativeIds: [{ kind: 'app', value: '1', joins: true }],
    signals: [],
    sources: [
      {
        connectionId: 'connection-1',
        connectionLabel: 'Somewhere',
        provider: 'somewhere',
        subjectKey: 'app/1',
        platform: 'Somewhere',
        name: 'Fixture',
        callId: 'call-1',
        lastSeen: '2026-11-22T09:00:00.000Z',
        gone: false,
      },
    ],
    purpose: 'Answers questions.',
    publisher: { name: 'Meridian', verified: true },
    firstParty: false,
    owner: {
      state: 'known',
      name: 'Owner One',
      people: [{ key: 'person/1', name: 'Owner One', type: 'user', active: true, role: 'owner', callId: 'call-2' }],
      declared: false,
    },
    autonomy: { floor: 'A0', ceiling: 'A0', because: 'It only answers.' },
    enabled: true,
    models: [{ vendor: 'Vendor', name: 'model', region: 'eu' }],
    tools: [],
    dataSources: [],
    credentials: [],
    capabilities: [],
    exposure: 'named',
    endpoint: null,
    guardrails: [],
    errorHandling: { retry: true, escalation: true, rollback: true },
    instructionsHash: null,
    relations: [],
    traits: [],
    details: {},
    grantCount: 0,
    users: null,
    calls: null,
    createdAt: '2026-01-10T00:00:00.000Z',
    changedAt: null,
    firstSeen: '2026-10-01T00:00:00.000Z',
    lastSeen: '2026-11-22T09:00:00.000Z',
    lastActive: '2026-11-21T09:00:00.000Z',
    activityKnown: true,
    gone: false,
    status: 'under-policy',
    statusSince: '2026-10-02T00:00:00.000Z',
    statusUntil: null,
    policyIds: ['read-only-assistant'],
    factsHash: '',
    ...changes,
  }
}

/** For tests: a delegated read of mail for its user, with changes. */
export function capabilityWith(changes: Partial<Capability> = {}): Capability {
  return {
    action: 'read',
    resource: 'mail',
    sensitivity: 'confidential',
    reach: 'user',
    via: 'Mail.Read',
    source: 'delegated-permission',
    system: 'Office API',
    used: null,
    lastUsed: null,
    callId: 'call-3',
    ...changes,
  }
}
