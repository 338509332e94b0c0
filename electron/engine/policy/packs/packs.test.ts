import { expect, test } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import { agentWith, capabilityWith } from '../../../../shared/domain/agent-fixture.ts'
import type { Capability } from '../../../../shared/domain/capability.ts'
import { simulate } from '../evaluate.ts'
import { packs } from '../registry.ts'

/** What each pack allows, and what it forbids: the agent or a capability of it, and the statement that says no. */
const cases: Readonly<
  Record<string, { readonly base?: Partial<Agent>; readonly allows: readonly Can[]; readonly forbids: readonly No[] }>
> = {
  'read-only-assistant': {
    allows: [can('read mail confidential user'), can('write memory confidential self'), can('invoke model internal external')],
    forbids: [
      no('never-sends', 'send mail confidential user'),
      no('never-acts', 'write files internal user'),
      no('no-restricted-data', 'read hr restricted user'),
      is('not-unattended', { autonomy: { floor: 'A4', ceiling: 'A4', because: 'Schedule.' } }),
    ],
  },
  'customer-data': {
    allows: [can('read crm confidential group'), can('write crm confidential user'), can('send mail confidential user')],
    forbids: [
      no('never-all-customers', 'read crm confidential tenant'),
      no('never-deletes-customers', 'delete crm confidential user'),
      no('never-carries-out', 'send mail confidential external'),
      is('not-with-strangers-content', { traits: ['private-data', 'untrusted-input', 'outbound-channel'] }),
      is('not-for-the-public', { exposure: 'public' }),
    ],
  },
  finance: {
    allows: [can('read finance restricted group'), can('write finance confidential user'), can('write files confidential user')],
    forbids: [
      no('never-pays', 'pay finance restricted user'),
      no('never-deletes', 'delete finance confidential user'),
      no('never-runs-code', 'execute shell internal user'),
      no('not-unattended-on-the-books', 'write finance confidential user', {
        autonomy: { floor: 'A2', ceiling: 'A4', because: 'Trigger.' },
      }),
      is('is-logged', { traits: ['logging-off'] }),
      is('inside-only', { exposure: 'guest' }),
    ],
  },
  hr: {
    allows: [can('read hr restricted user'), can('write notes confidential user')],
    forbids: [
      no('not-everybody', 'read hr restricted tenant'),
      no('never-changes-records', 'write hr restricted user'),
      no('never-carries-out', 'send mail restricted user'),
      is('not-unattended', { autonomy: { floor: 'A1', ceiling: 'A4', because: 'Trigger.' } }),
      is('runs-where-known', { models: [{ vendor: 'Vendor', name: 'model' }] }),
    ],
  },
  'coding-agents': {
    allows: [can('write code confidential user'), can('execute shell internal user'), can('read web public external')],
    forbids: [
      no('never-production', 'execute infrastructure confidential tenant'),
      no('never-business-data', 'read mail confidential user'),
      is('asks-first', { traits: ['auto-approve'] }),
      is('no-production-credentials', { traits: ['production-credentials'] }),
      is('pinned-tools', { traits: ['unpinned-package'] }),
    ],
  },
  'unattended-agents': {
    base: { autonomy: { floor: 'A4', ceiling: 'A4', because: 'Schedule.' } },
    allows: [can('read files confidential group'), can('write tasks internal group'), can('send chat internal group')],
    forbids: [
      no('never-final', 'pay finance confidential user'),
      no('never-runs-commands', 'execute shell internal user'),
      no('never-speaks-outside', 'send mail internal external'),
      is('does-not-change-itself', { traits: ['self-modifying'] }),
      is('handles-errors', { errorHandling: { retry: false, escalation: null, rollback: null } }),
      is('not-the-lethal-trio', { traits: ['private-data', 'untrusted-input', 'outbound-channel'] }),
    ],
  },
  'mcp-servers': {
    base: { kind: 'mcp-server' },
    allows: [can('read files confidential user'), can('write tasks internal user')],
    forbids: [
      no('never-shell', 'execute shell internal user'),
      no('never-final', 'delete files internal user'),
      is('signed-in-only', { traits: ['no-authentication'] }),
      is('pinned', { traits: ['unpinned-package'] }),
      is('tools-are-known', { tools: null }),
    ],
  },
  'third-party-apps': {
    base: { kind: 'ai-application', traits: ['third-party'] },
    allows: [can('read mail confidential user'), can('write calendar internal user')],
    forbids: [
      no('not-beyond-its-user', 'read files confidential tenant'),
      no('never-sends', 'send mail internal user'),
      no('never-final', 'administer directory confidential tenant'),
      is('verified-publisher', { publisher: { name: 'Somebody', verified: null } }),
      is('no-rights-of-its-own', { capabilities: [capabilityWith({ source: 'application-permission' })] }),
    ],
  },
  'external-facing-agents': {
    base: { exposure: 'public', guardrails: ['content filter'] },
    allows: [can('read web public external'), can('read knowledge internal tenant'), can('write tasks internal group')],
    forbids: [
      no('nothing-confidential', 'read files confidential user'),
      no('nothing-confidential', 'read files unknown user'),
      no('never-acts-for-strangers', 'send mail public user'),
      is('has-a-guardrail', { guardrails: [] }),
      is('holds-no-private-data', { traits: ['private-data'] }),
    ],
  },
  'models-and-regions': {
    base: { models: [{ vendor: 'Anthropic', name: 'model', region: 'EU' }] },
    allows: [can('pay finance restricted external')],
    forbids: [
      is('vendor-on-the-list', { models: [{ vendor: 'Unheard Of', name: 'model', region: 'eu' }] }),
      is('vendor-on-the-list', { models: [{ vendor: null, name: null, region: 'eu' }] }),
      is('region-on-the-list', { models: [{ vendor: 'OpenAI', name: 'model', region: 'us-east-1' }] }),
      is('not-in-the-clear', { traits: ['plain-http-model-call'] }),
    ],
  },
}

type Can = Capability
interface No {
  readonly statement: string
  readonly changes: Partial<Agent>
}

function can(text: string): Can {
  const [action, resource, sensitivity, reach] = text.split(' ')
  return capabilityWith({ action, resource, sensitivity, reach } as Partial<Capability>)
}

function no(statement: string, capability: string, changes: Partial<Agent> = {}): No {
  return { statement, changes: { capabilities: [can(capability)], ...changes } }
}

function is(statement: string, changes: Partial<Agent>): No {
  return { statement, changes }
}

test('every pack shows what it allows and forbids', () => {
  expect(Object.keys(cases).sort()).toEqual(packs.map(({ id }) => id).sort())
  expect(packs.length).toBeGreaterThanOrEqual(10)
})

for (const pack of packs) {
  const { base = {}, allows = [], forbids = [] } = cases[pack.id] ?? {}

  test(`${pack.id} allows what it is for`, () => {
    expect(simulate(agentWith({ ...base, capabilities: allows }), pack)).toEqual([])
  })

  test.each(forbids)(`${pack.id} forbids by $statement`, ({ statement, changes }) => {
    const violations = simulate(agentWith({ ...base, ...changes }), pack)
    expect(violations.flatMap((one) => one.statement.split(', '))).toContain(statement)
    for (const { cure, evidence } of violations) {
      expect(cure).toMatch(/^[A-Z].*\.$/)
      expect(evidence.length).toBeGreaterThan(0)
    }
  })
}
