import { guidAt } from '../ids.ts'
import type { LoopbackRoute } from '../loopback-server.ts'
import { graphError } from './access.ts'
import { guarded, notFound, parse, type TenantServer, units } from './directory-routes.ts'
import { daysBefore } from './graph-json.ts'
import { page } from './page.ts'
import type { DelegatedGrant, RoleAssignment } from './tenant.ts'

const readGrants = ['DelegatedPermissionGrant.Read.All', 'Directory.Read.All', 'DelegatedPermissionGrant.ReadWrite.All']
const writeGrants = ['DelegatedPermissionGrant.ReadWrite.All']
const readRoles = ['Application.Read.All', 'Directory.Read.All']
const writeRoles = ['AppRoleAssignment.ReadWrite.All']

/** Delegated grants and application role assignments: list, read, delete, narrow, put back. */
export function grantRoutes(server: TenantServer): readonly LoopbackRoute[] {
  const { tenant, changes } = server
  const current = (grant: DelegatedGrant | undefined): Record<string, unknown> | null =>
    !grant || changes.grantDeleted(grant.id) ? null : { ...grant, scope: changes.grantScope(grant.id) ?? grant.scope }
  const grantIndex = new Map<string, number>()
  /** Looking one up by id walks the list once; writes are rare. */
  const findGrant = (id: string): Record<string, unknown> | null => {
    const added = changes.addedGrants().find((grant) => grant.id === id)
    if (added) return { ...added, scope: changes.grantScope(id) ?? added.scope }
    if (grantIndex.size === 0) for (let index = 0; index < tenant.grantCount; index += 1) grantIndex.set(tenant.grantAt(index).id, index)
    const index = grantIndex.get(id)
    return index === undefined ? null : current(tenant.grantAt(index))
  }
  const assignmentJson = ({ createdDaysAgo, ...assignment }: RoleAssignment): Record<string, unknown> => ({
    ...assignment,
    createdDateTime: daysBefore(tenant, createdDaysAgo),
  })
  /** What one principal holds, over all resources; asked for one principal at a time. */
  const assignmentsOf = (principalId: string): readonly RoleAssignment[] =>
    tenant.resources.flatMap((resource, at) => [
      ...Array.from({ length: tenant.assignmentCount(at) }, (_, index) => tenant.assignmentAt(at, index)).filter(
        (one) => one.principalId === principalId && !changes.assignmentDeleted(one.id),
      ),
      ...changes.addedAssignments(resource.id).filter((one) => one.principalId === principalId),
    ])
  const resourceIndexOf = (id: string): number => tenant.resources.findIndex((resource) => resource.id === id)

  return [
    {
      method: 'GET',
      path: '/v1.0/oauth2PermissionGrants',
      handle: guarded(
        server,
        readGrants,
        (request) => units(request, 1),
        (request) => {
          const added = changes.addedGrants()
          return page(request, {
            context: 'oauth2PermissionGrants',
            count: tenant.grantCount + added.length,
            item: (index) =>
              index < tenant.grantCount ? current(tenant.grantAt(index)) : { ...(added[index - tenant.grantCount] as DelegatedGrant) },
          })
        },
      ),
    },
    {
      method: 'GET',
      path: '/v1.0/oauth2PermissionGrants/{id}',
      handle: guarded(
        server,
        readGrants,
        (request) => units(request, 1),
        (_request, params) => {
          const grant = findGrant(params.id ?? '')
          return grant ? { status: 200, json: grant } : notFound(server, params.id ?? '')
        },
      ),
    },
    {
      method: 'DELETE',
      path: '/v1.0/oauth2PermissionGrants/{id}',
      handle: guarded(
        server,
        writeGrants,
        () => ({ units: 1, write: true }),
        (_request, params) => {
          if (!findGrant(params.id ?? '')) return notFound(server, params.id ?? '')
          changes.deleteGrant(params.id ?? '')
          return { status: 204 }
        },
      ),
    },
    {
      method: 'PATCH',
      path: '/v1.0/oauth2PermissionGrants/{id}',
      handle: guarded(
        server,
        writeGrants,
        () => ({ units: 1, write: true }),
        (request, params) => {
          const { scope } = parse(request.body)
          if (!findGrant(params.id ?? '')) return notFound(server, params.id ?? '')
          if (typeof scope !== 'string')
            return graphError(400, 'Request_BadRequest', 'A value is required for property scope.', server.access.requestId())
          changes.setGrantScope(params.id ?? '', scope)
          return { status: 204 }
        },
      ),
    },
    {
      method: 'POST',
      path: '/v1.0/oauth2PermissionGrants',
      handle: guarded(
        server,
        writeGrants,
        () => ({ units: 1, write: true }),
        (request) => {
          const body = parse(request.body)
          const grant: DelegatedGrant = {
            id: guidAt(tenant.seed, `${tenant.domain}/grant-added`, changes.addedGrants().length),
            clientId: String(body.clientId),
            consentType: body.consentType === 'AllPrincipals' ? 'AllPrincipals' : 'Principal',
            principalId: typeof body.principalId === 'string' ? body.principalId : null,
            resourceId: String(body.resourceId),
            scope: String(body.scope),
          }
          changes.addGrant(grant)
          return { status: 201, json: grant }
        },
      ),
    },
    {
      method: 'GET',
      path: '/v1.0/servicePrincipals/{id}/appRoleAssignedTo',
      handle: guarded(
        server,
        readRoles,
        (request) => units(request, 1),
        (request, params) => {
          const resource = resourceIndexOf(params.id ?? '')
          if (resource < 0 && !tenant.principalById(params.id ?? '')) return notFound(server, params.id ?? '')
          const count = resource < 0 ? 0 : tenant.assignmentCount(resource)
          const added = changes.addedAssignments(params.id ?? '')
          return page(request, {
            context: 'appRoleAssignments',
            count: count + added.length,
            item: (index) => {
              const assignment = index < count ? tenant.assignmentAt(resource, index) : added[index - count]
              return assignment && !changes.assignmentDeleted(assignment.id) ? assignmentJson(assignment) : null
            },
          })
        },
      ),
    },
    {
      method: 'GET',
      path: '/v1.0/servicePrincipals/{id}/appRoleAssignments',
      handle: guarded(
        server,
        readRoles,
        (request) => units(request, 1),
        (request, params) => {
          if (!tenant.principalById(params.id ?? '')) return notFound(server, params.id ?? '')
          const held = assignmentsOf(params.id ?? '')
          return page(request, {
            context: 'appRoleAssignments',
            count: held.length,
            item: (index) => held.map(assignmentJson)[index] ?? null,
          })
        },
      ),
    },
    {
      method: 'DELETE',
      path: '/v1.0/servicePrincipals/{id}/appRoleAssignedTo/{assignment}',
      handle: guarded(
        server,
        writeRoles,
        () => ({ units: 1, write: true }),
        (_request, params) => {
          changes.deleteAssignment(params.assignment ?? '')
          return { status: 204 }
        },
      ),
    },
    {
      method: 'POST',
      path: '/v1.0/servicePrincipals/{id}/appRoleAssignedTo',
      handle: guarded(
        server,
        writeRoles,
        () => ({ units: 1, write: true }),
        (request, params) => {
          const body = parse(request.body)
          const principal = tenant.principalById(String(body.principalId))
          const resource = tenant.principalById(params.id ?? '')
          if (!principal || !resource) return notFound(server, String(body.principalId))
          const assignment: RoleAssignment = {
            id: guidAt(tenant.seed, `${tenant.domain}/assignment-added`, changes.addedAssignments(resource.id).length),
            appRoleId: String(body.appRoleId),
            principalId: principal.id,
            principalDisplayName: principal.name,
            principalType: 'ServicePrincipal',
            resourceId: resource.id,
            resourceDisplayName: resource.name,
            createdDaysAgo: 0,
          }
          changes.addAssignment(assignment)
          return { status: 201, json: assignmentJson(assignment) }
        },
      ),
    },
  ]
}
