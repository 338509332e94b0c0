import { expect, test } from 'vitest'
import { agentWith, capabilityWith } from '../../../shared/domain/agent-fixture.ts'
import type { Policy } from '../../../shared/domain/policy.ts'
import { enforceable } from '../policy/enforceable.ts'
import { packs } from '../policy/registry.ts'
import { enforcementPoints } from './enforcement-points.ts'

const packOf = (id: string): Policy => {
  const found = packs.find((pack) => pack.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const under = (id: string) => ({ policyIds: [id], nativeIds: [{ kind: 'entra-object-id', value: 'object-1', joins: false }] })
const agents = (id: string) => [
  agentWith({
    ...under(id),
    id: 'good',
    capabilities: [capabilityWith({ via: 'search', source: 'tool' })],
    tools: [{ name: 'search', powers: [] }],
  }),
  agentWith({
    ...under(id),
    id: 'bad',
    exposure: 'public',
    tools: [
      { name: 'search', powers: [] },
      { name: 'mystery', powers: [] },
    ],
    capabilities: [capabilityWith({ via: 'search', source: 'tool' })],
  }),
]
async function* oneByOne<T>(all: readonly T[]): AsyncIterable<T> {
  yield* all
}
const told = new Map(await Promise.all(packs.map(async (pack) => [pack.id, await enforceable(pack, oneByOne(agents(pack.id)))] as const)))

function written(point: string, pack: string) {
  const found = enforcementPoints.find(({ id }) => id === point)
  const policy = told.get(pack)
  if (found === undefined || policy === undefined) throw new Error(`${point} ${pack}`)
  return found.write(policy)
}
const markOf = (point: string, pack: string, statement: string) => written(point, pack).marks.find((one) => one.statement === statement)

test.each(enforcementPoints.flatMap(({ id }) => packs.map((pack) => [id, pack.id] as const)))(
  '%s says of every statement of %s what it can and cannot express',
  (point, pack) => {
    const { marks, text } = written(point, pack)
    expect(marks.map(({ statement }) => statement)).toEqual(packOf(pack).explains.map(({ statement }) => statement))
    for (const { why } of marks) expect(why).toMatch(/^[A-Z].*\.$/)
    if (point !== 'cedar') expect(() => JSON.parse(text)).not.toThrow()
  },
)

test('a control policy denies what has a counterpart, and nothing whose condition it cannot see', () => {
  const { Statement } = JSON.parse(written('aws-scp', 'finance').text) as {
    Statement: readonly { Effect: string; Action: readonly string[] }[]
  }
  expect(Statement[0]).toMatchObject({ Effect: 'Allow', Action: ['*'] })
  const denied = Statement.filter(({ Effect }) => Effect === 'Deny').flatMap(({ Action }) => Action)
  expect(denied).toContain('cloudtrail:StopLogging')
  expect(denied).toContain('ssm:SendCommand')
  expect(markOf('aws-scp', 'finance', 'never-deletes')).toMatchObject({
    expressed: 'partly',
    why: expect.stringContaining('delete finance'),
  })
  expect(markOf('aws-scp', 'finance', 'not-unattended-on-the-books')?.expressed).toBe('not')
  expect(markOf('aws-scp', 'read-only-assistant', 'no-restricted-data')).toMatchObject({
    expressed: 'not',
    why: expect.stringContaining('resource.sensitivityLevel'),
  })
  // `unless` a class is no plain condition on it: denied without it would be too much.
  expect(markOf('aws-scp', 'read-only-assistant', 'never-acts')?.expressed).toBe('not')
  expect(markOf('aws-scp', 'finance', 'reads-the-books')).toMatchObject({
    expressed: 'not',
    why: expect.stringContaining('grants nothing'),
  })
})

test('a boundary allows what is permitted, and says where that is wider', () => {
  expect(markOf('aws-boundary', 'read-only-assistant', 'calls-models')?.expressed).toBe('partly')
  expect(markOf('aws-boundary', 'read-only-assistant', 'reads-within-bounds')?.why).toMatch(/wider than the policy/)
})

test('a draft for sign-ins names the agents that are against the policy, and only reports', () => {
  const draft = JSON.parse(written('entra-conditional-access', 'read-only-assistant').text)
  expect(draft.state).toBe('enabledForReportingButNotEnforced')
  expect(draft.conditions.clientApplications.includeServicePrincipals).toEqual(['object-1'])
  expect(markOf('entra-conditional-access', 'read-only-assistant', 'not-for-outsiders')?.expressed).toBe('partly')
  expect(markOf('entra-conditional-access', 'read-only-assistant', 'never-sends')?.expressed).toBe('not')
})

test('consent is for reading what is one’s own', () => {
  const draft = JSON.parse(written('entra-consent-policy', 'coding-agents').text)
  expect(draft.includes[0].permissions).not.toContain('Mail.Read')
  expect(markOf('entra-consent-policy', 'third-party-apps', 'verified-publisher')?.expressed).toBe('whole')
})

test('a gateway allows the tools that are known and permitted, and none to an agent that may not be in service', () => {
  const list = JSON.parse(written('mcp-gateway', 'read-only-assistant').text)
  expect(list.default).toBe('deny')
  expect(list.agents).toEqual([
    { id: 'good', name: 'Fixture', inService: true, allow: [{ server: null, tool: 'search' }], toolsKnown: true },
    { id: 'bad', name: 'Fixture', inService: false, allow: [], toolsKnown: true },
  ])
})
