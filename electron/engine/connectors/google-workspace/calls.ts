import type { CallDeclaration, Quota } from '../connector.ts'
import { tokenCall } from '../google-sign-in.ts'

const scopes = {
  users: 'https://www.googleapis.com/auth/admin.directory.user.readonly',
  /** Reading tokens takes the same scope as deleting them; the gate keeps a scan to reading. */
  security: 'https://www.googleapis.com/auth/admin.directory.user.security',
  reports: 'https://www.googleapis.com/auth/admin.reports.audit.readonly',
} as const

/** Published limits. Directory: per user and project; reports: every query with an event name or a filter is a filtered one. */
export const quotas: readonly Quota[] = [
  {
    id: 'directory',
    units: 2_400,
    perMs: 60_000,
    concurrency: 8,
    source: 'https://developers.google.com/workspace/admin/directory/v1/limits',
  },
  {
    id: 'reports',
    units: 250,
    perMs: 60_000,
    concurrency: 4,
    source: 'https://developers.google.com/workspace/admin/reports/v1/limits',
  },
]

const directory = { quota: 'directory', cost: 1 } as const
const report = { method: 'GET', access: 'read', quota: 'reports', cost: 1, permissions: [scopes.reports] } as const

/** Every call this connector may make. The gate lets nothing else out, and the permission list is made from it. */
export const calls: readonly CallDeclaration[] = [
  tokenCall,
  {
    ...directory,
    id: 'users',
    method: 'GET',
    access: 'read',
    path: '/admin/directory/v1/users',
    permissions: [scopes.users],
    why: 'see whose consents to read, and who has left',
  },
  {
    ...directory,
    id: 'tokens',
    method: 'GET',
    access: 'read',
    path: '/admin/directory/v1/users/{userKey}/tokens',
    permissions: [scopes.security],
    why: 'see which applications each person gave access to, and to what',
  },
  {
    ...directory,
    id: 'user-token',
    method: 'GET',
    access: 'read',
    path: '/admin/directory/v1/users/{userKey}/tokens/{clientId}',
    permissions: [scopes.security],
    why: 'read one consent before and after a change',
  },
  {
    ...report,
    id: 'token-events',
    path: '/admin/reports/v1/activity/users/all/applications/token',
    why: 'see when a consent was given, when an application was last used, and which of Google’s products it called',
  },
  {
    ...report,
    id: 'admin-events',
    path: '/admin/reports/v1/activity/users/all/applications/admin',
    why: 'see who allowed a client to act for the whole domain',
  },
  {
    ...report,
    id: 'gemini-events',
    path: '/admin/reports/v1/activity/users/all/applications/gemini_in_workspace_apps',
    why: 'see in which of Google’s own applications Gemini is used, by how many and when last; what was asked is not told',
  },
  {
    ...directory,
    id: 'delete-token',
    method: 'DELETE',
    access: 'write',
    path: '/admin/directory/v1/users/{userKey}/tokens/{clientId}',
    permissions: [scopes.security],
    why: 'take one person’s consent away from an application',
  },
]
