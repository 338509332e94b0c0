import type { Power } from '../../../../shared/domain/observation.ts'
import type { Classify } from '../connector.ts'

const invokeModels: Power = { action: 'invoke', resource: 'model', sensitivity: 'internal' }
// Files that were handed to the vendor; what is in them is not looked at.
const readFiles: Power = { action: 'read', resource: 'files', sensitivity: 'unknown' }
const writeFiles: Power = { action: 'write', resource: 'files', sensitivity: 'internal' }

/**
 * What a role allows whoever holds its key. The interface tells the role, never the restrictions chosen when the key was made,
 * so these are the most it can be. Source: the vendor's guide to roles of projects and organisations, 2026-11.
 */
const roles: Readonly<Record<string, readonly Power[]>> = {
  'project:none': [],
  'project:viewer': [{ action: 'read', resource: 'settings', sensitivity: 'internal' }],
  'project:member': [invokeModels, readFiles, writeFiles],
  'project:owner': [invokeModels, readFiles, writeFiles, { action: 'administer', resource: 'identity', sensitivity: 'internal' }],
  'organization:admin-key': [
    { action: 'administer', resource: 'identity', sensitivity: 'restricted' },
    { action: 'administer', resource: 'settings', sensitivity: 'confidential' },
    { action: 'delete', resource: 'identity', sensitivity: 'restricted' },
    { action: 'read', resource: 'audit-log', sensitivity: 'confidential' },
    { action: 'read', resource: 'finance', sensitivity: 'internal' },
  ],
}

/** Null for a role that nobody has classified, e.g. one that the organisation defined itself. */
export const classify: Classify = (permission) => (Object.hasOwn(roles, permission) ? (roles[permission] ?? null) : null)

/** The tools an assistant can have, by type. */
export const assistantTools: Readonly<Record<string, readonly Power[]>> = {
  code_interpreter: [{ action: 'execute', resource: 'code', sensitivity: 'internal' }],
  file_search: [{ action: 'read', resource: 'knowledge', sensitivity: 'confidential' }],
  // What a function does is in the program that offers it; only its name is known here.
  function: [{ action: 'execute', resource: 'unknown', sensitivity: 'unknown' }],
}
