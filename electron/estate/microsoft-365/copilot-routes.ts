import type { LoopbackRoute } from '../loopback-server.ts'
import { graphError } from './access.ts'
import { botAt, packageAt } from './copilot.ts'
import { guarded, notFound, type TenantServer } from './directory-routes.ts'
import { daysBefore, selected } from './graph-json.ts'
import { page } from './page.ts'

/** Sign-in activity, the catalogue of agents, and the environment's tables of the low-code builder. */
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
  const bots = Array.from({ length: tenant.size.bots }, (_unused, index) => botAt(tenant, index))
  const dataverse = (request: Parameters<LoopbackRoute['handle']>[0], table: string) =>
    server.access.check(request, [`Dataverse: read on ${table}`], { units: 0, quota: 'none' })

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
    {
      method: 'GET',
      path: '/api/data/v9.2/bots',
      handle: (request) => {
        const refusal = dataverse(request, 'bot')
        if (refusal) return refusal
        return page(request, {
          context: 'bots',
          count: bots.length,
          item: (index) => {
            const bot = bots[index]
            if (!bot) return null
            const json = {
              botid: bot.id,
              name: bot.name,
              schemaname: `mer_bot${bot.index}`,
              statecode: 0,
              statuscode: 1,
              authenticationmode: bot.authenticationMode,
              accesscontrolpolicy: bot.accessControl,
              publishedon: bot.published ? daysBefore(tenant, Math.min(20, bot.createdDaysAgo)) : null,
              runtimeprovider: 0,
              createdon: daysBefore(tenant, bot.createdDaysAgo),
              modifiedon: daysBefore(tenant, Math.min(15, bot.createdDaysAgo)),
            }
            const owninguser = { azureactivedirectoryobjectid: bot.owner.id, fullname: bot.owner.name, isdisabled: !bot.owner.active }
            return {
              ...selected(json, request.query.get('$select')),
              ...(request.query.get('$expand')?.startsWith('owninguser') ? { owninguser } : {}),
            }
          },
        })
      },
    },
    {
      method: 'GET',
      path: '/api/data/v9.2/botcomponents',
      handle: (request) => {
        const refusal = dataverse(request, 'botcomponent')
        if (refusal) return refusal
        const components = bots.flatMap((bot) =>
          bot.knowledge.map((source, index) => ({
            botcomponentid: `${bot.id.slice(0, -1)}${index}`,
            name: source.name,
            componenttype: 16,
            _parentbotid_value: bot.id,
            data: `kind: KnowledgeSourceConfiguration\nsource:\n  kind: SharePointSearchSource\n  site: ${source.site}\n`,
          })),
        )
        return page(request, { context: 'botcomponents', count: components.length, item: (index) => components[index] ?? null })
      },
    },
  ]
}
