import type { CallDeclaration, Quota } from '../connector.ts'

const read = (id: string, path: string, permissions: readonly string[], why: string): CallDeclaration => ({
  id,
  method: 'GET',
  path: `/api/v1${path}`,
  access: 'read',
  permissions,
  why,
  quota: 'instance',
})

const write = (id: string, path: string, permissions: readonly string[], why: string): CallDeclaration => ({
  ...read(id, path, permissions, why),
  method: 'POST',
  access: 'write',
})

/** Everything this connector may ask of an n8n server. Source: the public API's definition shipped with n8n 2.41.3. */
export const calls: readonly CallDeclaration[] = [
  read('discover', '/discover', [], 'say which version and which scopes the key has'),
  read('workflows', '/workflows', ['workflow:list'], 'list workflows with their nodes'),
  read('workflow', '/workflows/{id}', ['workflow:read'], 'prove that a called workflow exists, and that a revocation took effect'),
  read('credentials', '/credentials', ['credential:list'], 'list stored credentials by kind and name; the server never gives values'),
  read('users', '/users', ['user:list'], 'say who answers for a workflow and whether the account is still there'),
  read('projects', '/projects', ['project:list'], 'map a workflow to the team that owns it'),
  read('project-members', '/projects/{projectId}/users', ['user:list'], 'name the people of a team project'),
  read('executions', '/executions', ['execution:list'], 'say when a workflow last ran, and what is running before it is stopped'),
  write('unpublish', '/workflows/{id}/unpublish', ['workflow:deactivate'], 'stop a workflow from starting by itself'),
  write('deactivate', '/workflows/{id}/deactivate', ['workflow:deactivate'], 'the same on versions before unpublish existed'),
  write('publish', '/workflows/{id}/publish', ['workflow:activate'], 'undo: publish the saved version again'),
  write('activate', '/workflows/{id}/activate', ['workflow:activate'], 'undo on versions before publish existed'),
  write('stop-execution', '/executions/{id}/stop', ['execution:stop'], 'stop what is still running'),
]

/** n8n publishes no limit for its interface; a proxy or the hosted edition may throttle. */
export const quotas: readonly Quota[] = [
  { id: 'instance', units: null, perMs: 1_000, concurrency: 4, source: 'not published in the definition of n8n 2.41.3: adapts' },
]
