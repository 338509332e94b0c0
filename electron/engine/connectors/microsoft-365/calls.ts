import type { CallDeclaration, Quota } from '../connector.ts'
import { microsoftSignInCalls } from '../microsoft-sign-in-calls.ts'
import { powerCalls, powerQuotas } from './power-calls.ts'

const throttling = 'https://learn.microsoft.com/graph/throttling-limits'

/** The published limits. Tenants differ (3,500 to 8,000 units); a smaller one answers 429 and the pace adapts. */
export const quotas: readonly Quota[] = [
  { id: 'directory', units: 8_000, perMs: 10_000, concurrency: 8, source: throttling },
  { id: 'directory-writes', units: 3_000, perMs: 150_000, concurrency: 2, source: throttling },
  { id: 'reports', units: 5, perMs: 10_000, concurrency: 1, source: throttling },
  { id: 'catalogue', units: null, perMs: 1_000, concurrency: 4, source: 'not published: adapts' },
  ...powerQuotas,
]

const readApps = ['Application.Read.All', 'Directory.Read.All']
const read = { method: 'GET', access: 'read', quota: 'directory', cost: 1 } as const
const write = { access: 'write', quota: 'directory-writes', cost: 1 } as const
const packages = '/beta/copilot/admin/catalog/packages'

/** Every call this connector may make. The gate lets nothing else out, and the permission list is made from it. */
export const calls: readonly CallDeclaration[] = [
  ...microsoftSignInCalls,

  {
    ...read,
    id: 'organization',
    path: '/v1.0/organization',
    permissions: ['Organization.Read.All', 'Directory.Read.All'],
    why: 'tell the own tenant from publishers elsewhere',
  },
  {
    ...read,
    id: 'user',
    path: '/v1.0/users/{id}',
    cost: 2,
    permissions: ['User.Read.All', 'Directory.Read.All'],
    why: 'name the people whom a revocation affects',
  },
  {
    ...read,
    id: 'users',
    path: '/v1.0/users',
    cost: 2,
    permissions: ['User.Read.All', 'Directory.Read.All'],
    why: 'see which owners have left, and who consented',
  },
  {
    ...read,
    id: 'applications',
    path: '/v1.0/applications',
    cost: 2,
    permissions: readApps,
    why: 'see the ages of secrets and certificates',
  },
  {
    ...read,
    id: 'service-principals',
    path: '/v1.0/servicePrincipals',
    permissions: readApps,
    why: 'list every application and identity with its owners',
  },
  {
    ...read,
    id: 'service-principal',
    path: '/v1.0/servicePrincipals/{id}',
    permissions: readApps,
    why: 'read one application before and after a change',
  },
  { ...read, id: 'owners', path: '/v1.0/servicePrincipals/{id}/owners', permissions: readApps, why: 'see who answers for an application' },
  {
    ...read,
    id: 'agent-identities',
    path: '/v1.0/servicePrincipals/microsoft.graph.agentIdentity',
    permissions: ['AgentIdentity.Read.All'],
    why: 'list agent identities',
  },
  {
    ...read,
    id: 'blueprints',
    path: '/v1.0/servicePrincipals/microsoft.graph.agentIdentityBlueprintPrincipal',
    permissions: ['AgentIdentityBlueprintPrincipal.Read.All'],
    why: 'see which agents are made from one blueprint',
  },
  {
    ...read,
    id: 'sponsors',
    path: '/v1.0/servicePrincipals/{id}/microsoft.graph.agentIdentity/sponsors',
    permissions: ['AgentIdentity.Read.All'],
    why: 'see who sponsors an agent',
  },
  {
    ...read,
    id: 'delegated-grants',
    path: '/v1.0/oauth2PermissionGrants',
    permissions: ['DelegatedPermissionGrant.Read.All', 'Directory.Read.All'],
    why: 'see what people and administrators consented to',
  },
  {
    ...read,
    id: 'delegated-grant',
    path: '/v1.0/oauth2PermissionGrants/{id}',
    permissions: ['DelegatedPermissionGrant.Read.All', 'Directory.Read.All'],
    why: 'read one consent before and after a change',
  },
  {
    ...read,
    id: 'app-role-assigned-to',
    path: '/v1.0/servicePrincipals/{id}/appRoleAssignedTo',
    permissions: readApps,
    why: 'see which applications act without a user',
  },
  {
    ...read,
    id: 'app-role-assignments',
    path: '/v1.0/servicePrincipals/{id}/appRoleAssignments',
    permissions: readApps,
    why: 'read which permissions a revocation takes away',
  },
  // Carries declared reads only; see `batch.ts`.
  {
    ...read,
    id: 'batch',
    method: 'POST',
    path: '/v1.0/$batch',
    permissions: [],
    why: 'ask twenty of the reads above at a time',
    readsByPost: 'it carries declared reads only',
  },
  {
    ...read,
    id: 'sign-in-activity',
    path: '/beta/reports/servicePrincipalSignInActivities',
    quota: 'reports',
    permissions: ['AuditLog.Read.All'],
    why: 'see when an application was last used',
  },
  {
    ...read,
    id: 'packages',
    path: packages,
    quota: 'catalogue',
    permissions: ['CopilotPackages.Read.All'],
    why: 'list the agents in the tenant’s catalogue',
  },
  {
    ...read,
    id: 'package',
    path: `${packages}/{id}`,
    quota: 'catalogue',
    permissions: ['CopilotPackages.Read.All'],
    why: 'read one agent of the catalogue before and after a change',
  },
  {
    ...write,
    id: 'set-principal',
    method: 'PATCH',
    path: '/v1.0/servicePrincipals/{id}',
    permissions: ['Application.ReadWrite.All'],
    why: 'switch an application off, or on again',
  },
  {
    ...write,
    id: 'delete-grant',
    method: 'DELETE',
    path: '/v1.0/oauth2PermissionGrants/{id}',
    permissions: ['DelegatedPermissionGrant.ReadWrite.All'],
    why: 'take a consent away',
  },
  {
    ...write,
    id: 'narrow-grant',
    method: 'PATCH',
    path: '/v1.0/oauth2PermissionGrants/{id}',
    permissions: ['DelegatedPermissionGrant.ReadWrite.All'],
    why: 'narrow a consent',
  },
  {
    ...write,
    id: 'restore-grant',
    method: 'POST',
    path: '/v1.0/oauth2PermissionGrants',
    permissions: ['DelegatedPermissionGrant.ReadWrite.All'],
    why: 'put a consent back',
  },
  {
    ...write,
    id: 'delete-role',
    method: 'DELETE',
    path: '/v1.0/servicePrincipals/{id}/appRoleAssignedTo/{assignment}',
    permissions: ['AppRoleAssignment.ReadWrite.All'],
    why: 'take an application permission away',
  },
  {
    ...write,
    id: 'restore-role',
    method: 'POST',
    path: '/v1.0/servicePrincipals/{id}/appRoleAssignedTo',
    permissions: ['AppRoleAssignment.ReadWrite.All'],
    why: 'put an application permission back',
  },
  {
    ...write,
    id: 'block-package',
    method: 'POST',
    path: `${packages}/{id}/block`,
    quota: 'catalogue',
    permissions: ['CopilotPackages.ReadWrite.All'],
    why: 'block an agent of the catalogue',
  },
  {
    ...write,
    id: 'unblock-package',
    method: 'POST',
    path: `${packages}/{id}/unblock`,
    quota: 'catalogue',
    permissions: ['CopilotPackages.ReadWrite.All'],
    why: 'unblock an agent of the catalogue',
  },

  ...powerCalls,
]
