import type { Power } from '../../../../shared/domain/observation.ts'
import type { Classify } from '../connector.ts'

const invokeModels: Power = { action: 'invoke', resource: 'model', sensitivity: 'internal' }
const administer: readonly Power[] = [
  { action: 'administer', resource: 'identity', sensitivity: 'restricted' },
  { action: 'administer', resource: 'settings', sensitivity: 'confidential' },
  { action: 'read', resource: 'finance', sensitivity: 'internal' },
]
const inWorkspace: readonly Power[] = [
  invokeModels,
  // Files that were handed to the vendor; what is in them is not looked at.
  { action: 'read', resource: 'files', sensitivity: 'unknown' },
  { action: 'write', resource: 'files', sensitivity: 'internal' },
]

/** What a key or a role allows. Source: the vendor's guides to keys, roles and scopes, 2026-11. */
const permissions: Readonly<Record<string, readonly Power[]>> = {
  'workspace:key': inWorkspace,
  'organization:developer': inWorkspace,
  'workspace:developer': inWorkspace,
  'workspace:inference': [invokeModels],
  'org:admin': administer,
  'organization:admin': [...inWorkspace, ...administer],
  'organization:admin-key': administer,
  'read:compliance_activities': [{ action: 'read', resource: 'audit-log', sensitivity: 'confidential' }],
  'read:analytics': [{ action: 'read', resource: 'analytics', sensitivity: 'internal' }],
  'read:plugins': [{ action: 'read', resource: 'application', sensitivity: 'internal' }],
  'write:plugins': [{ action: 'write', resource: 'application', sensitivity: 'internal' }],
}

/** Null for a scope that nobody has classified, and for a key whose powers are those of its unknown principal. */
export const classify: Classify = (permission) => (Object.hasOwn(permissions, permission) ? (permissions[permission] ?? null) : null)

/** The tools that run at the provider, by name. */
export const agentTools: Readonly<Record<string, readonly Power[]>> = {
  bash: [{ action: 'execute', resource: 'shell', sensitivity: 'internal' }],
  edit: [{ action: 'write', resource: 'files', sensitivity: 'internal' }],
  write: [{ action: 'write', resource: 'files', sensitivity: 'internal' }],
  read: [{ action: 'read', resource: 'files', sensitivity: 'internal' }],
  glob: [{ action: 'read', resource: 'files', sensitivity: 'internal' }],
  grep: [{ action: 'read', resource: 'files', sensitivity: 'internal' }],
  web_fetch: [{ action: 'read', resource: 'web', sensitivity: 'public' }],
  web_search: [{ action: 'read', resource: 'web', sensitivity: 'public' }],
}
