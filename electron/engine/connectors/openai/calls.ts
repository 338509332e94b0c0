import type { CallDeclaration, Quota } from '../connector.ts'
import { useKinds } from './use-kinds.ts'

const manage = ['api.management.read']
const manageWrite = ['api.management.write']

const read = (id: string, path: string, permissions: readonly string[], why: string): CallDeclaration => ({
  id,
  method: 'GET',
  path: `/v1${path}`,
  access: 'read',
  permissions,
  why,
  quota: 'organization',
})

const write = (method: 'POST' | 'DELETE', id: string, path: string, why: string): CallDeclaration => ({
  ...read(id, path, manageWrite, why),
  method,
  access: 'write',
})

/** Everything this connector may ask. Source: the types and paths of the official library, openai 6.49.0, and the vendor's reference. */
export const calls: readonly CallDeclaration[] = [
  read('projects', '/organization/projects', manage, 'list projects, archived ones too'),
  read('users', '/organization/users', manage, 'say who answers for a key, and who has left'),
  read('service-accounts', '/organization/projects/{project}/service_accounts', manage, 'list identities that belong to no person'),
  read('keys', '/organization/projects/{project}/api_keys', manage, 'list keys by name, age, owner and last use; values are never shown'),
  read('admin-keys', '/organization/admin_api_keys', manage, 'list keys that can administer the organisation'),
  read('costs', '/organization/costs', ['api.usage.read'], 'say what each key and project costs'),
  ...useKinds.map(({ call, path, why }) => read(call, path, ['api.usage.read'], why)),
  read('audit-logs', '/organization/audit_logs', ['api.audit_logs.read'], 'say who created service accounts and keys'),
  {
    ...read('assistants', '/assistants', ['api.assistants.read'], 'list the assistants of one project: name, model, tools'),
    quota: 'project',
  },
  read('key', '/organization/projects/{project}/api_keys/{key}', manage, 'prove that a key is gone'),
  read('service-account', '/organization/projects/{project}/service_accounts/{account}', manage, 'prove that a service account is gone'),
  read('admin-key', '/organization/admin_api_keys/{key}', manage, 'prove that an administration key is gone'),
  read('spend-limit', '/organization/projects/{project}/spend_limit', manage, 'keep the spend limit that was there before'),
  write(
    'POST',
    'set-spend-limit',
    '/organization/projects/{project}/spend_limit',
    'stop a project by a spend limit of one cent, and undo it',
  ),
  write('DELETE', 'delete-spend-limit', '/organization/projects/{project}/spend_limit', 'undo where there was no limit before'),
  write('DELETE', 'delete-key', '/organization/projects/{project}/api_keys/{key}', 'delete a person’s key in a shared project'),
  write(
    'DELETE',
    'delete-service-account',
    '/organization/projects/{project}/service_accounts/{account}',
    'delete a service account with its keys in a shared project',
  ),
  write('DELETE', 'delete-admin-key', '/organization/admin_api_keys/{key}', 'delete an administration key'),
]

/** The vendor publishes limits for models, none for its administration interface. */
export const quotas: readonly Quota[] = [
  { id: 'organization', units: null, perMs: 1_000, concurrency: 4, source: 'not published for the administration interface: adapts' },
  { id: 'project', units: null, perMs: 1_000, concurrency: 2, source: 'not published for lists: adapts' },
]
