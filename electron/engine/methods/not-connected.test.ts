import { expect, it } from 'vitest'
import type { Connection } from '../../../shared/domain/connection.ts'
import { notConnected } from './not-connected.ts'

const connection = (id: string, provider: string): Connection => ({
  id,
  provider,
  label: `The ${id}`,
  businessUnit: null,
  environment: 'unknown',
  settings: {},
  secretKeys: [],
  demo: false,
  createdAt: '2026-11-28T00:00:00.000Z',
  lastScanId: null,
  lastScanAt: null,
})
const storeOf = (connections: readonly Connection[]) => ({
  connections: { list: () => connections },
  observations: {
    named: (kinds: readonly string[]) =>
      kinds.includes('chat-app-id') ? { count: 5, connectionIds: ['register', 'tenant'] } : { count: 0, connectionIds: [] },
  },
})
const connectors = [
  { id: 'chat', title: 'Chat', ownIds: ['chat-app-id'] },
  { id: 'tenant', title: 'Tenant', ownIds: ['tenant-app-id'] },
  { id: 'cloud', title: 'Cloud', ownIds: ['cloud-role'] },
  { id: 'suite', title: 'Suite', ownIds: ['tenant-app-id'] },
  { id: 'file', title: 'Lists' },
]

it('names a system that others speak of and nobody connected', () => {
  const store = storeOf([connection('register', 'file'), connection('tenant', 'tenant')])
  expect(notConnected(store, connectors)).toEqual([{ provider: 'chat', title: 'Chat', count: 5, namedBy: ['The register', 'The tenant'] }])
})

it('takes an id that a connected system gave out itself for nothing else', () => {
  const kinds: (readonly string[])[] = []
  const store = storeOf([connection('tenant', 'tenant')])
  notConnected({ ...store, observations: { named: (asked) => ({ count: kinds.push(asked) * 0, connectionIds: [] }) } }, connectors)
  expect(kinds).toContainEqual([])
  expect(kinds.flat()).not.toContain('tenant-app-id')
})

it('is silent once it is connected, and where nothing speaks of it', () => {
  expect(notConnected(storeOf([connection('a', 'chat'), connection('b', 'tenant')]), connectors)).toEqual([])
  expect(notConnected(storeOf([]), connectors)).toEqual([])
})
