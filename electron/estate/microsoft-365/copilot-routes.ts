import type { LoopbackRoute } from '../loopback-server.ts'
import { graphError } from './access.ts'
import { packageAt } from './copilot.ts'
import { guarded, notFound, type TenantServer } from './directory-routes.ts'
import { daysBefore } from './graph-json.ts'
import { page } from './page.ts'

/** Sign-in activity and the catalogue of agents. */
export function copilotRoutes(server: TenantServer, licensed: boolean): readonly LoopbackRoute[] {
  const { tenant, changes } = server
  const packages = Array.from({ length: licensed ? tenant.size.packages : 0 }, (_unused, index) => packageAt(tenant, index))
  const packageJson = (index: number): Record<string, unknown> | null => {
    const entry = packages[index]
    if (!entry) return null
    return {
      id: entry.id,
      displayName: entry.name,
      type: entry.publisher === tenant.name ? 'custom' : 'external',
      shortDescription: `${entry.name} for staff`,
      publisher: entry.publisher,
      isBlocked: changes.packageBlocked(entry.id),
      availableTo: entry.availableTo,
      deployedTo: 'none',
      elementTypes: entry.elementTypes,
      supportedHosts: ['Copilot', 'Teams'],
      appId: entry.appId,
      version: '1.0.0',
      lastModifiedDateTime: daysBefore(tenant, 20),
    }
  }
  const licence = () =>
    graphError(403, 'Forbidden', 'The tenant does not have the license required to call this API.', server.access.requestId())
  const block = (blocked: boolean): LoopbackRoute => ({
    method: 'POST',
    path: `/beta/copilot/admin/catalog/packages/{id}/${blocked ? 'block' : 'unblock'}`,
    handle: guarded(
      server,
      ['CopilotPackages.ReadWrite.All'],
      () => ({ units: 1, write: true }),
      (_request, params) => {
        if (!packages.some((entry) => entry.id === params.id)) return notFound(server, params.id ?? '')
        changes.setPackageBlocked(params.id ?? '', blocked)
        return { status: 204 }
      },
    ),
  })
  return [
    {
      method: 'GET',
      path: '/beta/reports/servicePrincipalSignInActivities',
      handle: guarded(
        server,
        ['AuditLog.Read.All'],
        () => ({ units: 1, quota: 'reports' }),
        (request) =>
          page(request, {
            context: 'reports/servicePrincipalSignInActivities',
            count: tenant.principalCount,
            item: (index) => {
              const { appId, lastSignInDaysAgo, home } = tenant.principalAt(index)
              if (lastSignInDaysAgo === null || home === 'platform') return null
              const at = { lastSignInDateTime: daysBefore(tenant, lastSignInDaysAgo), lastSignInRequestId: appId }
              return {
                id: Buffer.from(appId).toString('base64url'),
                appId,
                lastSignInActivity: at,
                delegatedClientSignInActivity: at,
                applicationAuthenticationClientSignInActivity: {},
              }
            },
          }),
      ),
    },
    {
      method: 'GET',
      path: '/beta/copilot/admin/catalog/packages',
      handle: guarded(
        server,
        ['CopilotPackages.Read.All', 'CopilotPackages.ReadWrite.All'],
        () => ({ units: 1 }),
        (request) =>
          licensed ? page(request, { context: 'copilot/admin/catalog/packages', count: packages.length, item: packageJson }) : licence(),
      ),
    },
    {
      method: 'GET',
      path: '/beta/copilot/admin/catalog/packages/{id}',
      handle: guarded(
        server,
        ['CopilotPackages.Read.All', 'CopilotPackages.ReadWrite.All'],
        () => ({ units: 1 }),
        (_request, params) => {
          const index = packages.findIndex((entry) => entry.id === params.id)
          return index < 0 ? notFound(server, params.id ?? '') : { status: 200, json: packageJson(index) }
        },
      ),
    },
    block(true),
    block(false),
  ]
}
