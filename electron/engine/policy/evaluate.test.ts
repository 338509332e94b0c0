import { expect, test } from 'vitest'
import type { Agent } from '../../../shared/domain/agent.ts'
import { capabilityWith, agentWith as policyAgentWith } from '../../../shared/domain/agent-fixture.ts'
import { evaluate, nothingPermits, simulate, unknownPolicy } from './evaluate.ts'
import { packs } from './registry.ts'

const agentWith = (changes: Partial<Agent>) => policyAgentWith({ policyIds: ['read-only-assistant'], ...changes })
const violationsOf = (changes: Partial<Agent>) => evaluate(agentWith(changes), packs)

test('an assistant that reads within bounds, calls its model and keeps a memory violates nothing', () => {
  const capabilities = [
    capabilityWith(),
    capabilityWith({ resource: 'knowledge', sensitivity: 'internal', reach: 'tenant' }),
    capabilityWith({ action: 'invoke', resource: 'model', sensitivity: 'internal', reach: 'external' }),
    capabilityWith({ action: 'write', resource: 'memory', reach: 'self' }),
    capabilityWith({ resource: 'web', sensitivity: 'public', reach: 'external' }),
  ]
  expect(violationsOf({ capabilities })).toEqual([])
})

test('without a policy there is nothing to violate', () => {
  expect(violationsOf({ policyIds: [], capabilities: [capabilityWith({ action: 'pay' })] })).toEqual([])
})

test.each([
  [{ action: 'send', via: 'Mail.Send' }, 'never-sends', 'Remove Mail.Send.'],
  [{ action: 'write', via: 'Mail.ReadWrite' }, 'never-acts', 'Replace Mail.ReadWrite by a permission that only reads.'],
  [{ reach: 'tenant' }, 'not-beyond-its-group', 'Limit Mail.Read to a group.'],
  [{ sensitivity: 'restricted' }, 'no-restricted-data', 'Take restricted data out of the reach of Mail.Read.'],
  [
    { action: 'write', reach: 'tenant', via: 'Mail.ReadWrite' },
    'never-acts',
    'Replace Mail.ReadWrite by a permission that only reads, limited to a group.',
  ],
  [{ reach: 'external', sensitivity: 'internal', resource: 'files' }, nothingPermits, 'Limit Mail.Read to a group.'],
] as const)('%o is against %s, and the least change cures it', (changes, statement, cure) => {
  const [violation, ...more] = violationsOf({ capabilities: [capabilityWith(changes)] })
  expect(more).toEqual([])
  expect(violation).toMatchObject({ statement, cure, policyId: 'read-only-assistant', severity: 'high', evidence: ['call-3'] })
})

test('the message says what it can do, by which permission, and which rule says no', () => {
  const [violation] = violationsOf({ capabilities: [capabilityWith({ action: 'send', reach: 'tenant', via: 'Mail.Send' })] })
  expect(violation?.message).toBe(
    'It sends mail as anybody in the tenant (Mail.Send). “Read-only assistant” says: It never sends anything: it answers whoever asked.',
  )
})

test('equal requests are told once, with all the permissions they come from', () => {
  const capabilities = ['Mail.Send', 'Mail.Send.Shared', 'smtp', 'relay'].map((via) => capabilityWith({ action: 'send', via }))
  const violations = violationsOf({ capabilities })
  expect(violations).toHaveLength(1)
  expect(violations[0]?.message).toContain('Mail.Send, Mail.Send.Shared, smtp and 1 more')
})

test.each([
  [{ exposure: 'public' }, 'not-for-outsiders'],
  [{ owner: { state: 'left', name: null, people: [], declared: false } }, 'somebody-answers-for-it'],
  [{ autonomy: { floor: 'A4', ceiling: 'A5', because: 'Schedule.' } }, 'not-unattended'],
] as const)('%o is against %s, whatever it can do', (changes, statement) => {
  expect(violationsOf(changes)).toMatchObject([{ statement, capability: 'the agent as a whole' }])
})

test('a policy that is not known here is a violation, not a pass', () => {
  expect(violationsOf({ policyIds: ['gone'] })).toMatchObject([{ statement: unknownPolicy, policyId: 'gone' }])
})

test('simulating asks the pack alone and needs no decision', () => {
  const [pack] = packs
  const agent = agentWith({ policyIds: [], capabilities: [capabilityWith({ action: 'pay', resource: 'finance' })] })
  expect(pack === undefined ? [] : simulate(agent, pack)).toHaveLength(1)
})
