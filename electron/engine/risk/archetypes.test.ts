import { expect, test } from 'vitest'
import type { Agent } from '../../../shared/domain/agent.ts'
import { agentWith, capabilityWith } from '../../../shared/domain/agent-fixture.ts'
import type { Band } from '../../../shared/domain/vocabulary.ts'
import { scoreAgent } from './score.ts'

const now = new Date('2026-11-22T09:30:00.000Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()

/** What a scan knows of an application that nobody has looked at yet. */
const shadow: Partial<Agent> = {
  status: 'discovered',
  statusSince: null,
  policyIds: [],
  purpose: null,
  owner: { state: 'none', name: null, people: [], declared: false },
  credentials: null,
  tools: null,
  models: [],
  exposure: 'unknown',
  errorHandling: { retry: null, escalation: null, rollback: null },
}
const owned: Partial<Agent> = { owner: agentWith().owner }
const model = { vendor: 'Vendor', name: 'model' }
const callsModel = capabilityWith({
  action: 'invoke',
  resource: 'model',
  sensitivity: 'internal',
  reach: 'external',
  via: 'model',
  source: 'credential',
})

interface Archetype {
  readonly number: number
  readonly what: string
  readonly agent: Partial<Agent>
  readonly band: Band
  readonly factors: readonly string[]
}

const archetypes: readonly Archetype[] = [
  {
    number: 1,
    what: 'sanctioned help-desk assistant, owned, scoped, under policy',
    agent: {
      autonomy: { floor: 'A0', ceiling: 'A1', because: 'Answers in chat.' },
      exposure: 'tenant',
      models: [model],
      credentials: null,
      dataSources: [{ name: 'Help desk articles', resource: 'knowledge', sensitivity: 'internal' }],
      capabilities: [
        capabilityWith({
          resource: 'knowledge',
          sensitivity: 'internal',
          reach: 'group',
          via: 'Help desk articles',
          source: 'data-source',
        }),
        callsModel,
      ],
    },
    band: 'low',
    factors: [],
  },
  {
    number: 2,
    what: 'mailbox summariser consented for the whole tenant',
    agent: {
      ...shadow,
      kind: 'ai-application',
      publisher: { name: 'Inbox Genius', verified: false },
      traits: ['third-party', 'multi-tenant'],
      exposure: 'tenant',
      autonomy: { floor: 'A3', ceiling: 'A4', because: 'Delegated permissions.' },
      capabilities: [capabilityWith({ sensitivity: 'restricted', reach: 'tenant' })],
    },
    band: 'critical',
    factors: ['privilege', 'model-vendor', 'no-owner', 'no-decision', 'unverified-publisher'],
  },
  {
    number: 3,
    what: 'invoice agent, application permissions, secret 900 days old',
    agent: {
      ...shadow,
      kind: 'autonomous-agent',
      autonomy: { floor: 'A4', ceiling: 'A4', because: 'Application permissions.' },
      credentials: [{ kind: 'secret', name: 'prod', createdAt: daysAgo(900), expiresAt: null }],
      capabilities: [
        capabilityWith({ action: 'write', reach: 'tenant', via: 'Mail.ReadWrite', source: 'application-permission' }),
        capabilityWith({ reach: 'tenant', via: 'Mail.ReadWrite', source: 'application-permission' }),
        capabilityWith({
          action: 'write',
          resource: 'files',
          reach: 'tenant',
          via: 'Files.ReadWrite.All',
          source: 'application-permission',
        }),
      ],
    },
    band: 'critical',
    factors: ['privilege', 'autonomy', 'credential-age', 'consequential-actions'],
  },
  {
    number: 4,
    what: 'the lethal trio: inbound mail, CRM, posts to the web',
    agent: {
      ...shadow,
      kind: 'workflow',
      tools: [],
      models: [model],
      autonomy: { floor: 'A4', ceiling: 'A4', because: 'Starts on a trigger.' },
      traits: ['untrusted-input', 'private-data', 'outbound-channel'],
      capabilities: [
        capabilityWith({ action: 'receive', reach: 'unknown', via: 'mail trigger', source: 'trigger' }),
        capabilityWith({ resource: 'crm', reach: 'unknown', via: 'crm credential', source: 'credential' }),
        capabilityWith({ action: 'send', resource: 'web', sensitivity: 'public', reach: 'external', via: 'HTTP request', source: 'tool' }),
        callsModel,
      ],
    },
    band: 'critical',
    factors: ['lethal-trio', 'autonomy'],
  },
  {
    number: 6,
    what: 'agent whose owner left',
    agent: {
      ...shadow,
      kind: 'autonomous-agent',
      autonomy: { floor: 'A4', ceiling: 'A4', because: 'Application permissions.' },
      owner: {
        state: 'left',
        name: 'Leaver',
        people: [{ key: 'p', name: 'Leaver', type: 'user', active: false, role: 'owner', callId: null }],
        declared: false,
      },
      capabilities: [
        capabilityWith({ action: 'read', resource: 'files', reach: 'tenant', via: 'Files.Read.All', source: 'application-permission' }),
      ],
    },
    band: 'high',
    factors: ['owner-left'],
  },
  {
    number: 6,
    what: 'agent whose owner left, and that may call models and nothing else',
    agent: {
      ...shadow,
      kind: 'assistant',
      exposure: 'named',
      models: [model],
      tools: [],
      autonomy: { floor: 'A0', ceiling: 'A1', because: 'It has no tool that acts.' },
      owner: {
        state: 'left',
        name: 'Leaver',
        people: [{ key: 'p', name: 'Leaver', type: 'user', active: false, role: 'owner', callId: null }],
        declared: false,
      },
      capabilities: [callsModel],
    },
    band: 'low',
    factors: ['owner-left'],
  },
  {
    number: 7,
    what: 'agent owned by a group mailbox',
    agent: {
      ...shadow,
      owner: {
        state: 'unanswerable',
        name: 'Team',
        people: [{ key: 'g', name: 'Team', type: 'group', active: true, role: 'owner', callId: null }],
        declared: false,
      },
      capabilities: [capabilityWith({ resource: 'chat', reach: 'group', via: 'channels:history' })],
    },
    band: 'medium',
    factors: ['nobody-answerable'],
  },
  {
    number: 8,
    what: 'dormant for 200 days, still with write access',
    agent: {
      ...shadow,
      ...owned,
      lastActive: daysAgo(200),
      capabilities: [capabilityWith({ action: 'write', resource: 'files', reach: 'user', via: 'drive' })],
    },
    band: 'medium',
    factors: ['dormant'],
  },
  {
    number: 11,
    what: 'look-alike name that is not AI, with wide permissions',
    agent: {
      ...shadow,
      certainty: 'suggested',
      autonomy: { floor: 'A4', ceiling: 'A4', because: 'Application permissions.' },
      capabilities: [capabilityWith({ action: 'write', reach: 'tenant', source: 'application-permission' })],
    },
    band: 'medium',
    factors: ['privilege'],
  },
  {
    number: 14,
    what: 'coding agent with file system, production database and browser',
    agent: {
      ...shadow,
      ...owned,
      kind: 'coding-agent',
      exposure: 'local',
      models: [model],
      credentials: [{ kind: 'environment', name: 'DATABASE_URL', createdAt: null, expiresAt: null }],
      tools: [{ name: 'filesystem', powers: [] }],
      autonomy: { floor: 'A3', ceiling: 'A3', because: 'Acts while its user is present.' },
      traits: ['home-folder-access', 'production-credentials', 'untrusted-input', 'private-data', 'outbound-channel'],
      capabilities: [
        capabilityWith({ action: 'execute', resource: 'shell', via: 'shell', source: 'tool' }),
        capabilityWith({ action: 'write', resource: 'files', via: 'filesystem', source: 'tool' }),
        capabilityWith({ action: 'read', resource: 'files', via: 'filesystem', source: 'tool' }),
        capabilityWith({ action: 'read', resource: 'database', via: 'postgres', source: 'tool' }),
        capabilityWith({ action: 'execute', resource: 'browser', sensitivity: 'internal', via: 'browser', source: 'tool' }),
      ],
    },
    band: 'high',
    factors: ['lethal-trio', 'sensitive-data', 'credential-age', 'consequential-actions'],
  },
  {
    number: 15,
    what: 'MCP server from a package without a pinned version',
    agent: { ...shadow, ...owned, kind: 'mcp-server', exposure: 'local', tools: [], traits: ['unpinned-package'] },
    band: 'low',
    factors: ['provenance'],
  },
  {
    number: 16,
    what: 'MCP server on plain http without authentication',
    agent: {
      ...shadow,
      ...owned,
      kind: 'mcp-server',
      tools: [],
      endpoint: 'http://tools.example:8080',
      traits: ['plain-http', 'no-authentication'],
    },
    band: 'medium',
    factors: ['provenance', 'exposure'],
  },
  {
    number: 17,
    what: 'public chatbot without authentication on HR files',
    agent: {
      ...shadow,
      ...owned,
      kind: 'chatbot',
      purpose: 'Answers staff questions.',
      exposure: 'public',
      models: [model],
      tools: [],
      traits: ['public-chat', 'no-authentication', 'private-data', 'untrusted-input'],
      autonomy: { floor: 'A0', ceiling: 'A1', because: 'Answers in chat.' },
      dataSources: [{ name: 'HR files', resource: 'hr', sensitivity: 'restricted' }],
      capabilities: [capabilityWith({ resource: 'hr', sensitivity: 'restricted', reach: 'group', via: 'HR files', source: 'data-source' })],
    },
    band: 'critical',
    factors: ['exposure', 'sensitive-data', 'lethal-trio'],
  },
  {
    number: 18,
    what: 'agent whose tool runs a function with an administrator’s role',
    agent: {
      ...shadow,
      ...owned,
      kind: 'autonomous-agent',
      exposure: 'named',
      models: [model],
      credentials: [],
      tools: [{ name: 'refund-payment', powers: [{ action: 'execute', resource: 'automation', sensitivity: 'unknown' }] }],
      autonomy: { floor: 'A3', ceiling: 'A4', because: 'It runs its tools by itself.' },
      capabilities: [
        ...(['infrastructure', 'identity'] as const).map((resource) =>
          capabilityWith({
            action: 'administer',
            resource,
            sensitivity: 'restricted',
            reach: 'tenant',
            via: '*',
            source: 'application-permission',
          }),
        ),
        capabilityWith({ action: 'execute', resource: 'automation', sensitivity: 'unknown', via: 'refund-payment', source: 'tool' }),
        callsModel,
      ],
    },
    band: 'critical',
    factors: ['privilege', 'sensitive-data'],
  },
  {
    number: 19,
    what: 'gateway of tools that anybody can call',
    agent: {
      ...shadow,
      kind: 'mcp-server',
      purpose: 'Tools for the agents of this team',
      exposure: 'public',
      credentials: [],
      traits: ['no-authentication', 'untrusted-input'],
      endpoint: 'https://gateway.example/mcp',
      tools: [{ name: 'order-api', powers: [{ action: 'execute', resource: 'automation', sensitivity: 'unknown' }] }],
      autonomy: { floor: 'A0', ceiling: 'A4', because: 'Whoever calls its tools decides.' },
      capabilities: [
        ...(['administer', 'delete', 'write', 'read'] as const).map((action) =>
          capabilityWith({ action, resource: 'database', reach: 'tenant', via: 'dynamodb:*', source: 'application-permission' }),
        ),
        capabilityWith({ action: 'execute', resource: 'automation', sensitivity: 'unknown', via: 'order-api', source: 'tool' }),
      ],
    },
    band: 'critical',
    factors: ['exposure', 'privilege'],
  },
  {
    number: 20,
    what: 'function with a model vendor’s key, open to anybody',
    agent: {
      ...shadow,
      kind: 'workflow',
      exposure: 'public',
      models: [{ vendor: 'OpenAI', name: null }],
      credentials: [{ kind: 'environment', name: 'OPENAI_API_KEY', createdAt: null, expiresAt: null }],
      traits: ['no-authentication', 'plain-http-model-call'],
      endpoint: 'https://function.example/',
      autonomy: { floor: 'A3', ceiling: 'A4', because: 'It runs when something happens.' },
      capabilities: [
        capabilityWith({
          action: 'write',
          resource: 'audit-log',
          sensitivity: 'internal',
          reach: 'tenant',
          via: 'logs:PutLogEvents',
          source: 'application-permission',
        }),
        callsModel,
      ],
    },
    band: 'critical',
    factors: ['exposure', 'credential-age'],
  },
  // Both are seen by their role alone: what stands behind it is in a region nobody scans, or in an account that denies the question.
  ...[21, 22].map(
    (number): Archetype => ({
      number,
      what: `role that may call models and serves nothing that was found (${number === 21 ? 'unscanned region' : 'denied account'})`,
      agent: {
        ...shadow,
        kind: 'automation-identity',
        exposure: 'named',
        models: [{ vendor: 'Amazon', name: null }],
        credentials: [{ kind: 'federated', name: 'sessions of the role', createdAt: daysAgo(130), expiresAt: null }],
        autonomy: { floor: 'A0', ceiling: 'A4', because: 'What acts with it is not visible.' },
        capabilities: [callsModel],
      },
      band: 'low',
      factors: ['no-owner', 'model-vendor'],
    }),
  ),
  {
    number: 23,
    what: 'agent that creates agents',
    agent: {
      ...shadow,
      ...owned,
      autonomy: { floor: 'A5', ceiling: 'A5', because: 'May create agents.' },
      traits: ['self-modifying'],
      capabilities: [capabilityWith({ action: 'administer', resource: 'agent', reach: 'group', via: 'create agent', source: 'tool' })],
    },
    band: 'critical',
    factors: ['autonomy', 'delegation'],
  },
  {
    number: 38,
    what: 'handoff to an agent whose endpoint is gone',
    agent: {
      ...shadow,
      ...owned,
      kind: 'workflow',
      tools: [],
      models: [model],
      exposure: 'named',
      traits: ['broken-handoff'],
      relations: [{ to: 'workflow/gone', relation: 'hands-off-to', broken: true, agentId: null }],
      autonomy: { floor: 'A4', ceiling: 'A4', because: 'Starts on a trigger.' },
      capabilities: [capabilityWith({ resource: 'tasks', sensitivity: 'internal', reach: 'group', via: 'tickets' })],
    },
    band: 'medium',
    factors: ['error-handling', 'delegation'],
  },
  {
    number: 39,
    what: 'the good example: retry, escalation and rollback, documented, approved',
    agent: {
      status: 'approved',
      kind: 'workflow',
      models: [model],
      autonomy: { floor: 'A4', ceiling: 'A4', because: 'Starts on a trigger.' },
      capabilities: [capabilityWith({ action: 'write', resource: 'tasks', sensitivity: 'internal', reach: 'group', via: 'tickets' })],
    },
    band: 'low',
    factors: [],
  },
]

const scored = archetypes.map((archetype) => ({
  ...archetype,
  ...scoreAgent(agentWith(archetype.agent), { now, violations: [], agentExists: () => true }),
}))

test('the table of archetypes, for the reader', () => {
  const lines = scored.map(({ number, what, score, band }) =>
    [
      `#${number}`.padEnd(4),
      `${score.danger}`.padStart(3),
      `${score.governance}`.padStart(3),
      `${score.risk}`.padStart(3),
      score.band.padEnd(8),
      score.band === band ? ' ' : `≠ ${band}`,
      what,
      '—',
      score.reasons.slice(0, 3).join('; '),
    ].join(' '),
  )
  console.log(['     dgr gov risk band', ...lines].join('\n'))
  expect(lines).toHaveLength(archetypes.length)
})

test.each(scored)('#$number $what comes out $band', ({ score, band }) => {
  expect(score.band).toBe(band)
})

test.each(scored)('#$number $what names its factors', ({ findings, factors }) => {
  expect(findings.map((finding) => finding.factorId)).toEqual(expect.arrayContaining([...factors]))
})

test('an agent that only its name makes one never stands at the top, however much it may do', () => {
  const strongest = scored.toSorted((one, other) => other.score.danger - one.score.danger)[0]
  const suggested = scoreAgent(agentWith({ ...strongest?.agent, certainty: 'suggested' }), { now, violations: [], agentExists: () => true })
  expect(suggested.score.band).toBe('medium')
  expect(suggested.score.reasons[0]).toBe('recognised by its name only')
})
