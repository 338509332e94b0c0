import type { CallDeclaration, Quota } from '../connector.ts'

const source = 'https://docs.slack.dev/apis/web-api/rate-limits'

const method = (name: string, permission: string, why: string): CallDeclaration => ({
  id: name,
  method: 'GET',
  path: `/api/${name}`,
  access: 'read',
  permissions: permission === '' ? [] : [permission],
  why,
  quota: name,
  cost: 1,
})

const writing = (name: string, why: string): CallDeclaration => ({
  ...method(name, 'admin.apps:write', why),
  method: 'POST',
  access: 'write',
})

/** Every call this connector may make. The gate lets nothing else out, and the permission list is made from it. */
export const calls: readonly CallDeclaration[] = [
  method('auth.test', '', 'learn which organisation the token belongs to'),
  method('admin.teams.list', 'admin.teams:read', 'list the workspaces of the organisation'),
  {
    ...method('users.list', 'users:read', 'see who installed what, and who has left'),
    fuller: { 'users:read.email': 'who a person is in other systems' },
  },
  method('team.integrationLogs', 'admin', 'see what was installed by whom, with which scopes'),
  method('admin.apps.approved.list', 'admin.apps:read', 'list the apps that administrators approved, with their scopes'),
  method('admin.apps.restricted.list', 'admin.apps:read', 'list the apps that administrators restricted'),
  method('admin.apps.requests.list', 'admin.apps:read', 'list the apps that people asked for'),
  method('admin.workflows.search', 'admin.workflows:read', 'find workflows that run steps of AI apps'),
  method('admin.apps.activities.list', 'admin.app_activities:read', 'see when an app last ran'),
  {
    ...method('audit-logs', 'auditlogs:read', 'see who let an app in, and who let it do more since: two kinds of entry, no others'),
    base: 'auditUrl',
    path: '/audit/v1/logs',
  },
  writing('admin.apps.restrict', 'restrict an app'),
  writing('admin.apps.clearResolution', 'take a restriction back'),
  writing('admin.apps.approve', 'approve an app again'),
  writing('admin.apps.uninstall', 'uninstall an app; this cannot be undone'),
]

/**
 * Slack counts each method apart, in tiers that it gives as a floor ("20+ a minute", bursts allowed), and says by Retry-After when it was too
 * much: so the pace adapts.
 */
export const quotas: readonly Quota[] = calls.map((call) => ({ id: call.id, units: null, perMs: 60_000, concurrency: 2, source }))
