import { expect, test } from 'vitest'
import { agentWith, capabilityWith } from '../../../shared/domain/agent-fixture.ts'
import { canonicalFacts, changedFacts, changeWords, factsHash } from './facts.ts'

const before = agentWith({ capabilities: [capabilityWith(), capabilityWith({ resource: 'files', via: 'Files.Read' })] })

test('names and what moves by itself are no facts', () => {
  const later = {
    ...before,
    name: 'Another name',
    lastSeen: '2027-01-01T00:00:00.000Z',
    lastActive: null,
    users: 900,
    capabilities: before.capabilities
      .map((one) => ({ ...one, used: true, lastUsed: '2027-01-01T00:00:00.000Z', callId: 'call-99' }))
      .reverse(),
    owner: {
      ...before.owner,
      people: [...before.owner.people, { key: 'x', name: 'X', type: 'user' as const, active: true, role: 'consenter', callId: null }],
    },
  }
  expect(factsHash(later)).toBe(factsHash(before))
})

test.each([
  ['identity', { nativeIds: [{ kind: 'app', value: '2', joins: true }] }],
  ['permissions', { capabilities: [capabilityWith({ reach: 'tenant' })] }],
  ['tools', { tools: null }],
  ['model', { models: [{ vendor: 'Vendor', name: 'model-2' }] }],
  ['data', { dataSources: [{ name: 'HR', resource: 'hr', sensitivity: 'restricted' }] }],
  ['sharing', { exposure: 'public' }],
  ['owner', { owner: { ...before.owner, people: before.owner.people.map((one) => ({ ...one, active: false })) } }],
  ['autonomy', { autonomy: { floor: 'A4', ceiling: 'A4', because: 'Schedule.' } }],
  ['endpoint', { endpoint: 'https://elsewhere.example' }],
] as const)('%s is a fact: a change changes the hash and is told', (field, changes) => {
  const after = { ...before, ...changes }
  expect(factsHash(after)).not.toBe(factsHash(before))
  expect(changedFacts(canonicalFacts(before), after).map((change) => change.field)).toEqual([field])
})

test('assigning an owner here does not change what the source says', () => {
  expect(factsHash({ ...before, owner: { ...before.owner, state: 'known', name: 'Assigned', declared: true } })).toBe(factsHash(before))
})

test('a change reads as what is new and what was', () => {
  const [change] = changedFacts(canonicalFacts(before), { ...before, exposure: 'public' })
  expect(change && changeWords(change)).toBe('sharing: now public; was named')
})

test('kept facts that cannot be read differ in everything that is there now', () => {
  expect(changedFacts('{broken', before).map((change) => change.field)).toContain('permissions')
})
