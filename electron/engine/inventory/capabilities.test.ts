import { expect, test } from 'vitest'
import { blankSubject, type Grant, type Subject } from '../../../shared/domain/observation.ts'
import type { Classify } from '../connectors/connector.ts'
import { canWords, capabilitiesOf } from './capabilities.ts'
import type { Member } from './member.ts'

const classify: Classify = (permission) =>
  permission === 'Mail.Read' ? [{ action: 'read', resource: 'mail', sensitivity: 'restricted' }] : null

const subject: Subject = {
  ...blankSubject,
  key: 's1',
  role: 'agent',
  name: 'Invoice agent',
  nativeIds: [],
  agentKind: 'autonomous-agent',
  platform: 'Test',
}

function grant(key: string, permissions: readonly string[], more: Partial<Grant> = {}): Grant {
  return {
    kind: 'grant',
    key,
    subjectKey: 's1',
    resource: 'Mail API',
    resourceKey: null,
    permissions,
    type: 'application',
    consent: null,
    principalKey: null,
    grantedAt: null,
    ...more,
  }
}

function member(subjectOfMember: Subject, grants: readonly Grant[]): Member {
  const at = '2026-11-01T00:00:00.000Z'
  return {
    connection: {
      id: 'c1',
      provider: 'test',
      label: 'Test',
      businessUnit: null,
      environment: 'unknown',
      settings: {},
      secretKeys: [],
      demo: false,
      createdAt: at,
      lastScanId: null,
      lastScanAt: null,
    },
    provider: 'test',
    subject: subjectOfMember,
    callId: 'call-1',
    firstSeen: at,
    lastSeen: at,
    gone: false,
    grants: grants.map((observation) => ({ observation, connectionId: 'c1', callId: 'call-2', firstSeen: at, lastSeen: at, gone: false })),
    ownerships: [],
    activities: [],
    grantCount: grants.length,
    people: 0,
  }
}

test('six hundred people who consented to the same scope give one capability, with the call of the first', () => {
  const grants = Array.from({ length: 600 }, (_, index) =>
    grant(`g${index}`, ['Mail.Read'], { type: 'delegated', consent: 'user', principalKey: `p${index}` }),
  )
  const capabilities = capabilitiesOf([member(subject, grants)], () => classify)
  expect(capabilities).toHaveLength(1)
  expect(capabilities[0]).toMatchObject({
    action: 'read',
    resource: 'mail',
    reach: 'user',
    source: 'delegated-permission',
    callId: 'call-2',
  })
})

test('a delegated grant for everybody and an application grant reach the whole tenant', () => {
  const reach = (one: Grant) => capabilitiesOf([member(subject, [one])], () => classify)[0]?.reach
  expect(reach(grant('a', ['Mail.Read'], { type: 'delegated', consent: 'tenant' }))).toBe('tenant')
  expect(reach(grant('b', ['Mail.Read']))).toBe('tenant')
  expect(reach(grant('c', ['Mail.Read'], { type: 'delegated', consent: 'user' }))).toBe('user')
})

test('a permission that no table knows is a visible gap, never silently harmless', () => {
  const [capability] = capabilitiesOf([member(subject, [grant('a', ['Quantum.Entangle.All'])])], () => classify)
  expect(capability).toMatchObject({ resource: 'unknown', sensitivity: 'unknown', via: 'Quantum.Entangle.All' })
})

test('a permission is unused only where every grant of it is; used says nothing of one that allows several things', () => {
  const usedOf = (...grants: readonly Grant[]) => capabilitiesOf([member(subject, grants)], () => classify).map(({ used }) => used)
  const idle = grant('a', ['Mail.Read'], { unused: ['Mail.Read'] })
  const busy = grant('b', ['Mail.Read'], { used: ['Mail.Read'] })
  const untold = grant('c', ['Mail.Read'])
  expect(usedOf(idle)).toEqual([false])
  expect(usedOf(busy)).toEqual([true])
  expect(usedOf(idle, busy)).toEqual([true])
  expect(usedOf(idle, untold)).toEqual([null])
  expect(usedOf(untold, idle)).toEqual([null])
  const two = () => [
    { action: 'read', resource: 'files', sensitivity: 'internal' } as const,
    { action: 'write', resource: 'files', sensitivity: 'internal' } as const,
  ]
  expect(capabilitiesOf([member(subject, [busy])], () => two).map(({ used }) => used)).toEqual([null, null])
})

test('what an agent can do is told strongest first, and each word once', () => {
  const tools = [
    { name: 'search', powers: [{ action: 'read', resource: 'web', sensitivity: 'public' }] },
    { name: 'shell', powers: [{ action: 'execute', resource: 'shell', sensitivity: 'restricted' }] },
    { name: 'search again', powers: [{ action: 'read', resource: 'web', sensitivity: 'public' }] },
  ] as const
  const capabilities = capabilitiesOf([member({ ...subject, tools, models: [{ vendor: 'OpenAI', name: 'gpt-4o' }] }, [])], () => null)
  expect(canWords(capabilities)).toEqual(['execute shell', 'read web', 'invoke model'])
  expect(capabilities.find((one) => one.via === 'search')?.reach).toBe('external')
})
