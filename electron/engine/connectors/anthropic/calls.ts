import type { CallDeclaration, Quota } from '../connector.ts'

const admin = ['Admin API key']
const workspace = ['API key of a workspace']

const read = (id: string, path: string, permissions: readonly string[], why: string, quota = 'admin'): CallDeclaration => ({
  id,
  method: 'GET',
  path: `/v1${path}`,
  access: 'read',
  permissions,
  why,
  quota,
})

const write = (id: string, path: string, permissions: readonly string[], why: string): CallDeclaration => ({
  ...read(id, path, permissions, why),
  method: 'POST',
  access: 'write',
})

/** Everything this connector may ask. Source: the types and paths of the official library, @anthropic-ai/sdk 1.12.0, and the vendor's reference. */
export const calls: readonly CallDeclaration[] = [
  read('me', '/organizations/me', admin, 'say which organisation the key belongs to'),
  read('users', '/organizations/users', admin, 'say who answers for a key, and who has left'),
  read('workspaces', '/organizations/workspaces', admin, 'name the workspace of a key'),
  read('keys', '/organizations/api_keys', admin, 'list keys by name, state, age and creator; values are never shown'),
  read('key', '/organizations/api_keys/{key}', admin, 'read the state of a key before and after it is changed'),
  read('usage', '/organizations/usage_report/messages', admin, 'say on which days a key was used, and which models it called'),
  read('costs', '/organizations/cost_report', admin, 'say what each workspace costs'),
  read('activities', '/compliance/activities', ['read:compliance_activities'], 'find administration keys: three kinds of entry, no others'),
  read('service-accounts', '/organizations/service_accounts', ['org:admin'], 'list identities that belong to no person', 'oauth'),
  read(
    'federation-rules',
    '/organizations/federation_rules',
    ['org:admin'],
    'say what outside signs in as which service account, without a key',
    'oauth',
  ),
  read('agents', '/agents', workspace, 'list agents that run at the provider: model, tools, servers', 'workspace'),
  read('deployments', '/deployments', workspace, 'say which agents start by themselves', 'workspace'),
  read('deployment', '/deployments/{deployment}', workspace, 'read the state of a deployment before and after it is changed', 'workspace'),
  read('sessions', '/sessions', workspace, 'say when an agent last ran: the newest session’s dates', 'workspace'),
  write('set-key-status', '/organizations/api_keys/{key}', admin, 'switch a key off, and on again to undo'),
  { ...write('pause', '/deployments/{deployment}/pause', workspace, 'stop an agent from starting'), quota: 'workspace' },
  { ...write('unpause', '/deployments/{deployment}/unpause', workspace, 'undo: let it start again'), quota: 'workspace' },
]

const unpublished = 'not published for this interface: adapts'

export const quotas: readonly Quota[] = [
  { id: 'admin', units: null, perMs: 1_000, concurrency: 4, source: unpublished },
  { id: 'oauth', units: null, perMs: 1_000, concurrency: 2, source: unpublished },
  { id: 'workspace', units: null, perMs: 1_000, concurrency: 4, source: unpublished },
]
